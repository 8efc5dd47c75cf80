/** English: set-up. */
export const setUp = {}
