/** Russian: approve. */
export const approve = {}
