/** English: drills. */
export const drills = {}
