/** The night near the plant: what happened is done at the desks, and by morning the report says what is known, by whom, and what is not; each of its numbers is traced to its facts. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { after, before, describe, test } from 'node:test'
import { canonicalJson, type Json } from '#base'
import { beginning, type Fact } from '#ledger'
import { reportLanguages, sectionIds, type Row, type Section, type SituationReport } from '#situation'
import type { Action } from '#people'
import { sectionActions } from '../../src/server/situation-desk.ts'
import { pdfOf } from '../../src/situation/paper/pdf.node.ts'
import { absent } from '../support/absent.ts'
import {
  done,
  morning,
  openNightWorld,
  playNight,
  stations,
  type NightDone,
  type NightWorld,
} from '../support/night-world.ts'
import { readPdf } from '../support/pdf.node.ts'
import { traceAll } from '../support/tracing.ts'

const everything = [...new Set(Object.values(sectionActions))] as readonly Action[]

describe('the night near the plant', () => {
  let world: NightWorld
  let night: NightDone
  let report: SituationReport
  let facts: readonly Fact[]
  const make = async (more: object = {}) =>
    done(
      await world.situation.make({
        ...{ ...morning, areas: [], face: 'staff' as const, actions: everything, mayRead: () => true },
        ...more,
      }),
    )
  before(async () => {
    world = await openNightWorld()
    night = await playNight(world)
    report = (await make()).report
    facts = await world.story.system.ledger.read(beginning, 100_000)
  })
  after(() => world?.close())

  const section = (id: Section['id']) => report.sections.find((one) => one.id === id)!
  const number = (id: string) => {
    const found = report.sections.flatMap(({ figures }) => figures).find((one) => one.id === id)
    assert.ok(found !== undefined, id)
    return [found.atLeast, found.atMost]
  }
  const cell = (row: Row | undefined, column: string) => row?.cells[column]
  const counted = (row: Row | undefined, column: string) => {
    const found = cell(row, column)
    return found?.is === 'count' ? [found.atLeast, found.atMost] : undefined
  }

  test('every number is traced to the facts that it rests on', () => {
    const traced = traceAll(report, facts)
    assert.ok(traced.length > 60, `${traced.length} numbers`)
    const ids = new Set(traced.map(({ id }) => id.split(' ')[0]))
    for (const id of [
      'reach.asked',
      'call-outs.silent',
      'observations.number',
      'shelters.people',
      'stations.dark',
    ])
      assert.ok(ids.has(id), `${id} is in no row`)
  })

  test('a number that its facts don’t say is found out', () => {
    const wrong = structuredClone(report) as unknown as { sections: { id: string; rows: Row[] }[] }
    const row = wrong.sections.find(({ id }) => id === 'observations')!.rows[0]! as { cells: object }
    row.cells = { ...row.cells, number: { is: 'count', atLeast: 1_401, atMost: null } }
    assert.throws(() => traceAll(wrong as never, facts), /observations\.number/)
    type Plain = { sections: { id: string; rows: { cells: Record<string, object> }[] }[] }
    for (const [section, column, cell] of [
      ['damage', 'number', { is: 'count', atLeast: 1_401, atMost: null }],
      ['alerts', 'time-to-issue', { is: 'length', milliseconds: 16 * 60_000 }],
      ['alerts', 'ended', { is: 'time', at: '2025-11-01T22:59:00.000Z' }],
      [
        'unknown',
        'what',
        { is: 'said', sentence: 'did-not-answer', parts: { number: { is: 'count', atLeast: 2, atMost: 2 } } },
      ],
    ] as const) {
      const other = structuredClone(report) as unknown as Plain
      const { rows } = other.sections.find(({ id }) => id === section)!
      const row = rows.find(({ cells }) =>
        section === 'unknown' ? JSON.stringify(cells).includes('did-not-answer') : true,
      )!
      row.cells[column] = cell
      assert.throws(() => traceAll(other as never, facts), new RegExp(`${section}\\.${column}`))
    }
    const loose = structuredClone(report) as unknown as { sections: { rows: { rests: number[] }[] }[] }
    loose.sections[0]!.rows[0]!.rests = [999_999]
    assert.throws(() => traceAll(loose as never, facts), /not in the ledger/)
  })

  test('the alert has its times, from the first word to the all-clear', () => {
    const [row] = section('alerts').rows
    const at = (column: string) => {
      const found = cell(row, column)
      return found?.is === 'time' ? found.at : found?.is === 'length' ? found.milliseconds : undefined
    }
    assert.equal(at('first-word'), '2025-11-01T21:20:00.000Z')
    assert.equal(at('issued'), '2025-11-01T21:37:00.000Z')
    assert.equal(at('time-to-issue'), 17 * 60_000)
    assert.equal(at('ended'), '2025-11-01T23:56:00.000Z')
    assert.ok((at('time-to-confirm') as number) < 1_000, 'sirens confirm at once')
    assert.deepEqual(number('sirens.failed'), [1, 1])
    assert.deepEqual(cell(section('sirens').rows[0], 'siren'), { is: 'text', text: 'Zadonsk 2' })
  })

  test('what an official says is kept apart from what was seen, and nothing is added to it', () => {
    const dwellings = section('damage').rows.filter(({ cells: { subject } }) =>
      subject?.is === 'term' ? subject.term === 'subject-dwellings' : false,
    )
    const assessor = { is: 'term', term: 'source-assessor' }
    const office = { is: 'text', text: 'Regional administration' }
    assert.deepEqual(
      dwellings.map((row) => [cell(row, 'standing'), counted(row, 'number'), cell(row, 'by')]),
      [
        [{ is: 'term', term: 'standing-seen' }, [1, null], { is: 'list', of: [assessor] }],
        [{ is: 'term', term: 'standing-reported' }, [1_400, null], { is: 'list', of: [office, assessor] }],
      ],
    )
    const seen = section('unknown').rows.map(({ cells: { what } }) =>
      what?.is === 'said' ? what : undefined,
    )
    const homes = seen.find(
      (one) =>
        one?.sentence === 'nobody-has-seen' &&
        one.parts['number']?.is === 'count' &&
        one.parts['number'].atLeast === 1_400,
    )
    assert.deepEqual(homes?.parts['source'], { is: 'text', text: 'Regional administration' })
    const hurt = section('damage').rows.find(
      ({ cells: { subject } }) => subject?.is === 'term' && subject.term === 'subject-injured',
    )
    assert.deepEqual(counted(hurt, 'number'), [18, 22])
  })

  test('three stations lost power, and are still dark in the morning', () => {
    const { rows } = section('stations')
    assert.deepEqual(
      rows.map((row) => [cell(row, 'station'), cell(row, 'why')]),
      stations.slice(0, 3).map(({ name }) => [
        { is: 'text', text: name },
        { is: 'term', term: 'dark-power-lost' },
      ]),
    )
    assert.deepEqual(number('stations.still-dark'), [3, 3])
    const open = section('open').rows.filter(({ id }) => id.startsWith('open station'))
    assert.equal(open.length, 3)
  })

  test('who was called and did not answer is named as not known, and their place as open', () => {
    const [row] = section('call-outs').rows
    assert.deepEqual(
      ['wanted', 'asked', 'coming', 'arrived', 'silent', 'missing'].map((column) => counted(row, column)![0]),
      [3, 3, 1, 1, 1, 1],
    )
    assert.ok(section('unknown').rows.some(({ id }) => id === `unknown silent ${night.callOut}`))
    assert.ok(section('open').rows.some(({ id }) => id === `open places ${night.callOut}`))
  })

  test('the monitors’ visit stands at the plant, with the text it rests on', () => {
    const [row] = section('statements').rows
    assert.deepEqual(cell(row, 'source'), { is: 'text', text: 'monitors.example.org' })
    assert.deepEqual(cell(row, 'evidence'), { is: 'text', text: night.monitors })
    assert.ok(section('evidence').rows.length > 0, 'the texts were really read')
  })

  test('shelters at their fullest, and that not everybody was counted', () => {
    assert.deepEqual(number('shelters.peak'), [340, null])
    assert.deepEqual(counted(section('shelters').rows[0], 'counted'), [1, 1])
  })

  test('asked again for the same place of the ledger it is the same, byte for byte, whatever came after', async () => {
    const position = report.asOf.seq
    const first = canonicalJson((await make({ position })) as unknown as Json)
    const paper = world.situation.paper(report, 'he')
    const pages = await pdfOf(paper)
    await world.note({
      ...{ subject: 'schools', atLeast: 1, atMost: 1, cause: 'glass', status: 'reported' },
      source: { kind: 'official', name: 'Regional administration' },
    })
    assert.equal(canonicalJson((await make({ position })) as unknown as Json), first)
    const later = (await make()).report
    assert.ok(later.asOf.seq > position)
    assert.notEqual(canonicalJson(later as unknown as Json), canonicalJson(report as unknown as Json))
    assert.deepEqual(await pdfOf(world.situation.paper((await make({ position })).report, 'he')), pages)
    // What was known at two in the morning, before anything went dark.
    const early = (await make({ asOf: '2025-11-01T23:00:00.000Z', to: '2025-11-01T23:00:00.000Z' })).report
    assert.equal(early.sections.find(({ id }) => id === 'stations')!.rows.length, 0)
    assert.ok(
      early.sections.find(({ id }) => id === 'open')!.rows.some(({ id }) => id.startsWith('open alert')),
    )
  })

  test('the public is told nothing of damage under embargo, and no place of any fact', async () => {
    const given = (await make({ face: 'public' })).report
    assert.deepEqual(
      given.sections.map(({ id }) => id),
      ['alerts', 'damage', 'outages', 'remnants'],
    )
    assert.equal(given.sections.find(({ id }) => id === 'damage')!.rows.length, 0)
    const text = JSON.stringify(given)
    for (const secret of [
      '1400',
      '1401',
      'Regional administration',
      'Мира',
      'Zadonsk 2',
      night.callOut,
      'ann',
    ])
      assert.ok(!text.includes(`"${secret}"`) && !text.includes(`:${secret},`), `${secret} is in it`)
    assert.ok(
      given.sections.every(({ rows, figures }) =>
        [...rows, ...figures].every(({ rests, see }) => rests.length === 0 && see === ''),
      ),
    )
    const after = (await make({ face: 'public', asOf: '2025-11-03T21:00:00.000Z' })).report
    assert.ok(
      after.sections.find(({ id }) => id === 'damage')!.rows.length > 0,
      'a day later the embargo is over',
    )
  })

  test('what somebody may not read is left out, and said to be', async () => {
    const given = (await make({ actions: ['alert.read'] })).report
    assert.ok(given.withheld.includes('damage') && given.withheld.includes('call-outs'))
    assert.ok(!JSON.stringify(given).includes('1400'))
    const { paper } = { paper: world.situation.paper(given, 'uk') }
    assert.ok(paper.head.some((line) => line.includes('Пошкодження')))
  })

  test('says in each language what nobody has seen, and who says it', () => {
    const said = reportLanguages.map((language) => {
      const { sections } = world.situation.paper(report, language)
      const rows = sections.find(({ id }) => id === 'unknown')!.rows
      return rows.find(({ id }) => id === `unknown seen ${night.homes}`)!.cells[0]
    })
    assert.deepEqual(
      said.map((one) => one!.replace(/\s/g, ' ')),
      [
        'dwellings, at least 1,400, in Zadonsky District: Regional administration says so. Nobody has seen it for us.',
        'житло, щонайменше 1 400, Задонський район: так каже Regional administration. Ніхто з наших цього не бачив.',
        'жильё, не менее 1 400, Задонский район: так говорит Regional administration. Никто из наших этого не видел.',
        'דירות, לפחות 1,400, Zadonsky District: לפי Regional administration. איש מטעמנו לא ראה זאת.',
      ],
    )
  })

  for (const language of reportLanguages)
    test(`is whole in ${language}, on paper too`, { skip: absent('pdftotext') }, async () => {
      const paper = world.situation.paper(report, language)
      assert.deepEqual(new Set(paper.sections.map(({ id }) => id)), new Set(sectionIds))
      const said = JSON.stringify(paper)
      assert.doesNotMatch(said, /\{(?!page|pages)[a-z]+\}|undefined|\bNaN\b/)
      const bytes = await pdfOf(paper)
      const pages = readPdf(bytes)
      const printed = readingOrder(bytes)
      // Every word of the report; those of a cell may stand on several lines.
      for (const { cells } of paper.sections.flatMap(({ rows }) => rows))
        for (const word of cells
          .join(' ')
          .split(/\s+/)
          .filter((one) => /^[\p{L}\p{N}]{2,14}$/u.test(one)))
          assert.ok(printed.includes(word), `“${word}” is not on paper: ${printed.slice(0, 300)}`)
      for (const { title, means } of paper.sections) {
        assert.ok(printed.includes(title), `“${title}” is not on paper: ${printed.slice(0, 300)}`)
        // Whole sentences in the order in which one reads them, from whichever side.
        const [first] = means.split(/[.:,“”«»״;]/)
        assert.ok(printed.includes(first!), `“${first}” is not on paper`)
      }
      assert.ok(pages.every(({ width, height }) => width > height))
    })
})

/** As whoever copies it out of the file gets it: the order of reading, without the signs that steer it. */
function readingOrder(bytes: Uint8Array): string {
  const text = execFileSync('pdftotext', ['-enc', 'UTF-8', '-layout', '-', '-'], {
    input: bytes,
    encoding: 'utf8',
  })
  return text.replace(/[\u200e\u200f\u202a-\u202e]/g, '').replace(/\s+/g, ' ')
}
