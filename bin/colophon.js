#!/usr/bin/env node
/** The launcher: says in one line when Node is too old or the program not whole, before anything else can fail. */
const oldest = [20, 20];
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  end(2, `error: expected Node ${oldest.join(".")} or newer, found ${process.versions.node}`);
}

import("../dist/cli/main.js").then(({ start }) => start()).catch(tell);

/** Left to Node, it would print a stack and exit 1, which says something about a file. */
function tell(error) {
  const [words] = String(error?.message ?? error).split("\n");
  if (error?.code === "EMFILE" || error?.code === "ENFILE") {
    end(2, "error: too many files are open", "allow more: ulimit -n 1024");
  }
  if (error?.code === "ERR_MODULE_NOT_FOUND" || error instanceof SyntaxError) {
    end(2, `error: the program is not whole: ${words}`, "install it again; in a clone: npm run build");
  }
  end(70, `defect: ${words}`);
}

function end(code, message, hint) {
  process.stderr.write(`colophon: ${message}\n${hint ? `colophon: hint: ${hint}\n` : ""}`);
  process.exit(code);
}
