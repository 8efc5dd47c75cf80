/** Hebrew: approve. */
export const approve = {}
