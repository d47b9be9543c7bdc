export type SigningAlg = "es256" | "es384" | "es512" | "ps256" | "ps384" | "ps512" | "ed25519";
export declare class Context {
  constructor(settings?: object);
  settings: object;
}
export declare class AssetTooLargeError extends Error {}
export declare function settingsToJson(settings: object): string;
export declare function withDefaultSettings<T extends object>(settings: T): T;
export declare function validateAssetSize(sizeBytes: number, maximumBytes: number): void;
