/** `tocsin areas …`: finding places, looking at one, importing boundaries and names. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { ok, refuse, type Json, type Result } from '#base'
import type { Command } from '../command.ts'
import { counted } from '../say-count.ts'
import { withServer } from '../with-server.http.ts'
import { areasFind } from './areas-find.cli.ts'

interface Found {
  readonly areas: readonly {
    readonly code: string
    readonly kind: string
    readonly names: { readonly [language: string]: string }
    readonly score?: number
  }[]
  readonly decision?: 'one' | 'ask' | 'none'
}
interface Imported {
  readonly areas: number
  readonly changed: number
  readonly joined: readonly { readonly feature: string; readonly area: string }[]
  readonly unjoined: readonly {
    readonly file: string
    readonly feature: string
    readonly why: string
    readonly suggestions: readonly { readonly code: string; readonly name: string }[]
  }[]
  readonly repaired: readonly {
    readonly feature: string
    readonly area: string
    readonly repairs: readonly { readonly what: string }[]
  }[]
  readonly refused: readonly { readonly file: string; readonly feature: string; readonly why: string }[]
}

export const commands: readonly Command[] = [
  areasFind,
  {
    name: 'areas show',
    takes: 'CODE',
    does: 'Show one area: names, codes, what it lies in, what lies in it',
    needs: 'nobody',
    async run(given, output) {
      const [code] = given.words
      return withServer(given, 'nobody', async (client) => {
        const answer = await client.get<{ [member: string]: Json }>(
          code === undefined ? '/v1/areas' : `/v1/areas/${encodeURIComponent(code)}`,
        )
        if (!answer.ok) return answer
        output.give(answer.value)
        if (code === undefined)
          for (const area of (answer.value as unknown as Found).areas)
            output.say(
              `  ${area.code.padEnd(22)} ${area.kind.padEnd(12)} ${Object.values(area.names).join(' · ')}`,
            )
        else
          for (const [name, value] of Object.entries(answer.value))
            output.say(
              `  ${name.padEnd(12)} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
            )
        return ok()
      })
    },
  },
  {
    name: 'areas import',
    takes: 'FILE…',
    does: 'Import boundaries (GeoJSON), KATOTTH, GeoNames or packs; tells what was joined and what could not be',
    needs: 'areas.import',
    options: {
      within: { takes: 'CODE', means: 'Join names only to areas in this one' },
      name: { takes: 'PROPERTY', means: 'The property that holds the name' },
      add: { means: 'Make features without a counterpart into new areas' },
      settlements: { means: 'Load KATOTTH down to settlements' },
    },
    example: 'tocsin areas import lipetsk-districts.geojson --within RU-LIP',
    async run(given, output) {
      if (given.words.length === 0)
        return refuse('server/usage', { why: 'Name at least one file.', command: 'areas import' })
      const files: { name: string; base64: string }[] = []
      for (const file of given.words) {
        if (!existsSync(file)) return refuse('server/cannot-read', { file, why: 'it does not exist' })
        files.push({ name: basename(file), base64: (await readFile(file)).toString('base64') })
      }
      output.progress(`importing ${files.length} files`)
      return withServer(given, 'admin', async (client): Promise<Result<void | { exit: 1 }>> => {
        const answer = await client.post<Imported>('/v1/areas/import', {
          files,
          ...(given.value('within') === undefined ? {} : { within: given.value('within')! }),
          ...(given.value('name') === undefined ? {} : { nameProperty: given.value('name')! }),
          ...(given.has('add') ? { unmatched: 'add' } : {}),
          ...(given.has('settlements') ? { depth: 'settlement' } : {}),
        })
        if (!answer.ok) return answer
        const { areas, changed, joined, unjoined, repaired, refused } = answer.value
        output.give(answer.value as unknown as Json)
        output.say(
          `${counted(changed, 'area')} new or changed, ${areas} in all; ${counted(joined.length, 'feature')} joined to areas.`,
        )
        for (const one of repaired)
          output.say(
            `  repaired  ${one.feature} (${one.area}): ${one.repairs.map((repair) => repair.what).join(', ')}`,
          )
        for (const one of refused) output.say(`  REFUSED   ${one.feature} in ${one.file}: ${one.why}`)
        for (const one of unjoined) {
          const near = one.suggestions
            .map((suggestion) => `${suggestion.name} (${suggestion.code})`)
            .join(', ')
          output.say(
            `  NOT JOINED ${one.feature} in ${one.file}: ${one.why}${near === '' ? '' : `; perhaps ${near}`}`,
          )
        }
        return ok(unjoined.length + refused.length > 0 ? { exit: 1 } : undefined)
      })
    },
  },
]
