/** Everything personal about somebody that signing in keeps: shown to them on request, and erased for good. */
import type { JsonObject, Json, PersonId } from '#base'
import { noCredentials, recoveryCodesLeft } from '../credentials/credential.ts'
import type { SignInParts } from './ports.ts'

type Parts = Pick<SignInParts, 'particulars' | 'credentials' | 'sessions' | 'changes' | 'links'>

/** All of it but the secrets, which would let whoever reads the copy in. */
export async function personalOf(parts: Parts, person: PersonId): Promise<JsonObject> {
  const { passkeys, password, oidc, ...kept } = parts.credentials.of(person)
  const shown = {
    particulars: parts.particulars.of(person) ?? null,
    passkeys: passkeys.map(({ id, name, madeAt, lastUsedAt, syncs, transports }) => ({
      ...{ id, name, madeAt, lastUsedAt: lastUsedAt ?? null, syncs, transports },
    })),
    password: password === null ? null : { changedAt: password.changedAt },
    recoveryCodesLeft: recoveryCodesLeft({ ...noCredentials(person), ...kept }),
    oidc,
    sessions: parts.sessions
      .listOf(person)
      .map(({ id, screen, method, startedAt, provedAt, seenAt, address, browser }) => ({
        ...{ id, screen, method, startedAt, provedAt, seenAt, address, browser },
      })),
    changes: await parts.changes.of(person),
  }
  return shown as unknown as { readonly [name: string]: Json }
}

/** Nobody can sign in as them afterwards; what the ledger says of them has no name. Fine when it is done twice. */
export async function erasePersonal(parts: Parts, person: PersonId): Promise<void> {
  await parts.links.withdraw(person)
  await parts.credentials.remove(person)
  await parts.sessions.endAllOf(person, 'removed')
  await parts.changes.remove(person)
  // The name last: while it is there, whoever looks sees that something is left to erase.
  await parts.particulars.remove(person)
}
