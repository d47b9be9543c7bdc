/** What a run and its engine processes say to each other: one order at a time, and one answer. */
import type { ErrorCode } from "../../error.js";
import type { AssetFile } from "../engine/native.js";
import type { EngineTrust } from "../engine/settings.js";
import type { EngineSignRequest } from "../engine/signing.js";
import type { ExpectedInk, MeasuredInk } from "../measure-ink.js";
import type { MarkedPicture, Picture, PlateDrawing } from "../plate-image.js";
import type { Evaluation, FormulaRequest } from "../rubric.js";
import type { FoundPlate } from "../senses.js";

/** Trust lists take hundreds of kilobytes and are the same for every file: each process gets them once. */
export interface NumberedTrust {
  id: number;
  /** Left out where this process has it already. */
  trust?: EngineTrust;
}

interface Reading {
  asset: AssetFile;
  trust?: NumberedTrust;
  /** A manifest store kept outside the file. */
  manifest?: Uint8Array;
}

/** Task → what it is asked and what it answers. */
export interface Tasks {
  read: { request: Reading; answer: ReadAnswer | null };
  resource: { request: Reading & { uri: string }; answer: Uint8Array };
  address: { request: { asset: AssetFile }; answer: string | undefined };
  sign: { request: Omit<EngineSignRequest, "signClaim">; answer: Uint8Array };
  thumbnail: {
    request: { path: string; mimeType: string; edgePx: number };
    answer: Uint8Array | undefined;
  };
  preview: { request: { bytes: Uint8Array; edgePx: number }; answer: Preview | undefined };
  crjson: { request: PictureFile; answer: unknown };
  picture: { request: PictureFile; answer: Picture };
  draw: { request: PictureFile & { plate: PlateDrawing; target: string }; answer: DrawnPicture };
  measure: { request: PictureFile & { expected: ExpectedInk }; answer: MeasuredInk };
  yaml: { request: { text: string }; answer: unknown[] | undefined };
  formulas: { request: FormulaRequest; answer: Evaluation };
  look: { request: PictureFile & { expected: ExpectedInk }; answer: FoundPlate | undefined };
}

export type PictureTaskName = "picture" | "draw" | "measure" | "look";

interface PictureFile {
  path: string;
  mimeType: string;
}

/** Written where it was asked for. */
export type DrawnPicture = Omit<MarkedPicture, "bytes">;

/** A small PNG of our own making. */
export interface Preview {
  png: Uint8Array;
  widthPx: number;
  heightPx: number;
}

export interface ReadAnswer {
  /** The engine's JSON as text: cheaper to hand over than what it says. */
  text: string;
  isEmbedded: boolean;
  remoteUrl?: string;
  manifestBytes?: Uint8Array;
}

export type TaskName = keyof Tasks;

export interface Order<Name extends TaskName = TaskName> {
  kind: "order";
  task: Name;
  request: Tasks[Name]["request"];
}

/** To the process: work, or the signature it asked for. Without bytes nobody signed. */
export type Message = Order | { kind: "signature"; bytes?: Uint8Array };

/** From the process. The key stays where the order came from: only what is to be signed travels. */
export type Report =
  | { kind: "ready" }
  | { kind: "claim"; bytes: Uint8Array }
  /** Only where the system does not tell the memory of another process. */
  | { kind: "memory"; sizeBytes: number }
  | { kind: "answer"; answer: unknown }
  | { kind: "error"; code: ErrorCode; message: string; hints: readonly string[]; cause: string };
