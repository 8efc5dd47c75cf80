/** Ukrainian: compose. */
export const compose = {}
