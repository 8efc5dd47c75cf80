/** Russian: compose. */
export const compose = {}
