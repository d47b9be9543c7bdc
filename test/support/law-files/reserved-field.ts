/** The reserved field of an AIGC label as TC260-PG-202511A has it: a signature by SM2 over the label, made by OpenSSL. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AigcLabel } from "../../../src/core/label/aigc.ts";
import { openssl } from "../openssl.ts";

const sm2WithSm3 = "1.2.156.10197.1.501";
/** The signer's name where there is none. */
const usualSigner = "distid:1234567812345678";

export interface Sm2Signature {
  /** DER. */
  signature: Buffer;
  /** SubjectPublicKeyInfo, DER. */
  key: Buffer;
}

export async function signBySm2(text: string): Promise<Sm2Signature> {
  const folder = await mkdtemp(join(tmpdir(), "colophon-sm2-"));
  const at = (name: string) => join(folder, name);
  try {
    await writeFile(at("text"), text);
    openssl(folder, "genpkey", "-algorithm", "SM2", "-out", "key.pem");
    openssl(folder, "pkey", "-in", "key.pem", "-pubout", "-outform", "DER", "-out", "key.der");
    const signing = ["dgst", "-sm3", "-sign", "key.pem", "-sigopt", usualSigner, "-out", "signature", "text"];
    openssl(folder, ...signing);
    return { signature: await readFile(at("signature")), key: await readFile(at("key.der")) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What a producer writes into ReservedCode1. */
export async function protectedBy({ Label, ContentProducer, ProduceID }: AigcLabel): Promise<string> {
  const text = `"Label":"${Label}","ContentProducer":"${ContentProducer}","ProduceID":"${ProduceID}"`;
  const { signature, key } = await signBySm2(text);
  const signed = {
    Type: "DS",
    AlgID: sm2WithSm3,
    TBSData: { Type: "LabelMataData" },
    Signature: signature.toString("hex"),
  };
  const own = { Type: "PubKey", AlgID: sm2WithSm3, KeyValue: key.toString("hex") };
  return JSON.stringify({ SecurityData: { Type: "TC260PG", Version: 1, PubSD: [signed, own] } });
}
