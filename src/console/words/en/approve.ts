/** English: approve. */
export const approve = {}
