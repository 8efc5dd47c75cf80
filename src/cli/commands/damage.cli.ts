/** `tocsin damage …`: what was observed and what it adds up to, assets that are one, the embargo, outages and explosive remnants. Long because it has twelve short commands. */
import { refuse, type Json, type Result } from '#base'
import { ask } from '../ask.ts'
import type { Client } from '../client.http.ts'
import type { Command, Given, Needs } from '../command.ts'
import { sayTime } from '../say-time.ts'

interface Range {
  readonly atLeast: number
  readonly atMost: number | null
}
interface Said extends Range {
  readonly observation: string
  readonly kind: string
  readonly name: string | null
  readonly status: string
}
interface Tally {
  readonly area: string
  readonly names: { readonly [language: string]: string }
  readonly depth: number
  readonly subject: string
  readonly lines: readonly (Range & { readonly standing: string; readonly by: readonly Said[] })[]
  readonly disputed: readonly (Said & { readonly against: readonly Said[] })[]
}
interface Observation extends Range {
  readonly id: string
  readonly version: number
  readonly area: string
  readonly subject: string
  readonly asset: string | null
  readonly status: string
  readonly seenAt: string
  readonly source: { readonly kind: string; readonly name: string | null }
}
interface Outage {
  readonly id: string
  readonly kind: string
  readonly area: string
  readonly names: { readonly [language: string]: string }
  readonly since: string
  readonly endedAt: string | null
  readonly status: string
  readonly source: string
}
interface Remnant {
  readonly id: string
  readonly area: string
  readonly names: { readonly [language: string]: string }
  readonly state: string
  readonly since: string
}

const occurrence = {
  occurrence: { takes: 'ID', means: 'The night or other occurrence (default: the latest)' },
} as const
const why = { why: { takes: 'TEXT', means: 'Why', needed: 'needed' } } as const

export const commands: readonly Command[] = [
  asking<{ occurrence: string | null; tallies: readonly Tally[] }>('tally', {
    does: 'What the observations of a night add up to, by area and subject, and who says it',
    needs: 'damage.read',
    options: occurrence,
    call: (client, given) => client.get(`/v1/damage/tally${query(given)}`),
    lines: ({ occurrence: of, tallies }) =>
      of === null ? ['Nothing was observed.'] : [`${of}:`, ...tallies.flatMap(tallyLines)],
  }),
  asking<{ observations: readonly Observation[] }>('list', {
    does: 'List the observations of a night',
    needs: 'damage.read',
    options: occurrence,
    call: (client, given) => client.get(`/v1/damage/observations${query(given)}`),
    lines: ({ observations }) =>
      observations.length === 0 ? ['Nothing was observed.'] : observations.map(observationLine),
  }),
  asking<{ observation: Observation }>('note', {
    takes: 'AREA',
    does: 'Note an observation: a claim with its source and its range',
    needs: 'damage.note',
    options: {
      ...occurrence,
      subject: { takes: 'WHAT', means: 'As dwellings, schools, energy, injured', needed: 'needed' },
      'at-least': { takes: 'N', means: 'How many at least (default: 1)' },
      'at-most': { takes: 'N', means: 'How many at most; unknown when left out and --at-least is given' },
      seen: { means: 'You looked at it; else it is only reported' },
      cause: { takes: 'CAUSE', means: 'As debris, glass, fire (default: unknown)' },
      grade: { takes: 'GRADE', means: 'affected, minor, major or destroyed' },
      address: { takes: 'TEXT', means: 'Of one thing; left out for the whole area' },
      official: { takes: 'NAME', means: 'The office that says so; you when left out' },
    },
    example:
      'tocsin damage note Zadonsky --subject dwellings --at-least 1400 --official "District administration"',
    call: (client, given, area) => client.post('/v1/damage/observations', noted(given, area)),
    lines: ({ observation }) => [observationLine(observation)],
  }),
  asking<Observation>('judge', {
    takes: 'OBSERVATION',
    does: 'Say how well an observation is known',
    needs: 'damage.judge',
    options: {
      to: { takes: 'STATUS', means: 'reported, seen, confirmed, disputed or withdrawn', needed: 'needed' },
      against: { takes: 'OBSERVATION', means: 'Of a dispute: the other side', many: 'many' },
      ...why,
    },
    call: (client, given, id) =>
      client.post(`/v1/damage/observations/${id}/judge`, {
        ...{
          to: given.value('to') ?? '',
          why: given.value('why') ?? '',
          against: [...given.values('against')],
        },
      }),
    lines: (one) => [observationLine(one)],
  }),
  asking<{ merge: string }>('merge', {
    takes: 'ASSET',
    does: 'Say that other assets are this one',
    needs: 'damage.judge',
    options: {
      from: { takes: 'ASSET', means: 'The other one', many: 'many', needed: 'needed' },
      ...why,
    },
    call: (client, given, into) =>
      client.post('/v1/damage/assets/merge', {
        ...{ into, from: [...given.values('from')], why: given.value('why') ?? '' },
      }),
    lines: ({ merge }) => [`Merged by ${merge}. To undo it: tocsin damage split ${merge} --why …`],
  }),
  asking<{ assets: readonly string[] }>('split', {
    takes: 'MERGE',
    does: 'Undo a merge of assets',
    needs: 'damage.judge',
    options: why,
    call: (client, given, id) =>
      client.post(`/v1/damage/merges/${id}/split`, { why: given.value('why') ?? '' }),
    lines: ({ assets }) => [`They are several again: ${assets.join(', ')}.`],
  }),
  asking<{ embargo: { until: string | null } }>('lift', {
    takes: 'OCCURRENCE',
    does: 'Lift the embargo on what was said so far, in one area or in all',
    needs: 'damage.release',
    options: { area: { takes: 'AREA', means: 'Only in it and what lies in it (default: all)' }, ...why },
    call: (client, given, id) =>
      client.post(`/v1/damage/embargo/${id}/lift`, {
        ...{ why: given.value('why') ?? '', ...only('area', given.value('area')) },
      }),
    lines: () => ['It is public, by area.'],
  }),
  asking<{ outages: readonly Outage[] }>('outages', {
    does: 'What does not work, where, since when, and who says so',
    needs: 'nobody',
    call: (client) => client.get('/v1/outages'),
    lines: ({ outages }) => (outages.length === 0 ? ['No outage is known.'] : outages.map(outageLine)),
  }),
  asking<Outage>('outage', {
    takes: 'AREA',
    does: 'Note an outage',
    needs: 'damage.note',
    options: {
      kind: { takes: 'KIND', means: 'power, water, heat or communication', needed: 'needed' },
      since: { takes: 'TIME', means: 'RFC 3339 (default: now)' },
      official: { takes: 'NAME', means: 'The office that says so; you when left out' },
      confirmed: { means: 'It is confirmed, not only reported' },
    },
    call: (client, given, area) =>
      client.post('/v1/outages', {
        ...{
          area,
          kind: given.value('kind') ?? '',
          status: given.has('confirmed') ? 'confirmed' : 'reported',
        },
        ...only('since', given.value('since')),
        ...officialIn(given),
      }),
    lines: (one) => [outageLine(one)],
  }),
  asking<Outage>('restored', {
    takes: 'OUTAGE',
    does: 'Say that it works again',
    needs: 'damage.note',
    options: { official: { takes: 'NAME', means: 'The office that says so; you when left out' } },
    call: (client, given, id) => client.post(`/v1/outages/${id}/end`, officialIn(given)),
    lines: (one) => [outageLine(one)],
  }),
  asking<{ remnants: readonly Remnant[] }>('remnants', {
    does: 'Where explosives may lie',
    needs: 'nobody',
    call: (client) => client.get('/v1/remnants'),
    lines: ({ remnants }) =>
      remnants.length === 0 ? ['No such place is known.'] : remnants.map(remnantLine),
  }),
  asking<Remnant>('remnant', {
    takes: 'AREA',
    does: 'Say that explosives may lie in an area; everybody is told at once',
    needs: 'damage.note',
    options: {
      state: { takes: 'STATE', means: 'suspected, confirmed or cleared', needed: 'needed' },
      official: { takes: 'NAME', means: 'The office that says so; you when left out' },
    },
    call: (client, given, area) =>
      client.post('/v1/remnants', { area, state: given.value('state') ?? '', ...officialIn(given) }),
    lines: (one) => [remnantLine(one)],
  }),
]

interface Asking<Answer> {
  readonly takes?: string
  readonly does: string
  readonly needs: Needs
  readonly options?: NonNullable<Command['options']>
  readonly example?: string
  call(client: Client, given: Given, word: string): Promise<Result<Answer>>
  lines(answer: Answer): readonly string[]
}

function asking<Answer>(verb: string, { call, lines, ...more }: Asking<Answer>): Command {
  return {
    name: `damage ${verb}`,
    ...more,
    async run(given, output) {
      const [word] = given.words
      if (word === undefined && more.takes !== undefined)
        return refuse('server/usage', {
          why: `Name the ${more.takes.toLowerCase()}.`,
          command: `damage ${verb}`,
        })
      // Names of areas go into the body as they are; ids into the path.
      const said = more.takes === 'AREA' ? (word ?? '') : encodeURIComponent(word ?? '')
      const as = more.needs === 'nobody' ? 'nobody' : 'olena'
      return ask<Answer>(given, output, as, (client) => call(client, given, said), lines)
    },
  }
}

function query(given: Given): string {
  const of = given.value('occurrence')
  return of === undefined ? '' : `?${new URLSearchParams({ occurrence: of }).toString()}`
}

function only(name: string, value: string | undefined): { readonly [name: string]: string } {
  return value === undefined ? {} : { [name]: value }
}

function officialIn(given: Given): { readonly [name: string]: Json } {
  const name = given.value('official')
  return name === undefined ? {} : { source: { kind: 'official', name } }
}

function noted(given: Given, area: string): Json {
  const least = given.value('at-least')
  const most = given.value('at-most')
  const address = given.value('address')
  return {
    ...{ area, subject: given.value('subject') ?? '', status: given.has('seen') ? 'seen' : 'reported' },
    ...(least === undefined
      ? {}
      : { atLeast: Number(least), atMost: most === undefined ? null : Number(most) }),
    ...only('occurrence', given.value('occurrence')),
    ...only('cause', given.value('cause')),
    ...only('grade', given.value('grade')),
    ...officialIn(given),
    ...(address === undefined ? {} : { asset: { address } }),
  }
}

function rangeSaid({ atLeast, atMost }: Range): string {
  if (atMost === null) return `at least ${atLeast}`
  return atMost === atLeast ? String(atLeast) : `${atLeast} to ${atMost}`
}

function tallyLines({ area, names, depth, subject, lines, disputed }: Tally): readonly string[] {
  const indent = '  '.repeat(depth + 1)
  const saidBy = ({ name, kind, status, ...range }: Said) =>
    `${name ?? kind}: ${rangeSaid(range)} (${status})`
  return [
    `${indent}${names['en'] ?? area} · ${subject}`,
    ...lines.map(
      ({ standing, by, ...range }) =>
        `${indent}  ${standing}: ${rangeSaid(range)}  [${by.slice(0, 5).map(saidBy).join('; ')}${by.length > 5 ? `; and ${by.length - 5} more` : ''}]`,
    ),
    ...disputed.map(
      (one) =>
        `${indent}  disputed: ${saidBy(one)} against ${one.against.map(saidBy).join('; ') || 'nobody named'}`,
    ),
  ]
}

function observationLine({
  id,
  area,
  subject,
  status,
  seenAt,
  source,
  asset,
  ...range
}: Observation): string {
  const of = asset === null ? '' : ` of ${asset}`
  return `  ${sayTime(seenAt)}  ${subject} ${rangeSaid(range)}${of} in ${area}, ${status} by ${source.name ?? source.kind}\n        ${id}`
}

function outageLine({ id, kind, area, names, since, endedAt, status, source }: Outage): string {
  const until = endedAt === null ? `since ${sayTime(since)}` : `works again since ${sayTime(endedAt)}`
  return `  ${kind}: ${names['en'] ?? area}, ${until}, ${status}${source === '' ? '' : ` by ${source}`}  (${id})`
}

function remnantLine({ id, area, names, state, since }: Remnant): string {
  return `  ${names['en'] ?? area}: ${state} since ${sayTime(since)}  (${id})`
}
