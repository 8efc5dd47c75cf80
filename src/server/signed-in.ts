/** How routes are declared that anybody may call about themselves who is signed in. */

/** `signed-in` is no action that a role could list: whoever has a session has it. */
export const signedIn = { action: 'signed-in', tag: 'people' } as const
