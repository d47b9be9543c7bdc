/** Our own readers of metadata under broken files: no error but ours, no hang, and what is written is read. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { containerFor } from "../../src/core/metadata/index.ts";
import { applied, sourceOf } from "../support/byte-source.ts";
import { labelFor, packetWithLabel } from "../support/label-samples.ts";
import { madeExtensions, madeFilm } from "../support/made-films.ts";
import { corpusFile, fixture } from "../support/media.ts";
import { officeEntries, zipOf } from "../support/office-file.ts";
import { boxedJxl, tinyHeif, tinyTiff } from "../support/tiny-pictures.ts";
import { chanceFrom } from "./chance.ts";
import { extent, seed as start } from "./extent.ts";
import { fuzz, type Seed, tryInput } from "./reader-fuzz.ts";

/** An hour, or any other time: HOSTILE_MINUTES=60 npm run test:hostile. */
const forMs = extent(12_000, Number(process.env.HOSTILE_MINUTES ?? 3) * 60_000);

const formatOf: Readonly<Record<string, string>> = { jpg: "jpeg", tif: "tiff" };
const corpus = ["plain/basic.pdf", "plain/sample1.webp", "plain/sample1.svg", "plain/adobe-20220124-A.jpg"];
const page = Buffer.from("<!doctype html><html><head><title>a</title></head><body>b</body></html>");

const seeds: Seed[] = [];

/** Each once as it is and once with marks inside: what is not there cannot be misread. */
async function add(name: string, bytes: Buffer): Promise<void> {
  const extension = extname(name).slice(1);
  const format = formatOf[extension] ?? extension;
  const container = containerFor(format);
  if (!container) return;
  seeds.push({ name, format, container, bytes });
  if (format === "html") return; // it is read, and never written to
  const wanted = container.aigcPlace === "xmp" ? { xmp: packetWithLabel("s") } : { aigc: labelFor("s") };
  const edits = await container.write(sourceOf(bytes), wanted);
  seeds.push({ name: `labeled ${name}`, format, container, bytes: await applied(bytes, edits) });
}

beforeAll(async () => {
  for (const name of readdirSync(fixture("."))) await add(name, readFileSync(fixture(name)));
  for (const name of corpus) {
    const path = corpusFile(name);
    if (path !== undefined) await add(name, readFileSync(path));
  }
  for (const extension of madeExtensions) await add(`made.${extension}`, await madeFilm(extension));
  for (const extension of ["docx", "xlsx", "pptx"]) await add(`a.${extension}`, zipOf(officeEntries()));
  await add("tiny.heic", tinyHeif({ packet: packetWithLabel("t"), packetIn: "pieces", film: "stco" }));
  await add("tiny.tiff", tinyTiff({ order: "big", isBig: true }));
  await add("boxed.jxl", boxedJxl());
  await add("page.html", page);
});

describe("every container", () => {
  it("has a file to break", () =>
    expect(new Set(seeds.map(({ format }) => format)).size).toBeGreaterThan(25));

  it("takes unbroken files", async () => {
    for (const seed of seeds)
      expect([seed.name, (await tryInput(seed, seed.bytes)).fault]).toEqual([seed.name, undefined]);
  });

  it(
    "stands whatever is done to them",
    async () => {
      const { faults, tried, behaviors } = await fuzz(seeds, chanceFrom(start), performance.now() + forMs);
      console.info(`${tried} broken files, ${behaviors} ways to behave`);
      // What is found stays to be looked at.
      const folder = join(import.meta.dirname, "found");
      if (faults.length > 0) mkdirSync(folder, { recursive: true });
      for (const [at, { seed, input }] of faults.entries())
        writeFileSync(join(folder, `${at}-${seed.replace(/[^\w.]/g, "-")}`), input);
      expect(faults.map(({ seed, what }) => `${seed}: ${what}`)).toEqual([]);
    },
    forMs + 300_000,
  );
});
