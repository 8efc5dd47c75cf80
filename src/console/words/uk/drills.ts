/** Ukrainian: drills. */
export const drills = {}
