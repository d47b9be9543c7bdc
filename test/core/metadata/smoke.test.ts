import { readFileSync, readdirSync, writeFileSync, mkdirSync } from "node:fs";
import { expect, it } from "vitest";
import { containerFor, readMarks, editXmp, xmpProperties as p, readXmp } from "../../../src/core/metadata/index.ts";
import { detectFormat } from "../../../src/core/asset/detect.ts";
import { sourceOf, applied, untouched } from "../../support/byte-source.ts";
import { describeWithShared } from "../../support/shared.ts";
describeWithShared("x", (folder) => {
  for (const dir of ["plain","signed","hostile"]) for (const f of readdirSync(`${folder}/corpus/${dir}`)) {
    it(`${dir}/${f}`, async () => {
      const b = readFileSync(`${folder}/corpus/${dir}/${f}`);
      const { format } = detectFormat(b.subarray(0, 65536), b.subarray(-65536), f.split(".").at(-1)!);
      const c = format && containerFor(format.id);
      if (!c || c.aigcPlace !== "xmp") return;
      const marks = await readMarks(c, sourceOf(b));
      console.log(f, format.id, marks.map((m) => `${m.kind} ${m.place} ${m.isNormative} ${m.offset}+${m.length} ${m.text.length} ${m.kind==="xmp"&&readXmp(m.text).isReadable}`));
      const old = marks.find((m) => m.kind === "xmp" && m.isNormative)?.text;
      let edits;
      try {
      const xmp = editXmp(old, [{property: p.aigc, values:['{"Label":"1","ContentProducer":"x","ProduceID":"y"}']},{property:p.digitalSourceType, values:["http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"]}]);
      edits = await c.write(sourceOf(b), { xmp }); } catch (e) { console.log(f, String(e)); return; }
      const out = await applied(b, edits);
      console.log(edits.map((e) => `${e.offset} -${e.remove} +${e.insert.length}`).join(" | "));
      mkdirSync("/tmp/mout", {recursive:true}); writeFileSync(`/tmp/mout/${dir}-${f}`, out);
      const after = await readMarks(c, sourceOf(out));
      expect(after.filter((m) => m.kind==="aigc").map((m) => m.text+m.isNormative)).toEqual(['{"Label":"1","ContentProducer":"x","ProduceID":"y"}true']);
      const [x,y] = untouched(b,out,edits); expect(x.equals(y)).toBe(true);
    });
  }
});
