/** Russian: set-up. */
export const setUp = {}
