/** What of a signer's stderr reaches an error message. */
import { expect, it } from "vitest";
import { describeStderr } from "../../src/adapter/signer-stderr.ts";

const describe = (text: string) => describeStderr(new TextEncoder().encode(text));

it.each([
  ["", ""],
  ["\n \r\n", ""],
  ["no slot 3", "no slot 3"],
  [
    "SoftHSM 2.6\nloading /usr/lib/softhsm/libsofthsm2.so\nERROR: token not found\nbye",
    "ERROR: token not found",
  ],
  ["cannot open /usr/lib/softhsm/libsofthsm2.so", "cannot open /usr/lib/softhsm/libsofthsm2.so"],
  ["wrong PIN", "wrong PIN"],
  ["password=hunter2", "password=[hidden]"],
  ["user ana, Password: hunter two", "user ana, Password: [hidden]"],
  ['{"secret":"abc def"}', '{"secret":[hidden]'],
  ["the passphrase is tulip", "the passphrase is [hidden]"],
  ["pkcs11-tool --pin 4711 --sign", "pkcs11-tool --pin [hidden]"],
  ["AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI", "AWS_SECRET_ACCESS_KEY=[hidden]"],
  ["Authorization: Bearer abc.def", "Authorization: [hidden]"],
  ["sent Bearer abc.def and failed", "sent Bearer [hidden] and failed"],
  ["GET https://ana:s3cret@kms.test/x?sig=abc failed", "GET https://[hidden]@kms.test/x?[hidden] failed"],
  ["id 9f86d081884c7d659a2feaa0c55ad015 failed", "id [hidden] failed"],
  ["-----BEGIN PRIVATE KEY----- failed", "[hidden]"],
  ["failed: MIGHAgEAMBMGByqGSM49AgEGCCqGSM49", "failed: [hidden]"],
  ["failed \x1b[31mred\x07", "failed \\u{1b}[31mred\\u{7}"],
  ["failed \u202egnp.exe\u2066", "failed \\u{202e}gnp.exe\\u{2066}"],
])("%j becomes %j", (stderr, said) => {
  expect(describe(stderr)).toBe(said);
});

it("a long line is cut to 200 characters", () => {
  const said = describe(`failed ${"word ".repeat(100)}`);
  expect([...said]).toHaveLength(200);
  expect(said.endsWith("…")).toBe(true);
});
