import { describe, expect, it } from "vitest";
import { explain } from "../../../src/core/explain/index.ts";

const ours = [
  "history.broken",
  "history.untrusted",
  "history.missing-part",
  "file.extension",
  "file.media-not-covered",
  "file.bytes-not-covered",
  "rule.changed",
  "time.self-asserted",
  "time.unlisted-authority",
  "time.none",
  "time.untrusted",
  "issuer.self-signed",
  "issuer.purpose",
  "issuer.list-kind",
  "issuer.expired-revived",
  "issuer.name-unverified",
  "issuer.not-required",
  "revocation.not-checked",
  "credential.remote-not-fetched",
  "credential.sidecar",
  "trust.no-list",
  "trust.list-outdated",
  "identity.self-issued",
  "identity.unrecognized",
  "string.suspicious",
  "requirement.not-met",
  "metadata.unsigned",
];

describe("every finding of colophon", () => {
  it.each(ours)("%s is explained", (code) => {
    expect(explain(code)).toMatchObject({ code, kind: "finding" });
  });
});

describe("findings about names", () => {
  it.each(["issuer.self-signed", "issuer.name-unverified", "identity.self-issued"])(
    "%s says that nobody confirms the name",
    (code) => {
      const { meaning = "", action = "" } = explain(code) ?? {};
      expect(`${meaning} ${action}`).toMatch(/what the file claims/);
    },
  );
});
