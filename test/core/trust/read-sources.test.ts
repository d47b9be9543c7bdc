import { describe, expect, test } from "vitest";
import { readSources } from "../../../src/core/trust/read-sources.ts";

const read = (text: string) => readSources(text, "sources.csv");

describe("readSources", () => {
  test("takes name, domain and organization from columns in any order, and leaves the others", () => {
    const text =
      'Number,Website,Publisher,Name\r\n1,studio.example,"Ruiz, Ana","The ""Studio"""\r\n2,,,Second\r\n';
    expect(read(text)).toEqual([
      { name: 'The "Studio"', domain: "studio.example", organization: "Ruiz, Ana" },
      { name: "Second" },
    ]);
  });

  test("reads thousands of lines", () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => `Source ${index},source${index}.example`);
    expect(read(["name,domain", ...lines].join("\n"))).toHaveLength(5_000);
  });

  test("keeps the last row, whether or not a line break or a comma ends it", () => {
    for (const end of ["", ",", "\n", ",\n"])
      expect(read(`name,domain\nStudio${end}`)).toEqual([{ name: "Studio" }]);
  });

  test("skips blank lines and takes line breaks inside quotes", () => {
    expect(read('name\n\n"two\nlines"\n \n')).toEqual([{ name: "two\nlines" }]);
  });

  test.each([
    ["a table without a column of names", "domain\nstudio.example\n", /no column "name"/],
    ["a header alone", "name,domain\n", /no source/],
    ["a row that names nobody", "name,domain\nStudio,a.example\n,b.example\n", /row 3/],
    ["a quote that never ends", 'name\nStudio\n"open\n', /stray quote near row 3/],
  ])("%s is refused", async (_, text, message) => {
    await expect(() => read(text)).toThrowWithCode("trust.unreadable", message);
  });
});
