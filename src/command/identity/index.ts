/** The door of `colophon identity`: one function for each of its actions. */
export type { IdentityContext } from "./context.js";
export { type CreateOptions, createIdentity, type IdentityCreated } from "./create.js";
export { type CertificatesExported, type ExportOptions, exportIdentity } from "./export.js";
export { type IdentityImported, type ImportOptions, importIdentity } from "./import.js";
export { type CertificateInstalled, type InstallOptions, installCertificate } from "./install.js";
export { type ListedIdentity, listIdentities } from "./list.js";
export { rehearse } from "./rehearse.js";
export { type IdentityRemoval, type RemoveOptions, removeIdentity } from "./remove.js";
export { type IdentityRenamed, type RenameOptions, renameIdentity } from "./rename.js";
export { type IdentityRenewed, type RenewOptions, renewIdentity } from "./renew.js";
export { type IdentityRequested, type RequestOptions, requestIdentity } from "./request.js";
export { type IdentityShown, type ShowOptions, showIdentity } from "./show.js";
export { type IdentityChosen, type UseOptions, useIdentity } from "./use.js";
