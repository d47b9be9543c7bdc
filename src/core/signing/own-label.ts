/** The name under which colophon's own assertions stand in Content Credentials: the one place that says it. */

/** Labels of entities begin with a domain name turned round (C2PA 2.4, namespacing). Changing it orphans what was signed. */
const namespace = "org.colophon";

export function ownLabel(name: string): string {
  return `${namespace}.${name}`;
}
