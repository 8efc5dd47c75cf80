/** `tocsin dialects`: which clients of other APIs are served here, where and on what terms, and what they are never told. */
import { ok, type Json } from '#base'
import { connect } from '../client.http.ts'
import type { Command } from '../command.ts'
import { counted } from '../say-count.ts'

interface DialectAnswer {
  readonly id: string
  readonly title: string
  readonly url: string | null
  readonly prefix: string | null
  readonly hosts: readonly string[]
  readonly port: number | null
  readonly keys: 'none' | 'bearer-or-token' | 'authorization'
  readonly reading: 'with-a-key' | 'without-a-key'
  readonly perMinute: number | null
  readonly modes: readonly string[]
  readonly leftOut: number
  readonly unsaid: readonly string[]
}

const keyPlaces: { readonly [keys in DialectAnswer['keys']]: string } = {
  none: 'no key',
  'bearer-or-token': 'a key, as “Authorization: Bearer KEY” or “?token=KEY”',
  authorization: 'a key, as “Authorization: KEY”',
}

function linesOf(dialect: DialectAnswer): readonly string[] {
  const { id, title, url, prefix, hosts, port, keys, reading, perMinute, modes, leftOut, unsaid } = dialect
  const where = [
    ...(prefix === null ? [] : [`under ${prefix}`]),
    ...hosts.map((host) => `as ${host}`),
    ...(port === null ? [] : [`at port ${port}`]),
  ]
  return [
    `  ${id.padEnd(16)} ${title}`,
    ...(url === null ? ['    at no address of the server'] : [`    ${url}  (${where.join(', ')})`]),
    `    reading takes ${reading === 'with-a-key' ? keyPlaces[keys] : 'no key'}; ${
      perMinute === null ? 'as often as public pages' : `${counted(perMinute, 'request')} a minute`
    }; shows ${modes.join(', ')}`,
    ...(leftOut === 0 ? [] : [`    LEFT OUT: ${counted(leftOut, 'area')} under alert`]),
    ...unsaid.map((what) => `    can’t say: ${what}`),
  ]
}

export const commands: readonly Command[] = [
  {
    name: 'dialects',
    does: 'List the dialects that are served: where, with which keys, how often, what is left out, what they can’t say',
    needs: 'nobody',
    async run(given, output) {
      const client = await connect(given, 'nobody')
      if (!client.ok) return client
      const answer = await client.value.get<{ readonly dialects: readonly DialectAnswer[] }>('/v1/dialects')
      if (!answer.ok) return answer
      output.give(answer.value as unknown as Json)
      const { dialects } = answer.value
      if (dialects.length === 0) output.say('No dialect is served here: see TOCSIN_DIALECTS.')
      for (const dialect of dialects) for (const line of linesOf(dialect)) output.say(line)
      return ok()
    },
  },
]
