/** Russian: reach. */
export const reach = {}
