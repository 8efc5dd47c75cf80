/** English: compose. */
export const compose = {}
