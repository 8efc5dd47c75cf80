/** Ukrainian: reach. */
export const reach = {}
