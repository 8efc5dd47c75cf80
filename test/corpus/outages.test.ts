/** Made outages of stations behind masts: what each is told as. Where nothing can be known the right word is silence. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minute } from '#base'
import { flagBits, presencesOf, type Listened, type StationId } from '#sites'
import { chance } from '../support/chance.ts'

const seed = process.env['OUTAGE_SEED'] ?? '20261123'
const causes = [
  ...(['power, said so', 'power, unsaid', 'mast', 'mast, by its will', 'one station', 'speaks'] as const),
] as const
type Cause = (typeof causes)[number]
const right: { readonly [cause in Cause]: string } = {
  ...{ 'power, said so': 'power-lost', mast: 'link-lost', 'mast, by its will': 'link-lost' },
  // Without a last word nobody can tell power from a broken station.
  ...{ 'power, unsaid': 'silent', 'one station': 'silent', speaks: 'speaking' },
}

test('outages are told by their cause where it can be known, and never by another one', () => {
  console.log(`seed ${seed}`)
  const luck = chance(`outages ${seed}`)
  const told = new Map<string, number>()
  let [known, rightly, wrongly] = [0, 0, 0]
  for (let night = 0; night < 300; night++) {
    const nowMs = 1_000_000 * minute
    const [linksDown, stations] = [new Set<string>(), [] as Listened[]]
    const causeOf = new Map<string, Cause>()
    for (let mast = 0; mast < 4; mast++) {
      const link = `mast-${mast}`
      const cause = luck.pick(causes)
      const [many, every] = [luck.between(2, 6), luck.pick([1, 10, 60]) * minute]
      const hit = luck.between(0, many - 1)
      const fellMs = nowMs - luck.between(5, 20) * every
      if (cause === 'mast, by its will') linksDown.add(link)
      for (let n = 0; n < many; n++) {
        const id = `${link}-${n}` as StationId
        const isHit = cause.startsWith('mast') || (cause !== 'speaks' && n === hit)
        const flags = cause === 'power, said so' && isHit ? flagBits.battery : 0
        // Somewhere within its interval before it fell, or before now.
        const heardAtMs = (isHit ? fellMs : nowMs) - Math.floor(luck.next() * every)
        stations.push({ id, every, link, heardAtMs, flags, isClockWrong: false })
        causeOf.set(id, isHit ? cause : 'speaks')
      }
    }
    for (const [id, presence] of presencesOf(stations, linksDown, nowMs)) {
      const cause = causeOf.get(id)!
      const said = presence.state === 'dark' ? presence.why : 'speaking'
      told.set(`${cause} → ${said}`, (told.get(`${cause} → ${said}`) ?? 0) + 1)
      if (cause === 'speaks') continue
      known++
      if (said === right[cause]) rightly++
      else if (said !== 'silent') wrongly++
    }
  }
  for (const [what, times] of [...told].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    console.log(`${what}: ${times}`)
  console.log(`${rightly} of ${known} told as what they were, ${wrongly} as what they were not`)
  assert.equal(wrongly, 0)
  assert.ok(rightly / known >= 0.97, `${rightly} of ${known}`)
})
