/** Russian: map. */
export const map = {}
