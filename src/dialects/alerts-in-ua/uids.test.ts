import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { buildHierarchy, importTexts } from '#areas'
import { oblastOrder, placesOf } from './places.ts'

const shared = new URL('../../../../shared/areas/', import.meta.url)
const codes = new URL('katotth-2025-05-16.csv.gz', shared)
const uids = new URL('alerts-in-ua-uids.json', shared)
const missing = [codes, uids].filter((file) => !existsSync(file))
const options = missing.length === 0 ? {} : { skip: `there is no ${missing.map(String).join(', ')}` }

interface Known {
  readonly uids: { readonly [uid: string]: string }
  readonly oblastOrder: readonly string[]
}

describe('the uids that clients have', () => {
  const known = () => JSON.parse(readFileSync(uids, 'utf8')) as Known

  test('stand in the order of the letters by oblast', options, () => {
    const { oblastOrder: names, uids: nameOf } = known()
    assert.equal(names.length, 27)
    // The list has no uid of Crimea; its clients have 29.
    assert.equal(oblastOrder[0], '29')
    assert.deepEqual(
      oblastOrder.slice(1).map((uid) => nameOf[uid]),
      names.slice(1),
    )
  })

  test('are given by an import, and each place has the title by which clients look for it', options, () => {
    const texts = [
      { name: 'katotth.csv', text: gunzipSync(readFileSync(codes)).toString() },
      { name: 'uids.json', text: readFileSync(uids, 'utf8') },
    ]
    const imported = importTexts(texts, [])
    assert.ok(imported.ok)
    const built = buildHierarchy(imported.value.areas)
    assert.ok(built.ok)
    const places = placesOf(built.value)
    const titles = Object.entries(known().uids).map(([uid, title]) => {
      const area = places.areaOf(uid)
      const [place] = area === undefined ? [] : places.of(area.code)
      return [uid, title, place?.title] as const
    })
    assert.deepEqual(
      titles.filter(([, title, ours]) => title !== ours),
      [],
    )
    const crimea = places.areaOf('29')
    assert.equal(crimea?.names.uk, known().oblastOrder[0])
    // In the list of what is in force every place lies in an oblast that has a uid.
    assert.ok(places.all().every(([, { code }]) => places.of(code)[0]?.oblastUid !== null))
  })
})
