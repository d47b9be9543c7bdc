/** The XMP properties that labels are made of: where each one lives and what its value looks like. */

export interface XmpProperty {
  /** What identifies the vocabulary; the prefix is only how it is usually written. */
  ns: string;
  prefix: string;
  name: string;
  /** `alt`: one text per language, of which the default one is ours. */
  form: "text" | "bag" | "seq" | "alt";
}

const iptcExtension = { prefix: "Iptc4xmpExt", ns: "http://iptc.org/std/Iptc4xmpExt/2008-02-29/" };
const iptcCore = { prefix: "Iptc4xmpCore", ns: "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" };
const plus = { prefix: "plus", ns: "http://ns.useplus.org/ldf/xmp/1.0/" };
const xmp = { prefix: "xmp", ns: "http://ns.adobe.com/xap/1.0/" };

export const xmpProperties = {
  // GB 45438-2025, annex E; TC260-PG-20259A
  aigc: { prefix: "TC260", ns: "http://www.tc260.org.cn/ns/AIGC/1.0/", name: "AIGC", form: "text" },

  // IPTC Photo Metadata 2025.1
  digitalSourceType: { ...iptcExtension, name: "DigitalSourceType", form: "text" },
  aiSystemUsed: { ...iptcExtension, name: "AISystemUsed", form: "text" },
  aiSystemVersionUsed: { ...iptcExtension, name: "AISystemVersionUsed", form: "text" },
  aiPromptInformation: { ...iptcExtension, name: "AIPromptInformation", form: "text" },
  aiPromptWriterName: { ...iptcExtension, name: "AIPromptWriterName", form: "text" },
  altText: { ...iptcCore, name: "AltTextAccessibility", form: "alt" },

  // PLUS License Data Format
  modelReleaseStatus: { ...plus, name: "ModelReleaseStatus", form: "text" },
  modelReleaseId: { ...plus, name: "ModelReleaseID", form: "bag" },
  dataMining: { ...plus, name: "DataMining", form: "text" },

  // ISO 16684-1
  createDate: { ...xmp, name: "CreateDate", form: "text" },
  creatorTool: { ...xmp, name: "CreatorTool", form: "text" },
  documentId: { prefix: "xmpMM", ns: "http://ns.adobe.com/xap/1.0/mm/", name: "DocumentID", form: "text" },
  creator: { prefix: "dc", ns: "http://purl.org/dc/elements/1.1/", name: "creator", form: "seq" },

  // C2PA 2.x: where the manifest is, for files that do not carry it themselves.
  provenance: { prefix: "dcterms", ns: "http://purl.org/dc/terms/", name: "provenance", form: "text" },
} as const satisfies Record<string, XmpProperty>;

export type PropertyId = keyof typeof xmpProperties;
