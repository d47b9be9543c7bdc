/** A thousand files of many formats: what an archive or a pipeline waits for. */
import { colophon, digestAll, folderReaders } from "../contestants.js";
import { makeMixed } from "../material/mixed.js";
import { caseFolder } from "./folder.js";

const files = 1000;

export const thousand = {
  name: "thousand",
  async prepare({ studio, peers, options }) {
    const folder = caseFolder(studio, "thousand");
    const count = options.size(files);
    const mixed = await makeMixed(folder, count, studio);
    return {
      folder,
      about: `verify ${count} mixed files`,
      rounds: 3,
      base: "plain script on c2pa-node",
      perFile: count,
      contestants: [
        // Some are unsigned and some damaged, so the answer is no.
        colophon(studio, ["verify", mixed], { exits: [1] }),
        ...folderReaders(mixed, studio, peers),
        ...digestAll(peers, mixed),
      ],
      goals: [
        { of: "colophon verify", to: "xargs -P c2patool", by: "wallMs", atMost: 0.5 },
        { of: "colophon verify", to: "plain script on c2pa-node", by: "cpuMs", atMost: 1.15 },
      ],
    };
  },
};
