/** `tocsin shelters …`: importing lists, the nearest, hiding and showing, wardens' links, places per area. */
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { ok, parseJson, refuse, type Json, type Result } from '#base'
import type { Client } from '../client.http.ts'
import type { Command, Given, Output } from '../command.ts'
import { counted } from '../say-count.ts'
import { withServer } from '../with-server.http.ts'

interface Brief {
  readonly id: string
  readonly name: string
  readonly fields?: readonly string[]
}
interface Proposal {
  readonly state: 'proposed' | 'applied'
  readonly hash: string
  readonly list: {
    readonly format: string
    readonly encoding: string
    readonly delimiter: string | null
    readonly notes: readonly { readonly code: string; readonly field?: string; readonly was?: string }[]
  }
  readonly mapping: { readonly [meaning: string]: Json }
  readonly mappingFrom: 'given' | 'kept' | 'guessed'
  readonly guess: { readonly unknownWords: readonly string[] } | null
  readonly tally: { readonly [outcome in 'rows' | 'taken' | 'mended' | 'doubted' | 'refused']: number }
  readonly findings: readonly {
    readonly row: number
    readonly code: string
    readonly effect: string
    readonly field?: string
    readonly was?: string
    readonly other?: number
  }[]
  readonly findingsLeft: number
  readonly unmapped: readonly { readonly field: string; readonly filled: number }[]
  readonly changes: {
    readonly added: number
    readonly changed: readonly Brief[]
    readonly changedLeft: number
    readonly same: number
    readonly gone: readonly Brief[]
    readonly goneLeft: number
  }
}
interface Near {
  readonly best: string | null
  readonly shelters: readonly {
    readonly id: string
    readonly names: { readonly [language: string]: string }
    readonly address: string
    readonly status: { readonly state: string }
    readonly way: {
      readonly metres: number
      readonly minutes: { readonly usual: number; readonly slower: number }
    } | null
  }[]
}

export const commands: readonly Command[] = [
  {
    name: 'shelters import',
    takes: 'FILE',
    does: 'Say what a list of shelters (GeoJSON, JSON, CSV) would change, row by row; done only with --agree',
    needs: 'shelter.manage',
    options: {
      mapping: {
        takes: 'FILE',
        means: 'The mapping as JSON: which field means what (default: the last, else a guess)',
      },
      'save-mapping': {
        takes: 'FILE',
        means: 'Write the mapping that was used there, to look at and to correct',
      },
      source: {
        takes: 'NAME',
        means: 'Under which name the next edition is known again (default: shelters)',
      },
      region: { takes: 'CODE', means: 'Area in which they must lie, or “anywhere” (default: any of ours)' },
      agree: { takes: 'HASH', means: 'Do what the proposal of this hash said' },
      gone: { takes: 'WHAT', means: 'Those that the list has no more: keep, hide or remove' },
    },
    example: 'tocsin shelters import shelters.csv --region RU-LIP --save-mapping mapping.json',
    async run(given, output) {
      const [file] = given.words
      if (file === undefined)
        return refuse('server/usage', { why: 'Name a file.', command: 'shelters import' })
      if (!existsSync(file)) return refuse('server/cannot-read', { file, why: 'it does not exist' })
      const mapping = await mappingOf(given)
      if (!mapping.ok) return mapping
      const base64 = (await readFile(file)).toString('base64')
      const body: { [member: string]: Json } = { file: { name: basename(file), base64 } }
      if (mapping.value !== undefined) body['mapping'] = mapping.value
      for (const name of ['source', 'region'] as const) {
        const value = given.value(name)
        if (value !== undefined) body[name] = value
      }
      return withServer(given, 'admin', async (client): Promise<Result<void | { exit: 1 }>> => {
        const proposed = await client.post<Proposal>('/v1/shelters/import', body)
        if (!proposed.ok) return proposed
        const saved = given.value('save-mapping')
        if (saved !== undefined)
          await writeFile(saved, `${JSON.stringify(proposed.value.mapping, null, 2)}\n`)
        const agreed = given.value('agree')
        if (agreed === undefined) {
          output.give(proposed.value as unknown as Json)
          sayProposal(proposed.value, output)
          output.say(`Nothing was done. To do it: --agree ${proposed.value.hash}`)
          return ok(proposed.value.tally.refused + proposed.value.tally.doubted > 0 ? { exit: 1 } : undefined)
        }
        // The hash holds what the mapping made of the list: another mapping would have another.
        const gone = given.value('gone')
        const done = await client.post<Proposal>('/v1/shelters/import', {
          ...{ ...body, mapping: proposed.value.mapping, agreed },
          ...(gone === undefined ? {} : { gone }),
        })
        if (!done.ok) return done
        output.give(done.value as unknown as Json)
        const { added, changed, changedLeft, same } = done.value.changes
        output.say(
          `${counted(added, 'shelter')} new, ${changed.length + changedLeft} changed, ${same} as they were.`,
        )
        return ok()
      })
    },
  },
  {
    name: 'shelters near',
    takes: 'LON,LAT',
    does: 'The nearest shelters from a point, with about how long it takes on foot',
    needs: 'nobody',
    options: {
      wheelchair: { means: 'Without those that have no access for wheelchairs' },
      limit: { takes: 'N', means: 'How many (default: 10)' },
    },
    example: 'tocsin shelters near 39.60,52.61',
    async run(given, output) {
      const [near] = given.words
      if (near === undefined)
        return refuse('server/usage', { why: 'Say where: LON,LAT.', command: 'shelters near' })
      const query = new URLSearchParams({ near, limit: given.value('limit') ?? '10' })
      if (given.has('wheelchair')) query.set('wheelchair', 'needed')
      return withServer(given, 'nobody', async (client) => {
        const answer = await client.get<Near>(`/v1/shelters?${query.toString()}`)
        if (!answer.ok) return answer
        output.give(answer.value as unknown as Json)
        if (answer.value.shelters.length === 0) output.say('No shelter is known here.')
        for (const { id, names, address, status, way } of answer.value.shelters)
          output.say(
            `${id === answer.value.best ? '▸' : ' '} ${String(way?.metres ?? '?').padStart(6)} m · about ${way?.minutes.usual} min, slower ${way?.minutes.slower} · ${Object.values(names)[0] ?? address} · ${status.state}  ${id}`,
          )
        return ok(answer.value.best === null ? { exit: 1 as const } : undefined)
      })
    },
  },
  visibility('hide', 'hidden', 'Hide a shelter from the public; no import shows it again'),
  visibility('show', 'public', 'Show a shelter to the public again'),
  {
    name: 'shelters link',
    takes: 'ID',
    does: 'Make a link by which one warden says how a shelter is; it is shown once',
    needs: 'shelter.manage',
    async run(given, output) {
      const [id] = given.words
      if (id === undefined)
        return refuse('server/usage', { why: 'Name a shelter by its id.', command: 'shelters link' })
      return withServer(given, 'admin', async (client) => {
        const made = await client.post<{ readonly id: string; readonly url: string }>(
          `/v1/shelters/${encodeURIComponent(id)}/links`,
          {},
        )
        if (!made.ok) return made
        output.give(made.value as unknown as Json)
        output.say(`${made.value.url}\nWhoever has it can say how this shelter is. Give it to one person.`)
        return ok()
      })
    },
  },
  {
    name: 'shelters capacity',
    does: 'Places in shelters per 100 people and area, with what nobody knows',
    needs: 'shelter.manage',
    options: {
      within: { takes: 'CODE', means: 'Tell of the parts of this area' },
      minutes: { takes: 'N', means: 'How far is too far on foot (default: 10)' },
    },
    run: (given, output) => withServer(given, 'admin', (client) => sayCapacity(client, given, output)),
  },
]

function visibility(verb: 'hide' | 'show', to: 'hidden' | 'public', does: string): Command {
  return {
    ...{ name: `shelters ${verb}`, takes: 'ID', does, needs: 'shelter.manage' },
    async run(given, output) {
      const [id] = given.words
      if (id === undefined)
        return refuse('server/usage', { why: 'Name a shelter by its id.', command: `shelters ${verb}` })
      return withServer(given, 'admin', async (client) => {
        const done = await client.put<Json>(`/v1/shelters/${encodeURIComponent(id)}`, { visibility: to })
        if (!done.ok) return done
        output.give(done.value)
        output.say(to === 'hidden' ? 'It is in no public answer any more.' : 'Everybody can see it.')
        return ok()
      })
    },
  }
}

async function mappingOf(given: Given): Promise<Result<Json | undefined>> {
  const file = given.value('mapping')
  if (file === undefined) return ok(undefined)
  if (!existsSync(file)) return refuse('server/cannot-read', { file, why: 'it does not exist' })
  return parseJson(await readFile(file, 'utf8'))
}

const mostSaid = 40

function sayProposal(proposal: Proposal, output: Output): void {
  const { list, mapping, mappingFrom, guess, tally, findings, unmapped, changes } = proposal
  const { rows, taken, mended, doubted, refused } = tally
  const separated = list.delimiter === null ? '' : ` separated by ${JSON.stringify(list.delimiter)}`
  output.say(`${list.format} in ${list.encoding}${separated}, ${counted(rows, 'row')}:`)
  output.say(`  ${taken} as they are · ${mended} mended · ${doubted} to look at · ${refused} refused`)
  for (const { code, field, was } of list.notes)
    output.say(
      `  list     ${code}${field === undefined ? '' : ` ${field}`}${was === undefined ? '' : ` (${JSON.stringify(was)})`}`,
    )
  const how = { given: 'as given', kept: 'that of the last import', guessed: 'GUESSED: look at it' }
  output.say(`Mapping, ${how[mappingFrom]}:`)
  for (const [meaning, rule] of Object.entries(mapping))
    output.say(`  ${meaning.padEnd(10)} ${typeof rule === 'string' ? rule : JSON.stringify(rule)}`)
  if (guess !== null && guess.unknownWords.length > 0)
    output.say(`  of no type: ${guess.unknownWords.map((word) => JSON.stringify(word)).join(', ')}`)
  if (unmapped.length > 0)
    output.say(`  left out:  ${unmapped.map(({ field, filled }) => `${field} (${filled})`).join(', ')}`)
  for (const { row, code, effect, field, was, other } of findings.slice(0, mostSaid)) {
    const more = [
      field,
      was === undefined ? undefined : JSON.stringify(was),
      other === undefined ? undefined : `as row ${other}`,
    ]
    output.say(`  row ${String(row).padEnd(6)} ${effect.padEnd(8)} ${code} ${more.filter(Boolean).join(' ')}`)
  }
  const left = findings.length - mostSaid + proposal.findingsLeft
  if (left > 0) output.say(`  … and ${counted(left, 'finding')} more; all of them with --json`)
  const { added, changed, changedLeft, same, gone, goneLeft } = changes
  output.say(
    `It would add ${added}, change ${changed.length + changedLeft}, leave ${same}; ${gone.length + goneLeft} are in the list no more.`,
  )
  for (const { id, name, fields = [] } of changed.slice(0, 10))
    output.say(`  ~ ${name}  ${fields.join(', ')}  ${id}`)
  for (const { id, name } of gone.slice(0, 10)) output.say(`  - ${name}  ${id}`)
}

async function sayCapacity(client: Client, given: Given, output: Output): Promise<Result<void>> {
  const query = new URLSearchParams()
  for (const name of ['within', 'minutes'])
    if (given.value(name) !== undefined) query.set(name, given.value(name)!)
  const answer = await client.get<{
    readonly minutes: number
    readonly cannotBeKnown: string
    readonly areas: readonly {
      readonly area: string
      readonly names: { readonly [language: string]: string }
      readonly shelters: number
      readonly places: number
      readonly capacityUnknown: number
      readonly placesPer100People: number | null
      readonly beyond: { readonly surfacePercent: number | null }
    }[]
  }>(`/v1/shelters/capacity?${query.toString()}`)
  if (!answer.ok) return answer
  output.give(answer.value as unknown as Json)
  for (const { area, names, shelters, places, capacityUnknown, placesPer100People, beyond } of answer.value
    .areas)
    output.say(
      `  ${(names['en'] ?? area).padEnd(24)} ${counted(shelters, 'shelter').padEnd(13)} at least ${places} places${capacityUnknown === 0 ? '' : ` (${capacityUnknown} unknown)`} · at least ${placesPer100People ?? '?'} per 100 people · ${beyond.surfacePercent ?? '?'} % of it farther than ${answer.value.minutes} min`,
    )
  output.say(answer.value.cannotBeKnown)
  return ok()
}
