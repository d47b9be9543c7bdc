/** The package's own entry without streams and native extras: half the time to load, the same classes. */
declare module "cbor-x/encode" {
  export { Encoder, Tag } from "cbor-x";
}
