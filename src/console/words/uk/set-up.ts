/** Ukrainian: set-up. */
export const setUp = {}
