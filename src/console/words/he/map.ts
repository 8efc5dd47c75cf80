/** Hebrew: map. */
export const map = {}
