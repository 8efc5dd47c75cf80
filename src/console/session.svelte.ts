/** Who sits here, as screens ask for it: their name, and what they may do. */
import { begin, type Session } from '../web/people/session.dom.ts'
import type { SignedIn } from '../web/people/ways-in.dom.ts'

let session: Session | undefined
let signedIn = $state.raw<SignedIn | undefined>()

/** Resolves once somebody is signed in; whoever is not is taken to the page of signing in and comes back here. */
export async function beginSession(): Promise<void> {
  session = await begin({
    changed: (next) => (signedIn = next),
  })
}

export function me(): SignedIn | undefined {
  return signedIn
}

export function may(action: string): boolean {
  return signedIn?.actions.includes(action) ?? false
}

export function signOut(): void {
  void session?.signOut()
}
