/** The engine's JSON of a manifest store, put together by hand for what no signer would write. */

export interface ManifestWish {
  title?: string;
  organization?: string;
  claimVersion?: number;
  /** Labels of the manifests its ingredients bring; undefined for an ingredient that brings none. */
  ingredients?: readonly IngredientWish[];
  time?: string;
  assertions?: readonly unknown[];
}

export interface IngredientWish {
  title?: string;
  manifest?: string | undefined;
  relationship?: string;
  /** Failure codes its signer recorded. */
  recorded?: readonly string[];
}

interface StatusWish {
  code: string;
  explanation?: string;
  url?: string;
}

export interface StoreWish {
  active?: string;
  state?: string;
  success?: readonly (string | StatusWish)[];
  informational?: readonly (string | StatusWish)[];
  failure?: readonly (string | StatusWish)[];
  /** Failures found now, by the label of the manifest they are about. */
  deltas?: Readonly<Record<string, readonly string[]>>;
}

const statusOf = (wish: string | StatusWish) => (typeof wish === "string" ? { code: wish } : wish);

export function storeJson(manifests: Readonly<Record<string, ManifestWish>>, wish: StoreWish = {}): unknown {
  const {
    success = ["claimSignature.validated", "assertion.dataHash.match"],
    informational = [],
    failure = [],
  } = wish;
  return {
    active_manifest: wish.active ?? Object.keys(manifests)[0],
    manifests: Object.fromEntries(
      Object.entries(manifests).map(([label, one]) => [label, manifestJson(one)]),
    ),
    validation_state: wish.state ?? "Valid",
    validation_results: {
      activeManifest: {
        success: success.map(statusOf),
        informational: informational.map(statusOf),
        failure: failure.map(statusOf),
      },
      ingredientDeltas: Object.entries(wish.deltas ?? {}).map(([label, codes]) => ({
        ingredientAssertionURI: "self#jumbf=c2pa.assertions/c2pa.ingredient.v3",
        validationDeltas: {
          failure: codes.map((code) => ({ code, url: `self#jumbf=/c2pa/${label}/c2pa.signature` })),
        },
      })),
    },
  };
}

function manifestJson(wish: ManifestWish): unknown {
  return {
    claim_version: wish.claimVersion ?? 2,
    title: wish.title,
    assertions: wish.assertions ?? [],
    signature_info: { issuer: wish.organization, time: wish.time },
    ingredients: (wish.ingredients ?? []).map((ingredient, index) => ({
      label: `c2pa.ingredient.v3__${index + 1}`,
      title: ingredient.title,
      relationship: ingredient.relationship ?? "componentOf",
      active_manifest: ingredient.manifest,
      validation_results: {
        activeManifest: {
          success: [],
          informational: [],
          failure: (ingredient.recorded ?? []).map(statusOf),
        },
      },
    })),
  };
}
