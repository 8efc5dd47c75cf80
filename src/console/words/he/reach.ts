/** Hebrew: reach. */
export const reach = {}
