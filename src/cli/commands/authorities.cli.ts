/** `tocsin authorities …`: who warns here, what they own, and whether they warn live. */
import { ok, refuse, type Json, type Result } from '#base'
import { ask } from '../ask.ts'
import type { Client } from '../client.http.ts'
import type { Command, Given, Option } from '../command.ts'
import { listed } from '../rights.ts'
import { sayOrdered, type Ordered } from '../say-people.ts'

interface AuthorityAnswer {
  readonly id: string
  readonly names: { readonly [language: string]: string }
  readonly owns: {
    readonly areas: 'everywhere' | readonly string[]
    readonly threats: 'all' | readonly string[]
    readonly ladders: 'all' | readonly string[]
    readonly levels: 'all' | readonly string[]
    readonly channels: 'all' | readonly string[]
  }
  readonly service: 'drill' | 'live'
}

const owning: { readonly [name: string]: Option } = {
  name: { takes: 'LANG=NAME', means: 'What it is called, as in en=Zadonsk', many: 'many' },
  area: { takes: 'AREA', means: 'It may warn here', many: 'many' },
  threat: { takes: 'THREAT', means: 'Of this; of everything when left out', many: 'many' },
  ladder: { takes: 'LADDER', means: 'By this ladder; by all when left out', many: 'many' },
  level: { takes: 'LADDER/LEVEL', means: 'At this level; at all when left out', many: 'many' },
  channel: { takes: 'NAME', means: 'Through this channel; through all when left out', many: 'many' },
}

export const commands: readonly Command[] = [
  {
    name: 'authorities list',
    does: 'List who warns here, of what, and whether live',
    needs: 'board.read',
    run: (given, output) =>
      ask<{ authorities: readonly AuthorityAnswer[] }>(
        given,
        output,
        'admin',
        (client) => client.get('/v1/authorities'),
        ({ authorities }) => authorities.flatMap(sayAuthority),
      ),
  },
  {
    name: 'authorities add',
    takes: 'ID',
    does: 'Found an authority that owns a part of what the main one owns',
    needs: 'authorities.manage',
    options: {
      ...owning,
      name: { ...owning['name']!, needed: 'needed' },
      area: { ...owning['area']!, needed: 'needed' },
    },
    example: 'tocsin authorities add zadonsk --name en=Zadonsk --area Zadonsky --threat flood',
    async run(given, output) {
      const [id] = given.words
      if (id === undefined) return refuse('server/usage', { why: 'Name an id.', command: 'authorities add' })
      const names = namesTyped(given, 'authorities add')
      if (!names.ok) return names
      const body = { id, names: names.value, owns: ownsTyped(given) }
      return ask<Ordered<unknown>>(
        given,
        output,
        'admin',
        (client) => client.post('/v1/authorities', body),
        (answer) => sayOrdered(answer, () => [`${id} is founded. It gives drills until it goes live.`]),
      )
    },
  },
  {
    name: 'authorities change',
    takes: 'ID',
    does: 'Change what an authority is called or owns; what is not named stays as it is',
    needs: ['board.read', 'authorities.manage'],
    options: owning,
    async run(given, output) {
      const [id] = given.words
      if (id === undefined)
        return refuse('server/usage', { why: 'Name an id.', command: 'authorities change' })
      const names = namesTyped(given, 'authorities change')
      if (!names.ok) return names
      return ask<Ordered<unknown>>(
        given,
        output,
        'admin',
        async (client) => {
          const known = await theOne(client, id)
          if (!known.ok) return known
          const body = {
            names: { ...known.value.names, ...names.value },
            owns: { ...known.value.owns, ...ownsTyped(given) },
          } as unknown as Json
          return client.put(`/v1/authorities/${encodeURIComponent(id)}`, body)
        },
        (answer) => sayOrdered(answer, () => [`${id} is changed.`]),
      )
    },
  },
  goes('live', 'Switch an authority to live, which a second person has to agree to'),
  goes('drill', 'Switch an authority back to drills; what is in force stays'),
]

function goes(service: 'live' | 'drill', does: string): Command {
  const name = `authorities go-${service}`
  return {
    name,
    takes: 'ID',
    does,
    needs: 'authorities.manage',
    async run(given, output) {
      const [id] = given.words
      if (id === undefined) return refuse('server/usage', { why: 'Name an authority.', command: name })
      return ask<Ordered<unknown>>(
        given,
        output,
        'admin',
        (client) => client.post(`/v1/authorities/${encodeURIComponent(id)}/service`, { service }),
        (answer) => sayOrdered(answer, () => [`${id} is in ${service} service.`]),
      )
    },
  }
}

async function theOne(client: Client, id: string): Promise<Result<AuthorityAnswer>> {
  const answer = await client.get<{ authorities: readonly AuthorityAnswer[] }>('/v1/authorities')
  if (!answer.ok) return answer
  const found = answer.value.authorities.find((one) => one.id === id)
  return found === undefined ? refuse('people/no-such-authority', { authority: id }) : ok(found)
}

function ownsTyped(given: Given): { readonly [member: string]: Json } {
  return {
    ...listed(given, 'area', 'areas'),
    ...listed(given, 'threat', 'threats'),
    ...listed(given, 'ladder', 'ladders'),
    ...listed(given, 'level', 'levels'),
    ...listed(given, 'channel', 'channels'),
  }
}

function namesTyped(given: Given, command: string): Result<{ readonly [language: string]: string }> {
  const names: [string, string][] = []
  for (const text of given.values('name')) {
    const [, language, name] = /^([A-Za-z-]+)=(.+)$/s.exec(text) ?? []
    if (language === undefined || name === undefined)
      return refuse('server/usage', { why: `“${text.slice(0, 40)}” is not LANG=NAME.`, command })
    names.push([language, name])
  }
  return ok(Object.fromEntries(names))
}

function sayAuthority({ id, names, owns, service }: AuthorityAnswer): string[] {
  const list = (all: string | readonly string[]) => (typeof all === 'string' ? all : all.join(', '))
  return [
    `  ${id.padEnd(14)} ${service.toUpperCase().padEnd(5)} ${Object.values(names).join(' · ')}`,
    ...(['areas', 'threats', 'ladders', 'levels', 'channels'] as const).map(
      (what) => `    ${what.padEnd(9)} ${list(owns[what])}`,
    ),
  ]
}
