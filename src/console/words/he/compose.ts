/** Hebrew: compose. */
export const compose = {}
