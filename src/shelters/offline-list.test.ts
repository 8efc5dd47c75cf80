import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { plus, sha256, type Instant } from '#base'
import { offlineList, readOfflineList } from './offline-list.ts'
import { publicView } from './shelter-view.ts'
import { bareFields, shelterIdOf, shelterTypes, type Shelter, type ShelterFields } from './shelter.ts'
import { statusCountsFor, type Status } from './status.ts'

const now = '2026-11-23T00:37:00.000Z' as Instant
const status: Status = { state: 'open', power: 'no', people: 12, at: now, by: 'warden' }

function shelter(n: number, more: Partial<ShelterFields> = {}): Shelter {
  const listed: ShelterFields = {
    ...bareFields,
    names: { uk: `Навчальне укриття ${n}` },
    address: `вул. Навчальна, ${n}`,
    at: { lon: 39.5 + (n % 37) / 100, lat: 52.5 + (n % 29) / 100 },
    type: shelterTypes[n % shelterTypes.length]!,
    ...more,
  }
  return { id: shelterIdOf('drill', String(n)), origin: null, listed, edited: {}, photo: null }
}

describe('the list for phones without a network', () => {
  test('is read back as it was written', () => {
    const views = [
      shelter(1),
      shelter(2, {
        names: {},
        capacity: { places: 50, bound: 'at-least' },
        wheelchair: 'yes',
        pets: 'no',
        admits: 'everyone',
      }),
      shelter(3, {
        capacity: { places: 120, bound: 'stated' },
        opening: { when: 'key', at: 'flat 3' },
        use: 'out-of-use',
      }),
      shelter(4, { note: 'Behind the shop', admits: 'own-people', opening: { when: 'always' } }),
    ].map((one, i) => publicView(one, i === 2 ? status : undefined, now)!)
    const read = readOfflineList(JSON.parse(JSON.stringify(offlineList(views, now))), now)
    assert.deepEqual(read, views)
    const later = readOfflineList(offlineList(views, now), plus(now, statusCountsFor))
    assert.deepEqual(later[2]!.status.state, 'unknown')
  })

  test('of 1,000 shelters is under 32 kB packed', () => {
    const views = Array.from({ length: 1_000 }, (_, n) => {
      const hash = sha256(String(n))
      const at = {
        lon: 39 + Number.parseInt(hash.slice(0, 6), 16) / 2 ** 24,
        lat: 52 + Number.parseInt(hash.slice(6, 12), 16) / 2 ** 24,
      }
      const street = Number.parseInt(hash.slice(12, 14), 16)
      const listed = {
        at,
        address: `вул. Навчальна ${street}, ${n % 90}`,
        capacity: { places: 20 + (street % 60) * 5, bound: 'stated' } as const,
      }
      return publicView(
        shelter(n, { ...listed, names: n % 3 === 0 ? {} : { uk: `Навчальне укриття ${n}` } }),
        undefined,
        now,
      )!
    })
    const text = JSON.stringify(offlineList(views, now))
    const packed = gzipSync(text, { level: 9 }).length
    assert.ok(packed < 32_000, `${packed} bytes packed, ${text.length} characters`)
  })

  test('has nothing of what is hidden', () => {
    assert.equal(publicView(shelter(1, { visibility: 'hidden' }), status, now), undefined)
  })
})
