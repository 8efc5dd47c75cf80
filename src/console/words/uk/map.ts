/** Ukrainian: map. */
export const map = {}
