/** In English: what waits for a second person, and the audit. */
export const watching = {}
