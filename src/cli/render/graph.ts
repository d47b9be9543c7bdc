/** A history for drawing programs: DOT for Graphviz, and Mermaid; arrows go from the source to what was made of it. */
import type { TracedFile } from "../../command/trace.js";
import type { HistoryStep } from "../../core/history/history.js";
import { escapeText } from "../escape.js";
import { isUnrecognized, relationWords, stepEdits, stepFacts, stepTitle } from "./step.js";

interface Node {
  id: string;
  lines: readonly string[];
  state: HistoryStep["state"];
}

interface Edge {
  from: string;
  to: string;
  label: string;
}

export function tracedDot(file: TracedFile): string {
  const { nodes, edges } = graphOf(file);
  const lines = [
    "digraph history {",
    "  rankdir=LR;",
    '  node [shape=box, fontname="sans-serif"];',
    ...nodes.map(
      ({ id, lines: text, state }) => `  ${id} [label="${text.map(dotText).join("\\n")}"${dotStyle(state)}];`,
    ),
    ...edges.map(({ from, to, label }) => `  ${from} -> ${to} [label="${dotText(label)}"];`),
    "}",
  ];
  return `${lines.join("\n")}\n`;
}

export function tracedMermaid(file: TracedFile): string {
  const { nodes, edges } = graphOf(file);
  const lines = [
    "flowchart LR",
    ...nodes.map(({ id, lines: text }) => `  ${id}["${text.map(mermaidText).join("<br/>")}"]`),
    ...edges.map(({ from, to, label }) => `  ${from} -->|"${mermaidText(label)}"| ${to}`),
    ...nodes
      .filter(({ state }) => state === "invalid")
      .map(({ id }) => `  style ${id} stroke:#b00,stroke-width:2px`),
  ];
  return `${lines.join("\n")}\n`;
}

function graphOf(file: TracedFile): { nodes: Node[]; edges: Edge[] } {
  const { trace, state } = file.verification;
  const nodes: Node[] = [];
  const edges: Edge[] = [];
  const visit = (step: HistoryStep, title: string): string => {
    const id = `n${nodes.length}`;
    const edits = stepEdits(step).join(", ");
    nodes.push({
      id,
      lines: [title, ...stepFacts(step, ""), ...doubts(step), ...(edits === "" ? [] : [edits])],
      state: step.state,
    });
    for (const ingredient of step.ingredients) {
      const from = visit(ingredient, stepTitle(ingredient));
      edges.push({ from, to: id, label: relationWords[ingredient.relationship] });
    }
    return id;
  };
  if (trace === undefined)
    nodes.push({ id: "n0", lines: [escapeText(file.file), "No Content Credentials"], state });
  else visit(trace.root, escapeText(file.file));
  return { nodes, edges };
}

function doubts(step: HistoryStep): string[] {
  return [
    ...(isUnrecognized(step) ? ["issuer not recognized"] : []),
    ...(step.isCut ? ["made from more than is shown"] : []),
  ];
}

function dotText(text: string): string {
  return text.replace(/[\\"]/g, (character) => `\\${character}`);
}

function dotStyle(state: HistoryStep["state"]): string {
  if (state === "invalid") return ", color=red";
  return state === "none" ? ", style=dashed" : "";
}

/** Inside quotes Mermaid still reads Markdown, HTML and its own marks: everything but words becomes a number. */
function mermaidText(text: string): string {
  return text.replace(/[^\p{L}\p{N}\p{M} .,:()-]/gu, (character) => `#${character.codePointAt(0)};`);
}
