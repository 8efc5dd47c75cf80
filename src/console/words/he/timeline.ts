/** Hebrew: timeline. */
export const timeline = {}
