/** English: reach. */
export const reach = {}
