/** What call-outs keep of somebody who has an account: shown to them with all the rest, and forgotten with it. */
import type { Json, JsonObject, PersonId, Shelf } from '#base'
import type { PersonalTable } from '#people'
import type { Responder, Team } from '#response'
import type { CallDevice } from './callout-devices.ts'
import { withoutMember } from './team-book.ts'

/** `changed`: what is at hand of the shelf is to be read anew. */
export function responderTable(shelf: Shelf, changed: () => Promise<void> | undefined): PersonalTable {
  const ofAccount = async (person: PersonId) =>
    (await shelf.list('responders')).flatMap(({ document }) => {
      const responder = document as unknown as Responder
      return responder.account === person ? [responder] : []
    })
  const devicesOf = async (person: PersonId) =>
    (await shelf.list('callout-devices'))
      .map(({ document }) => document as unknown as CallDevice)
      .filter(({ account }) => account === person)
  const sentTo = async (person: PersonId) =>
    (await shelf.list('callout-sends')).filter(
      ({ document }) => (document as JsonObject)['person'] === person,
    )
  return {
    // Teams hold ids alone; what was written to all and what signs links is nobody's.
    collections: [
      ...['responders', 'callout-sends', 'teams', 'rota-feeds', 'callout-words', 'callout-secrets'],
      'callout-devices',
    ],
    async of(person) {
      const responders = await ofAccount(person)
      const devices = await devicesOf(person)
      if (responders.length === 0 && devices.length === 0) return undefined
      const sent = await Promise.all(responders.map(({ id }) => sentTo(id)))
      const calls = sent.flat().map(({ document }) => document)
      return JSON.parse(JSON.stringify({ responders, calls, devices })) as JsonObject
    },
    async forget(person) {
      const responders = await ofAccount(person)
      for (const { id } of responders) {
        const sent = (await sentTo(id)).map(({ key }) => key)
        if (sent.length > 0) await shelf.remove('callout-sends', sent)
        const teams = (await shelf.list('teams')).map(({ document }) => document as unknown as Team)
        const theirs = teams.filter(({ members }) => members.includes(id))
        if (theirs.length > 0)
          await shelf.put(
            'teams',
            theirs.map((team) => ({ key: team.id, document: withoutMember(team, id) as unknown as Json })),
          )
      }
      const keys = responders.map(({ id }) => id)
      if (keys.length > 0) await shelf.remove('responders', keys)
      const devices = (await devicesOf(person)).map(({ id }) => id)
      if (devices.length > 0) await shelf.remove('callout-devices', devices)
      await changed()
    },
  }
}
