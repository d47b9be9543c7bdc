/** Certificates with any fault one asks for, made by openssl so that no code of ours has a hand in them. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readCertificates, readPrivateKey } from "../../src/adapter/keys.ts";
import { scratchFolder } from "./identity-context.ts";
import { openssl } from "./openssl.ts";

export const goodLeaf = `basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=1.3.6.1.4.1.62558.2.1,emailProtection
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid`;

const authorityExtensions = `basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid`;

export interface Made {
  /** Paths. */
  cert: string;
  key: string;
  der: Uint8Array;
}

export interface LeafWish {
  subject?: string;
  /** Lines of an openssl extension file; undefined for none, which makes a version 1 certificate. */
  extensions?: string | undefined;
  keyArguments?: string[];
  digest?: string;
}

/** A root, an intermediate authority under it, and whatever leaf is wished for under either. */
export class TestAuthority {
  readonly folder = scratchFolder();
  readonly root: Made;
  readonly intermediate: Made;
  private count = 0;

  constructor() {
    this.root = this.make("/O=Test Authority/CN=Test Root", undefined, { extensions: authorityExtensions });
    this.intermediate = this.make("/O=Test Authority/CN=Test Intermediate", this.root, {
      extensions: authorityExtensions,
    });
  }

  leaf(wish: LeafWish = {}, issuer: Made | undefined = this.intermediate): Made {
    const { subject = "/O=Estudio Ruiz/CN=Ana Ruiz" } = wish;
    return this.make(subject, issuer, "extensions" in wish ? wish : { ...wish, extensions: goodLeaf });
  }

  selfSigned(): Made {
    // openssl leaves the authority's key out of a self-signed certificate unless told otherwise.
    const extensions = goodLeaf.replace("keyid", "keyid:always");
    return this.make("/O=Estudio Ruiz/CN=Ana Ruiz", undefined, { extensions });
  }

  /** One file, in the order given. */
  bundle(name: string, ...parts: Made[]): string {
    const path = join(this.folder, name);
    writeFileSync(path, parts.map(({ cert }) => readFileSync(cert, "utf8")).join(""));
    return path;
  }

  keyOf(made: Made) {
    return readPrivateKey(readFileSync(made.key));
  }

  private make(subject: string, issuer: Made | undefined, wish: LeafWish): Made {
    this.count += 1;
    const name = `${this.count}`;
    const { keyArguments = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], digest = "sha256" } =
      wish;
    openssl(this.folder, "genpkey", ...keyArguments, "-out", `${name}.key`);
    openssl(this.folder, "req", "-new", "-key", `${name}.key`, "-subj", subject, "-out", `${name}.csr`);
    const extensions = wish.extensions === undefined ? [] : ["-extfile", `${name}.ext`];
    if (wish.extensions !== undefined)
      writeFileSync(join(this.folder, `${name}.ext`), `${wish.extensions}\n`);
    const signer = issuer
      ? ["-CA", issuer.cert, "-CAkey", issuer.key, "-set_serial", `0x${4096 + this.count}`]
      : ["-signkey", `${name}.key`];
    openssl(
      this.folder,
      ...["x509", "-req", "-in", `${name}.csr`, "-days", "90", `-${digest}`, "-out", `${name}.pem`],
      ...signer,
      ...extensions,
    );
    const cert = join(this.folder, `${name}.pem`);
    const [certificate] = readCertificates(readFileSync(cert));
    return { cert, key: join(this.folder, `${name}.key`), der: certificate?.raw ?? new Uint8Array() };
  }
}
