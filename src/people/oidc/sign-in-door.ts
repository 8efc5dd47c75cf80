/** The door as signing in, one-time links and sessions have it. */
import { ok } from '#base'
import { withOidc } from '../credentials/credential.ts'
import type { LinkDesk } from '../links/link-desk.ts'
import type { SignInParts } from '../sign-in/ports.ts'
import type { SignInDesk } from '../sign-in/sign-in-desk.ts'
import type { OidcDoor } from './door.ts'

export interface SignInDoorParts {
  readonly parts: Pick<SignInParts, 'clock' | 'credentials' | 'sessions' | 'changes' | 'failures'>
  readonly signIn: SignInDesk
  readonly links: LinkDesk
}

export function signInDoor({ parts, signIn, links }: SignInDoorParts): OidcDoor {
  const { clock, credentials, sessions, changes, failures } = parts
  return {
    linkedTo: ({ issuer, subject }) => credentials.byOidc(issuer, subject)?.person,
    async link(person, account, session) {
      const linkedAt = clock.now()
      const linked = await credentials.change(person, (now) => ok(withOidc(now, { ...account, linkedAt })))
      if (linked.ok) await changes.add(person, 'oidc-linked', session)
      return linked
    },
    enter(person, { screen, place, provedAt }, current) {
      // Its cookie stays behind when another site sends the browser here (SameSite=Strict): it was noted when this began.
      const held = current === undefined ? undefined : sessions.get(current)
      return signIn.admit(person, 'oidc', { place, screen, current: held }, provedAt)
    },
    join(link, called, account, { screen, place, provedAt }) {
      const linkedAt = clock.now()
      return links.withWayIn(
        link,
        async (none) => ok(withOidc(none, { ...account, linkedAt })),
        called,
        { place, screen, current: undefined },
        'oidc',
        provedAt,
      )
    },
    holds: (session, person) => (sessions.get(session)?.person === person ? 'yes' : 'no'),
    failed: () => failures.add('unknown', 'oidc'),
    sessionsThroughProvider: (person) =>
      sessions
        .listOf(person)
        .filter(({ method }) => method === 'oidc')
        .map(({ id }) => id),
    end: (session) => sessions.end(session, 'ended-elsewhere'),
  }
}
