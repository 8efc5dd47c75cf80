/** Russian: timeline. */
export const timeline = {}
