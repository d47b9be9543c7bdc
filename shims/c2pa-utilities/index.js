export class Context{}; export function settingsToJson(s){return JSON.stringify(s)}; export const withDefaultSettings=s=>s; export function validateAssetSize(){}
