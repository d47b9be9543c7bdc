/** A session with colophon, run for you: signs, verifies, sees a changed byte, traces two generations, labels. npm run demo. */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";

const root = join(import.meta.dirname, "..");
const temporary = mkdtempSync(join(tmpdir(), "colophon-demo-"));
const folder = join(temporary, "work");
// Nobody's own identities, trust lists and settings are touched, or needed.
const foreign = Object.entries(process.env).filter(([name]) => !name.startsWith("COLOPHON_"));
const env = { ...Object.fromEntries(foreign), COLOPHON_HOME: join(temporary, "home") };
let surprises = 0;

/** Prints a command line, runs it, shows what it said, and holds its exit code against the expected one. */
function colophon(expected, ...args) {
  console.log(`\n$ colophon ${args.map(quoted).join(" ")}`);
  const { status, error } = spawnSync(process.execPath, [join(root, "bin/colophon.js"), ...args], {
    cwd: folder,
    env,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (error) throw error;
  console.log(`(exit ${status})`);
  if (status === expected) return;
  surprises += 1;
  console.log(`*** expected exit ${expected}`);
}

function quoted(argument) {
  return /^[\w./=-]+$/.test(argument) ? argument : `"${argument}"`;
}

function say(text) {
  console.log(`\n# ${text}`);
}

/** The same file with one bit of its pixels turned. */
function changeOneByte(from, to) {
  const bytes = readFileSync(join(folder, from));
  const at = bytes.length - 100;
  bytes[at] ^= 1;
  writeFileSync(join(folder, to), bytes);
}

async function session() {
  mkdirSync(folder);
  for (const name of ["drawing.jpg", "poster.jpg"]) {
    copyFileSync(join(root, "fixtures/media", name), join(folder, name));
  }

  say("A name to sign with.");
  colophon(0, "identity", "create", "studio", "--for", "Ana Ruiz", "--no-passphrase");

  say("A file as most are: nothing is known about it.");
  colophon(3, "verify", "drawing.jpg");

  say("What would be signed, before anything is.");
  colophon(0, "sign", "--dry-run", "--as", "drawing", "drawing.jpg");
  colophon(0, "sign", "--as", "drawing", "drawing.jpg");

  say("Intact, but nobody vouches for the name yet. Whoever trusts it adds its root.");
  colophon(4, "verify", "drawing.signed.jpg");
  colophon(0, "identity", "export", "studio", "--root", "-o", "studio.pem");
  colophon(0, "trust", "add", "studio.pem");
  colophon(0, "verify", "drawing.signed.jpg");

  say("One bit of the picture is turned.");
  changeOneByte("drawing.signed.jpg", "changed.jpg");
  colophon(1, "verify", "changed.jpg");

  say("An edit, signed as one, keeps the history; here another program scaled the picture.");
  await sharp(join(folder, "drawing.signed.jpg")).resize(48).toFile(join(folder, "small.jpg"));
  colophon(0, "sign", "--parent", "drawing.signed.jpg", "--action", "resized", "small.jpg");
  colophon(0, "trace", "small.signed.jpg");

  say("What AI made is labeled: people see it, machines read it, and the journal remembers it.");
  const system = ["--system", "ExampleGen", "--system-version", "1.2"];
  colophon(0, "label", "--as", "ai-generated", "--by", "ExampleStudio", ...system, "poster.jpg");
  colophon(0, "verify", "poster.labeled.jpg");
  colophon(0, "check", "--law", "cn", "poster.labeled.jpg");
  colophon(0, "journal", "find", "poster.jpg");

  say("A folder at once; the exit code is the worst answer.");
  colophon(1, "verify", ".");
}

try {
  await session();
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
console.log(
  surprises === 0 ? "\nEvery answer was as expected." : `\n${surprises} answers were not as expected.`,
);
process.exit(surprises === 0 ? 0 : 1);
