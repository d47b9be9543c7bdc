import { describe, expect, test } from "vitest";
import { officialListAt, officialLists } from "../../../src/core/trust/official.ts";

describe("the official lists", () => {
  test("are fetched over https and have names of their own", () => {
    expect(new Set(officialLists.map(({ name }) => name)).size).toBe(officialLists.length);
    for (const { url } of officialLists) expect(url).toMatch(/^https:\/\/[a-z.]+\/\S+\.pem$/);
  });

  test("are known by their address, and by a file name that says enough", () => {
    for (const list of officialLists) expect(officialListAt(list.url)).toBe(list);
    expect(officialListAt("C:\\Downloads\\c2pa-tsa-trust-list.pem")?.kind).toBe("tsa");
    expect(officialListAt("https://mirror.example/C2PA-TRUST-LIST.pem?raw=1")?.name).toBe("c2pa");
  });

  test.each(["anchors.pem", "allowed.pem", "my-C2PA-TRUST-LIST.pem", ""])(
    '"%s" could be any list',
    (name) => {
      expect(officialListAt(name)).toBeUndefined();
    },
  );
});
