/** The table of threats: each a case in words, with what is tried and what must come of it, or the test that has it. */

export interface Attempt {
  /** Run by sh, must exit 0. */
  setup?: string;
  /** Run by bash in a folder of its own; `colophon` is this program, `$KIT` holds files, `plainly` gives up root. */
  run: string;
  exit: number;
  /** On either stream, whatever the order. */
  says?: readonly (string | RegExp)[];
  never?: RegExp;
  /** The stable code: the same command must say it with --json as well. */
  code?: string;
  leaves?: readonly string[];
  leavesNot?: readonly string[];
  withinMs?: number;
  peakMiB?: number;
}

export interface Threat {
  threat: string;
  /** Tests that have the case already: "path: words that stand in it". */
  coveredBy?: readonly string[];
  tries?: readonly Attempt[];
  /** Tried only where the corpus is. */
  needsCorpus?: true;
}

const cut = (bytes: number): Attempt => ({
  setup: `head -c ${bytes} $KIT/photo.jpg > cut.jpg`,
  run: "colophon verify cut.jpg",
  exit: 2,
  says: ["damaged or incomplete"],
  code: "format.damaged",
});

const empty = (extension: string): Attempt => ({
  setup: `: > empty.${extension}`,
  run: `colophon verify empty.${extension}`,
  exit: 2,
  says: ["file is empty"],
  code: "file.empty",
});

const enormous = (extension: string): Attempt => ({
  setup: `truncate -s 5G big.${extension}`,
  run: `colophon verify big.${extension}`,
  exit: 2,
  says: ["larger than the limit for this format"],
  code: "file.too-large",
  peakMiB: 300,
});

/** A film of eight megabytes that is nothing but empty boxes, through which the engine goes for minutes. */
/** Chapters in chapters in an ID3 tag. */
const nestedChapters = `node -e 'let f = Buffer.alloc(0); for (let n = 0; n < 6000; n++) { const d = Buffer.concat([Buffer.alloc(17), f]); const h = Buffer.from("CHAP\\0\\0\\0\\0\\0\\0"); for (let i = 0; i < 4; i++) h[4 + i] = (d.length >> (21 - 7 * i)) & 127; f = Buffer.concat([h, d]); } const t = Buffer.from("ID3\\4\\0\\0\\0\\0\\0\\0"); for (let i = 0; i < 4; i++) t[6 + i] = (f.length >> (21 - 7 * i)) & 127; require("fs").writeFileSync("deep.mp3", Buffer.concat([t, f, require("fs").readFileSync("media/tone.mp3")]))'`;

const millionBoxes = `node -e 'const b = (t, n) => Buffer.from("000000" + n + Buffer.from(t).toString("hex"), "hex"); require("fs").writeFileSync("trap.mp4", Buffer.concat([b("ftypisom\\0\\0\\0\\0isommp42", "18"), Buffer.alloc(8e6, b("free", "08")), b("moov", "08")]))'`;

const keptAt = (address: string): Attempt => ({
  setup: `colophon sign -q --as camera --remote-url ${address} media/drawing.png -o far.png && rm far.png.c2pa`,
  run: "colophon verify --remote far.png",
  exit: 2,
  says: ["was not contacted"],
  code: "network.refused",
  withinMs: 10_000,
});

const badList = (content: string, words: string): Attempt => ({
  setup: `(${content}) > list.pem`,
  run: "colophon verify --trust list.pem $KIT/signed.jpg",
  exit: 2,
  says: ["colophon: error:", words],
  never: /Content Credentials {2}|trusted/,
});

export const files: readonly Threat[] = [
  {
    threat: "a missing file",
    coveredBy: ["test/script/bad-input.txt: $ colophon verify missing.jpg"],
  },
  {
    threat: "a folder where a file is wanted",
    tries: [
      {
        setup: "mkdir folder",
        run: "colophon trace folder",
        exit: 2,
        says: ['no files found in "folder"'],
        code: "input.none",
      },
      {
        setup: "mkdir -p a/b && cp $KIT/signed.jpg a/b/",
        run: "colophon verify a",
        exit: 4,
        says: ["a/b/signed.jpg"],
      },
    ],
  },
  {
    threat: "a file that this user may not read",
    tries: [
      {
        setup: "chmod 755 . && cp $KIT/photo.jpg shut.jpg && chmod 000 shut.jpg",
        run: "COLOPHON_HOME=$PWD/home plainly colophon verify shut.jpg",
        exit: 2,
        says: ['"shut.jpg": permission denied'],
        code: "file.permission",
      },
    ],
  },
  { threat: "files of zero bytes", tries: ["jpg", "png", "mp4", "pdf", "c2pa"].map(empty) },
  { threat: "a JPEG that is cut", tries: [10, 100, 1000, 100_000].map(cut) },
  {
    threat: "a WebP, an MP3 or an SVG that is cut, of which the engine says that there is nothing",
    coveredBy: ["test/core/asset/damage.test.ts: is not whole when cut inside a frame"],
    tries: [
      {
        setup: "head -c 600 media/drawing.webp > c.webp",
        run: "colophon verify c.webp",
        exit: 2,
        says: ["damaged"],
      },
      {
        setup: "head -c 2100 media/tone.mp3 > c.mp3",
        run: "colophon verify c.mp3",
        exit: 2,
        says: ["damaged"],
      },
      { setup: "printf '<?xml vers' > c.svg", run: "colophon verify c.svg", exit: 2, says: ["damaged"] },
    ],
  },
  {
    threat: "an MP4 that is cut behind its credentials",
    needsCorpus: true,
    tries: [
      {
        setup: "head -c 700000 $CORPUS/signed/video1.mp4 > c.mp4",
        run: "colophon verify c.mp4",
        exit: 1,
        says: ["Invalid"],
      },
    ],
  },
  {
    threat: "a name that promises another format",
    tries: [
      { setup: "cp media/drawing.png a.jpg", run: "colophon verify a.jpg", exit: 3, says: ["png"] },
      { setup: "cp $KIT/signed.jpg a.png", run: "colophon verify a.png", exit: 4, says: ["jpg"] },
    ],
  },
  {
    threat: "bytes of no known kind",
    tries: [
      {
        setup: "head -c 4096 /dev/urandom > a.bin",
        run: "colophon verify a.bin",
        exit: 2,
        says: ["format not supported", "colophon help formats"],
        code: "format.unsupported",
      },
    ],
  },
  {
    threat: "a pipe, a device that never ends, a socket",
    coveredBy: ["test/adapter/files/inspect.test.ts: refuses a pipe, a socket and a device within a second"],
    tries: [
      {
        setup: "mkfifo p.jpg",
        run: "colophon verify p.jpg",
        exit: 2,
        says: ["not a regular file"],
        code: "file.irregular",
        withinMs: 4000,
      },
      { run: "colophon verify /dev/zero", exit: 2, says: ["not a regular file"], withinMs: 4000 },
    ],
  },
  {
    threat: "links: followed, leading nowhere, in a circle",
    tries: [
      { setup: "ln -s $KIT/signed.jpg link.jpg", run: "colophon verify link.jpg", exit: 4 },
      {
        setup: "ln -s nowhere d.jpg",
        run: "colophon verify d.jpg",
        exit: 2,
        says: ["the link leads to nothing"],
        code: "file.missing",
      },
      {
        setup: "ln -s l.jpg l.jpg",
        run: "colophon verify l.jpg",
        exit: 2,
        says: ["circle"],
        code: "file.missing",
      },
    ],
  },
  { threat: "five gigabytes of nothing", tries: ["jpg", "svg", "pdf", "c2pa"].map(enormous) },
  {
    threat:
      "file names that would move the terminal's cursor, end a line, look like an option, or are no text",
    tries: [
      {
        setup: `cp $KIT/signed.jpg "$(printf 'a\\033[2Jb.jpg')"`,
        run: `colophon verify "$(printf 'a\\033[2Jb.jpg')"`,
        exit: 4,
        says: ["a\\u{1b}[2Jb.jpg"],
        never: /\u001b/,
      },
      {
        setup: `cp $KIT/signed.jpg "$(printf 'a\\ntrusted.jpg')"`,
        run: `colophon verify ./*trusted.jpg`,
        exit: 4,
        says: ["a\\u{a}trusted.jpg"],
        never: /^trusted/m,
      },
      {
        setup: "cp $KIT/signed.jpg ./-rf.jpg",
        run: "colophon verify -- -rf.jpg",
        exit: 4,
        says: ["-rf.jpg"],
      },
      {
        setup: `cp $KIT/signed.jpg "$(printf 'a\\377.jpg')"`,
        run: `colophon verify "$(printf 'a\\377.jpg')"`,
        exit: 2,
        says: ["not valid UTF-8"],
        code: "file.missing",
      },
    ],
  },
  {
    threat: "resource bombs",
    coveredBy: [
      "test/hostile/corpus.test.ts: never take the program down, and never hold it up",
      "test/core/credential/store-bytes.test.ts: of a few kilobytes does not become gigabytes",
      "test/core/history/trace.test.ts: of shared ancestors is walked a number of steps",
      "test/adapter/host/pool.test.ts: is given up at the limit",
    ],
    tries: [
      {
        setup: millionBoxes,
        run: "colophon verify --timeout 1 trap.mp4",
        exit: 2,
        says: ["could not be analyzed within 1 s", "--timeout <seconds>"],
        code: "timeout",
        withinMs: 10_000,
      },
      {
        setup: nestedChapters,
        run: "colophon verify deep.mp3",
        exit: 2,
        says: ["the analysis crashed"],
        code: "engine.crashed",
      },
      {
        setup: `${millionBoxes} && cp $KIT/plain.jpg a.jpg && cp $KIT/plain.jpg z.jpg`,
        run: "colophon verify --timeout 2 a.jpg trap.mp4 z.jpg",
        exit: 2,
        says: ["could not be analyzed within 2 s", "3 files: 2 without, 1 not judged"],
        withinMs: 15_000,
      },
      {
        setup: "cp $KIT/photo.jpg big.jpg && truncate -s 500M big.jpg && cp $KIT/plain.jpg a.jpg",
        run: "colophon verify --max-memory 200MB a.jpg big.jpg",
        exit: 2,
        says: [
          "needed more than 200 MB of memory",
          "--max-memory <size>",
          "2 files: 1 without, 1 not judged",
        ],
      },
      {
        setup: "cp $KIT/photo.jpg big.jpg && truncate -s 500M big.jpg",
        run: "colophon verify --max-memory 200MB big.jpg",
        exit: 2,
        says: ["needed more than 200 MB of memory"],
        code: "engine.memory",
      },
      {
        run: "colophon verify --max-memory much media/drawing.jpg",
        exit: 2,
        says: ["--max-memory"],
      },
    ],
  },
  {
    threat: "a PDF under a password",
    coveredBy: ["test/core/asset/damage.test.ts: that asks for a password is told apart"],
    tries: [
      {
        setup: "sed 's#/Root#/Encrypt 1 0 R /Root#' media/page.pdf > e.pdf",
        run: "colophon verify e.pdf",
        exit: 2,
        says: ["is encrypted, so it was not searched"],
        code: "format.encrypted",
      },
    ],
  },
];

export const credentials: readonly Threat[] = [
  {
    threat: "credentials that are only kept on a server",
    tries: [
      {
        setup:
          "colophon sign -q --as camera --remote-url https://credentials.example/a media/drawing.png -o far.png && rm far.png.c2pa",
        run: "colophon verify far.png",
        exit: 2,
        says: ['are kept at "credentials.example"', "--remote"],
        code: "credential.remote-only",
      },
    ],
  },
  {
    threat: "a server that answers wrongly, endlessly, or not at all",
    coveredBy: [
      "test/adapter/http.test.ts: are followed three times and no more",
      "test/adapter/http.test.ts: that drips is cut off by the time limit",
      "test/adapter/http.test.ts: that is longer than allowed without saying so is cut off",
      "test/adapter/http.test.ts: that is compressed is refused, so that it cannot inflate",
      "test/adapter/http.test.ts: that announces too much is not read",
      "test/hostile/remote.test.ts: is no verdict, and soon over",
    ],
  },
  {
    threat: "a server inside one's own walls",
    coveredBy: [
      "test/adapter/http.test.ts: do not lead from the address the user typed to another private one",
      "test/adapter/http.test.ts: is asked for once, and the socket gets the address that was checked",
      "test/adapter/http.test.ts: a user name and password in the address, which are not repeated",
      "test/adapter/http.test.ts: a name that leads to a private address, even beside public ones",
    ],
    tries: [
      "https://127.0.0.1:9/a",
      "https://169.254.169.254/a",
      "https://[::1]/a",
      "https://10.1.2.3/a",
      "https://localhost/a",
    ].map(keptAt),
  },
  {
    threat: "a claim from before the standard, of an unknown algorithm, of an unknown version",
    coveredBy: [
      'test/command/verify-corpus.test.ts: ["hostile/prerelease.jpg", "credential.unsupported"]',
      'test/command/verify-corpus.test.ts: ["hostile/no_alg.jpg", "credential.unsupported"]',
      "test/adapter/engine/native-error.test.ts: claim version",
    ],
  },
  {
    threat: "a sidecar that is missing, of another file, or empty",
    tries: [
      {
        run: "colophon verify --credential none.c2pa media/note.txt",
        exit: 2,
        says: ["none.c2pa"],
        code: "credential.sidecar-missing",
      },
      {
        setup: "cp $KIT/note.txt.c2pa o.md.c2pa && cp media/note.md o.md",
        run: "colophon verify o.md",
        exit: 1,
        says: ["Invalid"],
      },
      {
        setup: "cp media/note.md o.md && : > o.md.c2pa",
        run: "colophon verify o.md",
        exit: 2,
        says: ["o.md.c2pa"],
      },
    ],
  },
  {
    threat: "a famous name that nobody vouches for",
    tries: [
      {
        setup:
          "export COLOPHON_HOME=$PWD/h && colophon identity create bbc --for 'BBC News' --org 'BBC' --no-passphrase -q && colophon sign -q --as camera media/drawing.jpg -o news.jpg",
        run: "colophon verify --trust $KIT/root.pem news.jpg",
        exit: 4,
        says: ["Issuer not recognized", "“BBC”"],
        never: /(?<!“)BBC(?!”)|\b(real|authentic|genuine|fake)\b/i,
      },
    ],
  },
  {
    threat: "a certificate that has expired, without a timestamp",
    coveredBy: ["test/hostile/forgery.test.ts: that has expired, without a timestamp"],
  },
  {
    threat: "a history that an earlier signer recorded as broken",
    coveredBy: [
      "test/command/verify-corpus.test.ts: shows what an earlier signer recorded and signed away",
      "test/core/verifying/requirement.test.ts: history.broken",
    ],
  },
  {
    threat: "trust lists that are none",
    coveredBy: ["test/core/trust/read-list.test.ts: anything doubtful"],
    tries: [
      {
        run: "colophon verify --trust none.pem $KIT/signed.jpg",
        exit: 2,
        says: ['no file named "none.pem"'],
        code: "trust.unknown",
      },
      badList(":", "is empty"),
      badList("echo '<html></html>'", "a web page"),
      badList("openssl genpkey -algorithm ed25519", "a private key"),
      badList(
        "cat $KIT/root.pem; printf -- '-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\\n'",
        "damaged certificate",
      ),
      badList("head -c 300 $KIT/root.pem", "cut short"),
    ],
  },
  {
    threat: "a trust list that is older than it says it should be",
    tries: [
      {
        setup: "(echo '# next update: 2026-01-01'; cat $KIT/root.pem) > old.pem",
        run: "colophon verify --trust old.pem $KIT/signed.jpg",
        exit: 0,
        says: ["trust.list-outdated", "2026-01-01"],
      },
    ],
  },
];

export const setting: readonly Threat[] = [
  {
    threat: "a configuration with a key that is misspelt",
    coveredBy: ["test/script/bad-input.txt: ! truts", "test/core/schema/config.test.ts: did you mean"],
  },
  {
    threat: "a key that cannot be read",
    coveredBy: [
      "test/adapter/keys.test.ts: a private key file made by openssl",
      "test/command/identity/import.test.ts: what cannot be imported",
      "test/command/identity/import.test.ts: stays closed to a wrong passphrase",
    ],
  },
  {
    threat: "a key of another certificate",
    coveredBy: [
      "test/command/signing/signer.test.ts: is refused when its key belongs to another certificate",
    ],
  },
  {
    threat: "an algorithm that does not fit the key",
    coveredBy: ["test/command/identity/load.test.ts: has an algorithm its key cannot serve"],
  },
  {
    threat: "certificates that are expired, too early, for servers only, in the wrong order, or alone",
    coveredBy: [
      "test/command/signing/signer.test.ts: certificate.expired",
      "test/command/identity/import.test.ts: an expired certificate, with its day",
      "test/command/identity/import.test.ts: bring a warning along when the leaf comes alone",
      "test/core/identity/check-certificate.test.ts: ",
    ],
  },
  {
    threat: "a key that others can read",
    coveredBy: ["test/command/identity/load.test.ts: warns when others can read its key"],
  },
  {
    threat: "a passphrase in an option or a variable",
    tries: [
      {
        run: "colophon sign --passphrase x media/drawing.jpg",
        exit: 2,
        says: ['unknown option "--passphrase"'],
      },
      {
        setup:
          "export COLOPHON_HOME=$PWD/h && printf secret > p && colophon identity create shut --for Ana --passphrase-file p -q",
        run: "COLOPHON_HOME=$PWD/h COLOPHON_PASSPHRASE=secret colophon sign --as camera media/drawing.jpg -o s.jpg < /dev/null",
        exit: 2,
        says: ["--passphrase-file"],
        never: /secret/,
        leavesNot: ["s.jpg"],
      },
    ],
  },
  {
    threat: "an output that is the input, by whatever name",
    coveredBy: [
      "test/script/bad-input.txt: colophon sign --as camera photo.jpg -o hard.jpg --force",
      "test/script/bad-input.txt: $ cmp photo.jpg before.jpg",
    ],
  },
  {
    threat: "an output that exists",
    coveredBy: [
      "test/script/bad-input.txt: ! already exists",
      "test/command/signing/write.test.ts: is replaced by force, and kept when signing then fails",
    ],
  },
  {
    threat: "an output folder that is missing, shut, or a file",
    tries: [
      {
        run: "colophon sign --as camera media/drawing.jpg -o no/a.jpg",
        exit: 2,
        says: ["no such folder"],
        code: "output.folder",
      },
      {
        setup: ": > f",
        run: "colophon sign --as camera media/drawing.jpg -o f/a.jpg",
        exit: 2,
        says: ["is a file"],
        code: "output.folder",
      },
    ],
    coveredBy: ["test/hostile/fault.test.ts: a folder that may not be written to"],
  },
  {
    threat: "a disk that is full",
    coveredBy: [
      "test/hostile/fault.test.ts: a disk that is full",
      "test/adapter/files/write.test.ts: says that the disk is full where it is",
    ],
  },
  {
    threat: "an end in the middle of signing",
    coveredBy: [
      "test/hostile/fault.test.ts: an end without warning",
      "test/adapter/files/write.test.ts: is swept by the next output into that folder",
    ],
  },
  {
    threat: "a timestamp authority that fails in any way",
    coveredBy: [
      "test/command/signing/stamping.test.ts: when the first authority fails",
      "test/command/signing/stamping.test.ts: nothing is written, and every one of them is named with its reason",
      "test/adapter/timestamp.test.ts: to the same message with another nonce is a replay",
      "test/hostile/fault.test.ts: an authority that dies while it answers",
    ],
  },
  {
    threat: "an external signer that fails in any way",
    coveredBy: [
      'test/command/signing/signer.test.ts: "exit-1", "empty", "garbage", "megabyte"',
      "test/adapter/external-signer.test.ts: is stopped after its time, with every process it started",
      "test/adapter/external-signer.test.ts: because it is not there is refused by name",
      "test/adapter/external-signer.test.ts: has what it prints about its secrets hidden",
    ],
  },
  {
    threat: "a manifest definition with a fault",
    coveredBy: [
      "test/core/signing/definition.test.ts: is named with its place: %s",
      "test/core/signing/definition.test.ts: of a forged prototype changes no object",
      "test/core/signing/definition.test.ts: of syntax is said without quoting what stands there",
    ],
  },
  {
    threat: "a file that carries credentials already, good or broken",
    coveredBy: [
      "test/command/signing/sources.test.ts: becomes its own parent, so that its history is kept",
      "test/command/signing/sources.test.ts: stay visible in the history of what is signed over them by force",
      "test/script/bad-input.txt: $ colophon sign --as ai-edited changed.jpg",
    ],
  },
  {
    threat: "a format that the engine cannot write",
    coveredBy: ["test/script/bad-input.txt: ! --sidecar"],
  },
  {
    threat: "a thousand files and one of them bad",
    tries: [
      {
        setup:
          "mkdir many && cd many && for i in $(seq 1 999); do ln ../../kit/plain.jpg $i.jpg 2>/dev/null || cp $KIT/plain.jpg $i.jpg; done; : > 500b.jpg",
        run: 'colophon verify --jsonl many > lines; code=$?; node -e \'const l = require("fs").readFileSync("lines", "utf8").trim().split("\\n").map((x) => JSON.parse(x)); console.log(l.length, l.filter((x) => x.result?.state === "none").length, l.at(-1).kind)\'; exit $code',
        exit: 2,
        says: ["1002 999 end"],
      },
    ],
  },
  {
    threat: "a reader that goes away",
    tries: [
      { run: "colophon help verify | head -1; exit ${PIPESTATUS[0]}", exit: 0, never: /EPIPE|error/ },
      {
        run: "colophon inspect --json --raw $KIT/signed.jpg | head -c 10; exit ${PIPESTATUS[0]}",
        exit: 0,
        never: /EPIPE|error/,
      },
    ],
  },
  {
    threat: "no terminal, no color, another language, twenty columns",
    coveredBy: [
      "test/cli/manual/help.test.ts: fits into %i columns",
      "test/cli/render/trace.test.ts: is drawn with ASCII where",
    ],
    tries: [
      {
        run: "NO_COLOR=1 LANG=C LC_ALL=C COLUMNS=20 colophon verify --trust $KIT/root.pem $KIT/signed.jpg",
        exit: 0,
        says: ["Content Credentials", "Unchanged", "more: colophon trace"],
        never: /\u001b|[^\0-\x7f]/,
      },
      {
        run: "LC_ALL=C colophon trace $KIT/signed.jpg && LC_ALL=C colophon check --law cn $KIT/signed.jpg; LC_ALL=C colophon label --dry-run --as ai-edited --by Studio --no-visible media/drawing.jpg",
        exit: 0,
        says: ["signed.jpg"],
        never: /[^\0-\x7f]/,
      },
    ],
  },
  {
    threat: "no home, a home that is read-only, no temporary folder",
    tries: [
      { run: "env -u HOME -u COLOPHON_HOME colophon verify media/drawing.jpg", exit: 3 },
      { run: "COLOPHON_HOME=/proc/none colophon verify media/drawing.jpg", exit: 3 },
      { run: "COLOPHON_HOME= HOME=/dev/null colophon verify media/drawing.jpg", exit: 3 },
      {
        run: "COLOPHON_HOME=/proc/none colophon identity create a --for A --no-passphrase",
        exit: 2,
        says: ["colophon: error:"],
        never: /stack|\n\s+at /,
      },
      { run: "TMPDIR=/nonexistent colophon verify - < media/drawing.jpg", exit: 2, says: ["set TMPDIR"] },
    ],
  },
  {
    threat: "a Node that is too old, an engine that is not there",
    tries: [
      {
        setup: 'echo \'Object.defineProperty(process.versions, "node", { value: "18.0.0" })\' > old.cjs',
        run: "NODE_OPTIONS=--require=$PWD/old.cjs colophon verify media/drawing.jpg",
        exit: 2,
        says: ["expected Node 20.20 or newer, found 18.0.0"],
      },
      {
        setup:
          "mkdir -p p/node_modules/@contentauth && cp -r $ROOT/bin $ROOT/dist $ROOT/package.json p/ && for m in $ROOT/node_modules/*; do [ $(basename $m) = @contentauth ] || ln -s $m p/node_modules/; done",
        run: "node p/bin/colophon.js verify media/drawing.jpg; a=$?; node p/bin/colophon.js doctor; echo doctor $?; exit $a",
        exit: 2,
        says: ["colophon: error:", "engine"],
        never: /\n\s+at |defect/,
      },
      {
        setup:
          "mkdir -p p/node_modules/@contentauth && cp -r $ROOT/bin $ROOT/dist $ROOT/package.json p/ && for m in $ROOT/node_modules/*; do [ $(basename $m) = @contentauth ] || ln -s $m p/node_modules/; done && cp -r $ROOT/node_modules/@contentauth/c2pa-node p/node_modules/@contentauth/",
        run: "node p/bin/colophon.js doctor",
        exit: 2,
        says: [/nothing can be\s+signed: Cannot find package/, "c2pa-utilities"],
        never: /\n\s+at |defect/,
      },
    ],
  },
  {
    threat: "a configuration with a key in it and a slip",
    coveredBy: ["test/adapter/config.test.ts: is told by line and column, and nothing of it is shown"],
  },
];
