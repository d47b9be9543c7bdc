/** Small PKIs made with the openssl command line: roots, intermediates, certificates for claims and for time. */
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Runs openssl in a folder and returns its stdout. */
export async function opensslIn(cwd: string, ...args: string[]): Promise<Buffer> {
  const { stdout } = await run("openssl", args, { cwd, encoding: "buffer", maxBuffer: 16 * 1024 * 1024 });
  return stdout;
}

export const keyOptions = {
  es256: ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
  es384: ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"],
  es512: ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"],
  ps256: ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
  ps384: ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
  ps512: ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
  ed25519: ["-algorithm", "ED25519"],
} as const;

export type KeyKind = keyof typeof keyOptions;

export interface LeafRequest {
  name: string;
  /** The root, or the intermediate, made before in the same folder. */
  root: string;
  key: KeyKind;
  /** Lines of an openssl extension section. */
  extensions: readonly string[];
  subject?: string;
  /** An intermediate, which issues leaves itself. */
  isAuthority?: boolean;
  /** For a certificate whose time is over, or has not come: 20200101000000Z. */
  validity?: { from: string; to: string };
}

/** A self-signed root as NAME.pem and NAME.key in the folder. */
export async function makeRoot(folder: string, name: string): Promise<string> {
  await opensslIn(folder, "genpkey", ...keyOptions.es256, "-out", `${name}.key`);
  await opensslIn(
    folder,
    ...["req", "-new", "-x509", "-key", `${name}.key`, "-subj", `/O=Sample ${name}/CN=${name}`],
    ...["-days", "3650", "-out", `${name}.pem`],
    ...["-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign,cRLSign"],
  );
  return readFile(join(folder, `${name}.pem`), "utf8");
}

/** A certificate as NAME.pem and NAME.key in the folder. */
export async function makeLeaf(folder: string, leaf: LeafRequest): Promise<string> {
  const { name, root } = leaf;
  await opensslIn(folder, "genpkey", ...keyOptions[leaf.key], "-out", `${name}.key`);
  const subject = leaf.subject ?? "/O=Studio Ruiz/CN=Ana Ruiz";
  await opensslIn(folder, "req", "-new", "-key", `${name}.key`, "-subj", subject, "-out", `${name}.csr`);
  await writeFile(join(folder, `${name}.cnf`), issuing(leaf));
  await writeFile(join(folder, `${name}.index`), "");
  await opensslIn(
    folder,
    ...["ca", "-batch", "-config", `${name}.cnf`, "-in", `${name}.csr`, "-out", `${name}.pem`, "-notext"],
    ...["-cert", `${root}.pem`, "-keyfile", `${root}.key`, "-outdir", "."],
    ...(leaf.validity === undefined
      ? ["-days", "365"]
      : ["-startdate", leaf.validity.from, "-enddate", leaf.validity.to]),
  );
  return readFile(join(folder, `${name}.pem`), "utf8");
}

function issuing({ name, extensions, isAuthority = false }: LeafRequest): string {
  return [
    "[ca]",
    "default_ca = authority",
    "[authority]",
    `database = ${name}.index`,
    "default_md = sha256",
    "rand_serial = yes",
    "policy = anything",
    "unique_subject = no",
    "x509_extensions = leaf",
    "[anything]",
    "organizationName = optional",
    "commonName = supplied",
    "[leaf]",
    `basicConstraints = critical,CA:${isAuthority ? "TRUE" : "FALSE"}`,
    "authorityKeyIdentifier = keyid",
    "subjectKeyIdentifier = hash",
    ...extensions,
    "",
  ].join("\n");
}

/** What a certificate for claims needs (C2PA 2.x §14.5.1). */
export const claimSigning = ["keyUsage = critical,digitalSignature", "extendedKeyUsage = emailProtection"];
/** What a certificate for timestamps needs (RFC 3161 §2.3). */
export const timeStamping = [
  "keyUsage = critical,digitalSignature",
  "extendedKeyUsage = critical,timeStamping",
];
