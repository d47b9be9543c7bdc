// Adds entries to a journal: node journal-writer.mjs ADAPTER CORE JOURNAL NAME COUNT
import { setTimeout as wait } from "node:timers/promises";

const [, , adapter, core, path, name, count] = process.argv;
const { openJournal } = await import(adapter);
const { nextLine } = await import(core);
const journal = openJournal(path);
for (let number = 0; number < Number(count); number += 1) {
  const entry = {
    id: `${name}-${number}`,
    time: new Date(),
    input: "a".repeat(64),
    output: "b".repeat(64),
    disclosure: "ai-generated",
    kinds: [],
    identity: name,
    isVisible: false,
  };
  await journal.append((end) => nextLine(entry, end));
  // Whoever asks again at once is first again.
  await wait(4);
}
