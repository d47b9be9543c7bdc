/** Whom an address asks, as it is announced: paths and queries of such addresses carry customers' keys. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "an address that is no URL";
}
