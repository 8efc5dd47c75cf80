import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instantOf, hour, plus, silentLog, virtualClock, type PersonId } from '#base'
import type { Team, TeamId } from '#response'
import { openInMemory } from './in-memory.ts'
import { readAuthority } from './shipped-files.fs.ts'
import { openTeamBook } from './team-book.ts'

const now = instantOf(Date.parse('2026-11-23T12:00:00Z'))
const by = { by: 'olena' as PersonId, via: 'test' }
const cyd = 'cyd' as PersonId

const calendar = [
  ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//y//EN', 'BEGIN:VEVENT', 'UID:1'],
  ...['DTSTAMP:20261123T000000Z', 'DTSTART:20261123T110000Z', 'DTEND:20261123T150000Z', 'SUMMARY:Cyd'],
  ...['END:VEVENT', 'END:VCALENDAR'],
].join('\r\n')

test('a rota is read at once by a book that finds it kept, after a restart or at the other server', async (t) => {
  const authority = await readAuthority('packs/lipetsk/authority.json')
  assert.ok(authority.ok)
  const system = await openInMemory({
    ...{ authority: authority.value, areas: [], clock: virtualClock(now), log: silentLog },
    ...{ mode: 'drill', channels: () => [] },
  })
  t.after(() => system.close())
  const first = await openTeamBook(system)
  const beside = await openTeamBook(system)
  const crew: Team = {
    ...{
      id: 'crew' as TeamId,
      name: 'Crew',
      areas: [],
      members: [cyd],
      neighbours: [],
      shifts: [],
      calendar,
    },
  }
  const responder = { id: cyd, name: 'Cyd', language: 'en', skills: [], lines: { pager: 'no' } as const }
  assert.ok((await first.putResponder({ ...responder, account: null }, by)).ok)
  assert.ok((await first.putTeam(crew, by)).ok)
  await beside.reload()
  for (const book of [first, beside, await openTeamBook(system)])
    assert.deepEqual(
      book.shifts(book.team('crew') as Team, { from: now, until: plus(now, 1) }).map(({ until }) => until),
      [plus(now, 3 * hour)],
    )
})
