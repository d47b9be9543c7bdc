/** What every container of this room can do: find the marks in a file, and say which bytes to change to set them. */

/** A file as this room needs it: any range of it, and its size. */
export interface ByteSource {
  sizeBytes: number;
  /** Shorter than asked for only at the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** Replace `remove` bytes at `offset` of the source by `insert`. Edits of one file never overlap and are in order. */
export interface Edit {
  offset: number;
  remove: number;
  insert: Uint8Array;
}

export interface FoundMark {
  /**
   * `xmp`: a whole XMP packet. `aigc`: one GB 45438 label value, as text. `unread`: not all of the file could be
   * gone through, so that more may be in it; it stands last and has no place.
   */
  kind: "xmp" | "aigc" | "unread";
  /** Where it stands, in the container's own words, e.g. "APP1", "iTXt XML:com.adobe.xmp", "moov.udta.meta AIGC". */
  place: string;
  /** It stands where the standard wants it for this format, in the form it wants. */
  isNormative: boolean;
  /**
   * A packet that `write` leaves where it is: it continues another one, or describes only a part of the file.
   * Of the others the first is the one that `WantedMarks.xmp` takes the place of.
   */
  isAside?: true;
  /** The text as it stands in the file, decoded but otherwise untouched: hostile. */
  text: string;
  /** A label is there, and its text could not be had: it is damaged, or more than a label can be. */
  isUnread?: true;
  /** The bytes it occupies. */
  offset: number;
  length: number;
}

/** What a file is to say afterwards. Absent: leave as it is. Nothing in this room removes a mark of anybody else's. */
export interface WantedMarks {
  /** The whole XMP packet, already merged with the one that was there. */
  xmp?: string;
  /** The inner JSON of the AIGC label, for containers whose normative place is not XMP. */
  aigc?: string;
}

export interface MetadataContainer {
  /** Ids of core/asset formats. */
  formats: readonly string[];
  /** Where GB 45438 wants the label: inside the XMP packet, at a place of the container's own, or nowhere known. */
  aigcPlace: "xmp" | "own" | "none";
  /** Whether `write` has a place for an XMP packet. */
  holdsXmp: boolean;
  /** Finds every mark, at every place it is seen in the field. Bounded work on any bytes; never throws for bad ones. */
  read(source: ByteSource): Promise<FoundMark[]>;
  /**
   * The edits that make the file say `wanted` at the normative place, exactly once, and touch nothing else.
   * Throws `format.damaged` where the container is not understood well enough to change it safely.
   */
  write(source: ByteSource, wanted: WantedMarks): Promise<Edit[]>;
}
