import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { buildGazetteer, buildHierarchy, parsePack, type AreaCode } from '#areas'
import type { Json } from '#base'
import { readAnnouncement } from './announcement.ts'

const pack = parsePack(
  JSON.parse(readFileSync(new URL('../../packs/lipetsk/pack.json', import.meta.url), 'utf8')) as Json,
)
assert.ok(pack.ok)
const built = buildHierarchy(pack.value.pack.areas)
assert.ok(built.ok)
const lipetsk = buildGazetteer(built.value)

/** Each line as `action threat/colour: areas`; an area that is asked for stands with its best candidate in brackets. */
function lines(text: string): string[] {
  return readAnnouncement(text, lipetsk, ['RU-LIP' as AreaCode]).lines.map(
    ({ action, threat, colour, areas, except }) => {
      const say = (all: typeof areas) =>
        all
          .map(({ decision, candidates }) => {
            const name = candidates[0]?.area.names['en'] ?? '?'
            return decision === 'one' ? name : `(${name})`
          })
          .join(', ')
      return `${action} ${threat}/${colour}: ${say(areas)}${except.length > 0 ? ` but ${say(except)}` : ''}`
    },
  )
}

describe('an announcement', () => {
  test('is read into its action, threat, level and areas', () =>
    assert.deepEqual(
      lines(
        'Внимание! Красный уровень «Угроза атаки БПЛА» объявлен в Ельце, Елецком и Долгоруковском районах, Измалковском округе.',
      ),
      ['raise drone/red: Yelets, Yeletsky District, Dolgorukovsky District, Izmalkovsky District'],
    ))
})
