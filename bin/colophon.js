#!/usr/bin/env node
/** The launcher: says in one line when Node is too old, before anything is loaded that such a Node cannot read. */
const oldest = [20, 20];
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  process.stderr.write(
    `colophon: error: expected Node ${oldest.join(".")} or newer, found ${process.versions.node}\n`,
  );
  process.exit(2);
}

import("../dist/cli/main.js").then(({ start }) => start());
