/** Russian: drills. */
export const drills = {}
