/** What of the product a dialect may do beside reading; each is the product's own act, with its own permission and fact. */

// oxlint-disable-next-line typescript/no-empty-object-type -- filled by the dialects that act
export interface DialectPorts {}
