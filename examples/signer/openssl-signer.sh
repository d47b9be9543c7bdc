#!/bin/sh
# A signer for colophon whose key is held by openssl; the command line of a cloud or of a hardware module goes in its
# place. docs/pipelines.md says what colophon asks of it. KEY is a P-256 key, CHAIN its certificates, leaf first.
set -eu

if [ "${1-}" = "--signer-info" ]; then
  printf '{"alg":"es256","sign_cert":"%s"}\n' "$(awk '{ printf "%s\\n", $0 }' "$CHAIN")"
else
  openssl dgst -sha256 -sign "$KEY"
fi
