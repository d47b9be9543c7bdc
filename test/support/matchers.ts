/** Custom matchers: coded errors are part of the contract, so tests name the code. */
import { expect } from "vitest";
import { ColophonError, type ErrorCode } from "../../src/error.ts";

async function thrownBy(received: unknown): Promise<unknown> {
  try {
    await (typeof received === "function" ? received() : received);
  } catch (error) {
    return error;
  }
  return undefined;
}

/** Byte by byte in Node itself: what looks at each byte as a property takes seconds for a picture. */
expect.addEqualityTesters([
  (one: unknown, other: unknown) =>
    Buffer.isBuffer(one) && Buffer.isBuffer(other) ? one.equals(other) : undefined,
]);

expect.extend({
  async toThrowWithCode(received: unknown, code: ErrorCode, message?: string | RegExp) {
    const error = await thrownBy(received);
    const isCoded = error instanceof ColophonError && error.code === code;
    const text = error instanceof Error ? error.message : "";
    const isWorded =
      message === undefined || (typeof message === "string" ? text.includes(message) : message.test(text));
    return {
      pass: isCoded && isWorded,
      message: () =>
        `expected a ColophonError "${code}"${message ? ` saying ${message}` : ""}, got ${
          error === undefined
            ? "no error"
            : error instanceof ColophonError
              ? `"${error.code}": ${text}`
              : String(error)
        }`,
    };
  },
});

declare module "vitest" {
  interface Assertion<T> {
    toThrowWithCode(code: ErrorCode, message?: string | RegExp): Promise<T>;
  }
}
