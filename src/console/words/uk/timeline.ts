/** Ukrainian: timeline. */
export const timeline = {}
