import { expect, it } from "vitest";
import { overWords, sizeWords } from "../../../src/adapter/files/size-words.ts";

it("says a size as people do", () => {
  expect([999_999, 33_554_432, 200_000_660, 2_500_000_000].map(sizeWords)).toEqual([
    "999,999 bytes",
    "33.6 MB",
    "200 MB",
    "2.5 GB",
  ]);
});

it("says what is too large, to the byte where it would read the same", () => {
  expect(overWords(33_554_432, 200_000_660)).toBe("expected at most 33.6 MB, found 200 MB");
  expect(overWords(1_048_576, 1_048_577)).toBe("expected at most 1,048,576 bytes, found 1,048,577 bytes");
});
