/** Hebrew: set-up. */
export const setUp = {}
