/** On what it was measured. */
import { availableParallelism, cpus, release, totalmem } from "node:os";

export function machine() {
  const facts = {
    date: new Date().toISOString(),
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    kernel: release(),
    processor: cpus()[0]?.model.trim() ?? "unknown",
    processors: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
  };
  const text = `Node ${facts.node}, ${facts.platform}, ${facts.processors} × ${facts.processor}, ${facts.memoryGiB} GiB`;
  return { ...facts, text };
}
