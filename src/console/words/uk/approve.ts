/** Ukrainian: approve. */
export const approve = {}
