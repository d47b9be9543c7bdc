/** Builds FFmpeg's filter graphs: filters by name and arguments, each linked to the next. */
import { ColophonError } from "../../error.js";
import { type Ffmpeg, fresh, must } from "./ffmpeg.js";

export type FilterGraph = import("node-av/lib").FilterGraph;
export type FilterNode = import("node-av/lib").FilterContext;

/** Name and arguments: ["scale", "640:360"]. */
export type FilterWords = readonly string[];

export function newGraph(av: Ffmpeg): FilterGraph {
  return fresh(new av.lib.FilterGraph());
}

export function addFilter(av: Ffmpeg, graph: FilterGraph, [name = "", words = ""]: FilterWords): FilterNode {
  const filter = av.lib.Filter.getByName(name);
  const refused = `FFmpeg does not take the filter ${name}=${words}`;
  try {
    const node = filter && graph.createFilter(filter, `${name}${graph.nbFilters}`, words || null);
    if (node) return node;
  } catch (cause) {
    throw new ColophonError("av.failed", refused, { cause });
  }
  throw new ColophonError("av.failed", refused);
}

/** Each linked to the next one's first input, behind `from`; the last of them, to go on from. */
export function addChain(
  av: Ffmpeg,
  graph: FilterGraph,
  from: FilterNode,
  chain: readonly FilterWords[],
): FilterNode {
  let last = from;
  for (const words of chain) {
    const next = addFilter(av, graph, words);
    must(av, last.link(0, next, 0), `linking the filter ${words.join("=")}`);
    last = next;
  }
  return last;
}
