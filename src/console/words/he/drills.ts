/** Hebrew: drills. */
export const drills = {}
