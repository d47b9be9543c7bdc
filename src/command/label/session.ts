/** One run of `label`: what is the same for all its files, and refused before the first is read. */
import { findKinds, type KindName } from "../../core/consent/index.js";
import { checkWording } from "../../core/label/check-wording.js";
import { type AiDisclosure, findAiDisclosure } from "../../core/label/disclosure.js";
import { checkJournal } from "../../core/label/journal.js";
import { checkProvider, readProvider } from "../../core/label/provider-code.js";
import { plainText } from "../../core/label/wording.js";
import { type Law, laws as worded } from "../../core/label/wording-rules.js";
import { findLaws } from "../../core/profile/laws.js";
import { ColophonError } from "../../error.js";
import type { Context } from "../context.js";
import { type Judge, prepareJudge } from "../judging.js";
import type { SignOptions } from "../signing/options.js";
import { findSigner, type Signer } from "../signing/signer.js";
import { type LabelConsents, readConsents } from "./consents.js";
import type { LabelRoom } from "./context.js";
import { refuseMarkless } from "./idle-wishes.js";
import { wantMark } from "./no-mark.js";
import type { LabelOptions } from "./options.js";

export interface Session {
  options: LabelOptions;
  /** The same as a signature sees it. */
  signing: SignOptions;
  context: Context;
  room: LabelRoom;
  signer: Signer;
  judge: Judge;
  laws: readonly Law[];
  /** Absent for a platform that passes on. */
  ai?: AiDisclosure;
  /** Absent where no law asks for it. */
  provider?: string;
  kinds: readonly KindName[];
  consents: LabelConsents;
  isVisible: boolean;
}

export async function openSession(options: LabelOptions, context: Context): Promise<Session> {
  refuseConflicts(options);
  const laws = findLaws(options.laws.length === 0 ? ["all"] : options.laws).filter(isWorded);
  const ai = options.asPropagator ? undefined : findAiDisclosure(asked(options.as));
  const isVisible = options.visible ?? (ai !== undefined && wantMark(laws).length > 0);
  refuseMarkless(options, isVisible);
  if (ai?.share === "made" && options.parent !== undefined) refuseParent();
  const kinds = findKinds(options.kinds);
  if (options.text !== undefined) refuseWording(options.text, laws);
  if (options.by !== undefined) checkProvider(options.by);
  const signing = signingOptions(options);
  const signer = await findSigner(signing, context);
  const room = await context.labeling();
  const consents = await readConsents(options, kinds, context);
  const { timeoutMs, maxMemoryBytes } = options;
  const judge = await prepareJudge({ trust: [], timeoutMs, maxMemoryBytes }, context);
  const provider = providerFor(options, laws, signer);
  if (!options.dryRun) await tellBrokenJournal(context);
  return {
    options,
    signing,
    context,
    room,
    signer,
    judge,
    laws,
    ...(ai ? { ai } : {}),
    ...(provider === undefined ? {} : { provider }),
    kinds,
    consents,
    isVisible,
  };
}

/** The next line only looks at the last one. What it is added to is kept: it is all there is. */
async function tellBrokenJournal({ journal, announce }: Context): Promise<void> {
  const { fault } = await checkJournal(journal.lines(), await journal.head());
  if (fault)
    announce(`the journal is not whole: its line ${fault.line} ${fault.says}; see: colophon journal verify`);
}

function refuseParent(): never {
  throw new ColophonError(
    "usage.conflict",
    "what AI made begins with itself, and --parent names a file before it",
    {
      hints: ["where AI changed that file: --as ai-edited"],
    },
  );
}

function isWorded(law: string): law is Law {
  return (worded as readonly string[]).includes(law);
}

function asked(as: string | undefined): string {
  if (as !== undefined) return as;
  throw new ColophonError("usage.invalid", "expected --as, which says what AI did", {
    hints: ["--as ai-generated where AI made it, --as ai-edited where AI changed it"],
  });
}

function refuseConflicts(options: LabelOptions) {
  const { asPropagator, as, isDeclared, visible, inPlace, sidecar, output, parent } = options;
  const refuse = (message: string) => {
    throw new ColophonError("usage.conflict", message);
  };
  if (asPropagator && parent !== undefined) refuse("--as-propagator takes the file itself as the parent");
  if (asPropagator && as !== undefined)
    refuse("--as-propagator passes on what others say, so --as has no place");
  if (asPropagator && visible)
    refuse("a platform shows its notice beside the file, so --visible has no place");
  if (isDeclared && !asPropagator) refuse("--declared belongs to --as-propagator");
  if (inPlace && (sidecar || output !== undefined)) refuse("--in-place excludes --sidecar and --output");
}

/** Throws `label.text` where the words say less than a law wants them to say. */
function refuseWording(text: string, laws: readonly Law[]): void {
  const missed = checkWording(plainText(text), laws).filter(({ verdict }) => verdict === "fail");
  const [first] = missed;
  if (!first) return;
  const others = laws.filter((law) => missed.every((miss) => miss.law !== law));
  throw new ColophonError(
    "label.text",
    `the words "${text}" will not do for ${missed.map(({ law }) => law).join(", ")}: ${first.reason} (${first.source})`,
    {
      hints: [
        "leave --text out for words that do",
        ...(others.length > 0 ? [`or label for laws that take them: --law ${others.join(",")}`] : []),
      ],
    },
  );
}

/** Never made up: as it was given, or the issuer's own name where the standard takes its characters. */
function providerFor(
  { by, asPropagator }: LabelOptions,
  laws: readonly Law[],
  { issuer }: Signer,
): string | undefined {
  if (by !== undefined) return by;
  if (!laws.includes("cn") && !asPropagator) return undefined;
  if (readProvider(issuer).kind === "name") return issuer;
  const name = issuer
    .normalize("NFKD")
    .replaceAll(/[^\x21-\x7e]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  throw new ColophonError(
    "label.provider",
    `the AIGC label names its producer without spaces and accents, and "${issuer}" cannot stand there`,
    {
      hints: [
        ...(readProvider(name).kind === "name" ? [`name it: --by ${name}`] : []),
        "or give the code that was registered: --by 0011…",
      ],
    },
  );
}

/** Without `as`: where AI changed a file, it began elsewhere, and is opened as it was found. */
function signingOptions({ as: _as, ...options }: LabelOptions): SignOptions {
  return { ...options, ingredients: [], actions: [], allActions: false, update: false };
}
