import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { Area, AreaCode } from '#areas'
import { threatCatalogue, type LadderId } from '#threats'
import { night, type Night } from '../../../test/support/pikud-haoref-night.ts'
import type { DialectRoute } from '../dialect.ts'
import { categoryOf, historyNumber, liveNumber } from './categories.ts'
import { alertsHistory, type HistoryRow } from './history.ts'
import { inForce } from './in-force.ts'
import { pikudHaoref } from './index.ts'

const golden = (name: string) =>
  JSON.parse(readFileSync(new URL(`./${name}.golden.json`, import.meta.url), 'utf8')) as unknown
const shown = (it: Night) => inForce(it.picture(), it.ground)
const brief = (it: Night) => {
  const { cat, data } = shown(it) ?? { cat: 'nothing', data: [] }
  return [cat, ...data].join(' ')
}
const past = async (it: Night) => alertsHistory(await it.ground.history(), it.picture(), it.ground)
const lines = (rows: readonly HistoryRow[]) =>
  rows.map(({ alertDate, category, data }) => `${alertDate.slice(11)} ${category} ${data}`)
const asked = (it: Night, path: string) => {
  const route = pikudHaoref.routes.find((one) => one.path === path) as DialectRoute
  const call = { params: {}, query: {}, headers: {}, body: new Uint8Array(), caller: undefined }
  return route.answer(call, it.picture(), it.ground)
}

describe('the numbers of Pikud HaOref', () => {
  test('of each threat are the same danger in all three countings', () => {
    const numbers = threatCatalogue.map(({ id }) => [id, categoryOf(id).live] as const)
    assert.deepEqual(Object.fromEntries(numbers.filter(([, live]) => live !== 2)), {
      ...{ drone: 6, aircraft: 6, 'air-raid': 1, 'cruise-missile': 1, 'ballistic-missile': 1 },
      ...{ 'aeroballistic-missile': 1, 'guided-bomb': 1, 'rocket-artillery': 1, artillery: 1 },
      ...{ radiation: 4, chemical: 7, tsunami: 5, earthquake: 3 },
    })
  })
  test('of drills are a hundred more in what is in force, and 15 to 28 in the history', () => {
    for (const { id } of threatCatalogue)
      for (const what of ['alert', 'pre-alert', 'end'] as const) {
        assert.equal(liveNumber(what, id, 'drill'), liveNumber(what, id, 'live') + 100)
        const [real, drill] = [historyNumber(what, id, 'live'), historyNumber(what, id, 'drill')]
        assert.ok(real <= 14 && drill >= 15 && drill <= 28, `${id} ${what} ${real} ${drill}`)
      }
  })
})

describe('Alerts.json', () => {
  test('is an empty body when nothing is in force', () =>
    assert.deepEqual(asked(night(), '/warningMessages/alert/Alerts.json'), { status: 200, body: '' }))
  test('says an alert with the Hebrew names of its places', () => {
    const it = night()
    it.issue('1', { at: 0, areas: ['harbour', 'hill'], he: 'רחפן. היכנסו למבנה' })
    assert.deepEqual(shown(it), golden('alerts'))
  })
  test('says it in the authority’s language where the alert has no Hebrew, with every place of a region', () => {
    const it = night()
    it.issue('1', { at: 0, areas: ['coast'], threat: 'tsunami', mode: 'drill' })
    assert.deepEqual(shown(it), golden('drill'))
  })
  test('calls the danger as the ladder does in Hebrew, and a pre-alert as clients know it', () => {
    const it = night()
    const { book } = it.ground
    const spoken = {
      ...book,
      ladder: (id: LadderId) => ({ ...book.ladder(id)!, speaks: 'the-danger' as const }),
      level: (...ids: Parameters<typeof book.level>) => ({ ...book.level(...ids)!, names: { he: 'רחפן' } }),
    }
    const titled = () => inForce(it.picture(), { ...it.ground, book: spoken })!
    it.issue('1', { at: 0, areas: ['hill'], gravity: 'advisory', he: 'היו מוכנים' })
    const { title, desc } = titled()
    assert.deepEqual([title, desc], ['בדקות הקרובות צפויות להתקבל התרעות באזורך', 'היו מוכנים.'])
    it.issue('2', { at: 1, areas: ['hill'] })
    assert.equal(titled().title, 'רחפן')
  })
  test('shows what is new first, then dangers that stand, then pre-alerts', () => {
    const it = night()
    it.issue('1', { at: 0, areas: ['hill'], threat: 'cruise-missile' })
    it.issue('2', { at: 10, areas: ['harbour'], gravity: 'advisory' })
    assert.equal(brief(it), '10 הנמל')
    it.moveTo(12)
    assert.equal(brief(it), '1 הגבעה')
    it.issue('3', { at: 13, areas: ['lighthouse'] })
    assert.equal(brief(it), '6 המגדלור')
    it.end('3', 'clear', 13.5)
    assert.equal(brief(it), '10 המגדלור')
    it.end('1', 'clear', 20)
    it.moveTo(22)
    assert.equal(brief(it), '10 הנמל')
    it.end('2', 'clear', 30)
    it.moveTo(32)
    assert.equal(brief(it), 'nothing')
  })
  test('never hides what is live behind a drill', () => {
    const it = night()
    it.issue('1', { at: 0, areas: ['hill'], gravity: 'advisory' })
    it.issue('2', { at: 10, areas: ['harbour'], mode: 'drill' })
    assert.equal(brief(it), '10 הגבעה')
  })
  test('has one id for as long as it says the same, and another when it says more', () => {
    const it = night()
    const warn = { areas: ['harbour'], he: 'רחפן' }
    it.issue('1', { at: 0, ...warn })
    const { id } = shown(it)!
    it.change('1', 'renewed', { at: 30, ...warn })
    assert.equal(shown(it)!.id, id)
    it.change('1', 'extended', { at: 31, ...warn, areas: ['harbour', 'hill'] })
    assert.notEqual(shown(it)!.id, id)
    it.end('1', 'clear', 40)
    it.issue('2', { at: 41, ...warn })
    assert.notEqual(shown(it)!.id, id)
    assert.match(id, /^1\d{17}$/)
  })
  test('tells the end for some minutes, by the title that clients know', () => {
    const it = night()
    it.issue('1', { at: 0, areas: ['harbour'] })
    it.end('1', 'clear', 5)
    const { cat, title, data } = shown(it)!
    assert.deepEqual({ cat, title, data }, { cat: '10', title: 'האירוע הסתיים', data: ['הנמל'] })
    it.moveTo(7)
    assert.equal(shown(it), undefined)
  })
  test('tells no end of a lapse, nor where a danger stays', () => {
    const it = night()
    it.issue('1', { at: 0, areas: ['coast'], threat: 'cruise-missile' })
    it.issue('2', { at: 1, areas: ['harbour', 'hill'] })
    it.end('2', 'retract', 5)
    assert.equal(brief(it), '10 הגבעה')
    it.end('1', 'lapse', 10)
    assert.equal(brief(it), 'nothing')
  })
})

describe('AlertsHistory.json', () => {
  test('tells the day place by place, the newest first, in local time', async () => {
    const it = night()
    it.issue('1', { at: 0, areas: ['harbour', 'hill'], gravity: 'advisory' })
    it.issue('2', { at: 10, areas: ['harbour'], threat: 'ballistic-missile' })
    it.issue('3', { at: 20, areas: ['hill'], threat: 'earthquake', mode: 'drill' })
    it.end('2', 'clear', 30)
    it.end('3', 'clear', 40)
    it.end('1', 'clear', 50)
    assert.deepEqual(await past(it), golden('history'))
  })
  test('forgets what is over for a day', async () => {
    const it = night()
    it.issue('1', { at: 0, areas: ['harbour'] })
    it.end('1', 'clear', 5)
    it.moveTo(24 * 60 + 3)
    assert.deepEqual(lines(await past(it)), ['00:05:00 13 הנמל'])
    it.moveTo(24 * 60 + 6)
    assert.deepEqual(await past(it), [])
  })
  test('says that a danger is over, and after it what is left to watch', async () => {
    const it = night()
    it.issue('1', { at: 0, areas: ['harbour'] })
    it.change('1', 'lowered', { at: 5, areas: ['harbour'], gravity: 'advisory' })
    it.change('1', 'raised', { at: 10, areas: ['harbour'] })
    assert.deepEqual(lines(await past(it)), [
      ...['00:10:00 2 הנמל', '00:05:01 14 הנמל', '00:05:00 13 הנמל', '00:00:00 2 הנמל'],
    ])
  })
  test('tells no end of a lapse, nor of a part of what stays', async () => {
    const it = night()
    it.issue('1', { at: 0, areas: ['coast'] })
    it.issue('2', { at: 1, areas: ['harbour'], threat: 'cruise-missile' })
    it.end('2', 'clear', 5)
    it.end('1', 'lapse', 10)
    assert.deepEqual(lines(await past(it)), [
      ...['00:01:00 1 הנמל', '00:00:00 2 החוף', '00:00:00 2 הנמל', '00:00:00 2 המגדלור'],
    ])
  })
})

describe('1,500 places under alert', () => {
  const many = Array.from({ length: 1_500 }, (_, i): Area => {
    const code = `place-${i}` as AreaCode
    return { code, kind: 'settlement', parent: null, names: { en: code, he: `יישוב לדוגמה מספר ${i}` } }
  })
  const codes = many.map(({ code }) => code)
  const measured = async (what: string, make: () => Promise<readonly string[]> | readonly string[]) => {
    const times: number[] = []
    let bytes: readonly number[] = []
    for (let turn = 0; turn < 9; turn += 1) {
      const begun = performance.now()
      const texts = await make()
      times.push(performance.now() - begun)
      bytes = texts.map((text) => Buffer.byteLength(text))
    }
    console.log(`${what}: ${bytes.join(' + ')} bytes in ${Math.min(...times).toFixed(1)} ms`)
    assert.ok(bytes.length > 0 && bytes.every((size) => size < 1_000_000))
  }
  const answers = async (when: string, it: Night) => {
    for (const path of ['/warningMessages/alert/Alerts.json', '/warningMessages/History/AlertsHistory.json'])
      await measured(`${when}, ${path}`, async () => [String((await asked(it, path)).body)])
    await measured(`${when}, socket`, () => pikudHaoref.socket!.opened(it.picture(), it.ground))
  }

  test('stay under a megabyte in each answer', async () => {
    const it = night(many)
    it.issue('1', { at: 0, areas: codes, he: 'רחפן. היכנסו למבנה' })
    await answers('all at once', it)
  })
  test('also after a night in which there were thousands', async () => {
    const it = night(many)
    it.issue('1', { at: 0, areas: codes.slice(0, 750) })
    it.issue('2', { at: 0.2, areas: codes.slice(750), threat: 'cruise-missile' })
    it.issue('3', { at: 0.3, areas: codes, gravity: 'advisory' })
    it.issue('4', { at: 0.4, areas: codes })
    it.end('1', 'clear', 1)
    it.end('2', 'clear', 1.5)
    it.end('4', 'clear', 2)
    await answers('after a night', it)
  })
})
