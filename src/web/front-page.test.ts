import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { XmlDocument, ParseOption } from 'libxml2-wasm'
import { buildHierarchy, type Area, type AreaCode } from '#areas'
import { emptyBoard, none, type Alert, type Board, type Issued, type Notice } from '#alerts'
import type { ActorId, AlertId, Instant, Mode, NoticeId, Sha256 } from '#base'
import type { Seq } from '#ledger'
import { shippedThreatBook, type LadderId, type LevelId, type ThreatId } from '#threats'
import { frontPage } from './front-page.ts'
import type { PageView } from './page-view.ts'
import { pageViewOf, type PageSources } from './view-of.ts'

const at = '2025-11-01T21:41:07.000Z' as Instant
const yellowAt = '2025-11-01T21:14:00.000Z' as Instant
const redAt = '2025-11-01T21:37:00.000Z' as Instant
const renewBy = '2025-11-01T22:37:00.000Z' as Instant

const square = (lon: number, lat: number) => [
  [
    [
      { lon, lat },
      { lon: lon + 1, lat },
      { lon: lon + 1, lat: lat + 1 },
      { lon, lat: lat + 1 },
      { lon, lat },
    ],
  ],
]
const area = (
  code: string,
  kind: Area['kind'],
  parent: string | null,
  en: string,
  more: Partial<Area> = {},
): Area => ({
  code: code as AreaCode,
  kind,
  parent: parent as AreaCode | null,
  names: { en, ru: `${en} (ru)` },
  ...more,
})
const hierarchyOf = (areas: Area[]) => {
  const built = buildHierarchy(areas)
  assert.ok(built.ok, JSON.stringify(built))
  return built.value
}
const region = 'RU-LIP' as AreaCode
const hierarchy = hierarchyOf([
  area(region, 'region', null, 'Lipetsk Oblast'),
  area('z', 'district', region, 'Zadonsky District', { shape: square(38, 52), shapeQuality: 'approximate' }),
  area('t', 'district', region, 'Terbunsky District', { shape: square(39, 52), shapeQuality: 'surveyed' }),
  area('x', 'district', region, '<script>alert(1)</script>'),
])

const withoutShape = (one: Area): Area => {
  const { shape: _, ...rest } = one
  return rest
}

const issued = (
  id: string,
  level: 'yellow' | 'red',
  codes: string[],
  since: Instant,
  mode: Mode = 'drill',
): Issued => ({
  id: id as AlertId,
  mode,
  version: 3,
  draftedBy: 'p' as ActorId,
  draftedAt: since,
  editors: [],
  status: 'issued',
  issuedAt: since,
  approvedBy: null,
  revision: 1,
  revisedAt: since,
  renewBy,
  contentHash: '' as Sha256,
  content: {
    issuer: { en: 'Lipetsk Oblast' },
    threat: 'drone' as ThreatId,
    ladder: 'lipetsk' as LadderId,
    level: level as LevelId,
    step: level === 'red' ? { gravity: 'danger', height: 2 } : { gravity: 'advisory', height: 1 },
    areas: codes.map((code) => ({ code: code as AreaCode, names: {}, shape: null })),
    wording: {
      texts: { en: { '90': 'Go in.', '360': `Told: ${level}.`, '1395': '' } },
      missing: ['uk', 'ru'],
    },
    renewForMinutes: 60,
    channels: 'all',
  },
})
const yellow = issued('a1', 'yellow', [region], yellowAt)
const red = issued('a2', 'red', ['z'], redAt)
const ended = (alert: Issued, how: 'all-clear' | 'lapsed'): Alert => {
  const { renewBy: _, ...rest } = alert
  return { ...rest, status: 'ended', how, endedAt: at, revisedAt: at }
}

const boardOf = (...alerts: Issued[]): Board => {
  const board = emptyBoard()
  for (const alert of alerts) board.move(none, alert)
  return board
}
const view = (
  board: Board,
  language: PageView['language'] = 'en',
  more: Partial<PageSources> = {},
): PageView =>
  pageViewOf(
    {
      board,
      alert: (id) => [yellow, red].find((alert) => alert.id === id) ?? none,
      hierarchy,
      book: shippedThreatBook(),
      own: [region],
      issuer: { en: 'Lipetsk Oblast' },
      mode: 'drill',
      demonstration: 'demonstration',
      timeZone: 'Europe/Moscow',
      languages: ['en', 'uk', 'ru'],
      notices: [],
      seq: 7,
      spreadMilliseconds: 800,
      links: { live: '/v1/live' },
      assets: { style: '/assets/page.css', script: '/assets/live.js', icon: '/assets/icon.svg' },
      ...more,
    },
    language,
    at,
  )
const page = (board: Board, language: PageView['language'] = 'en', more: Partial<PageSources> = {}) =>
  frontPage(view(board, language, more)).replace(/ {2,}/g, ' ')
/** The text that a reader sees in one part of the page, white space as one space. */
const text = (from: string, part: string) => {
  const html = new RegExp(`<${part}[ >][^]*?</${part.split(' ')[0]}>`).exec(from)?.[0] ?? ''
  return html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
const section = (from: string, id: string) => text(from, `section id="${id}"`)

describe('the front page', () => {
  test('says as loudly that nothing is in force as it would say that something is', () => {
    const quiet = page(boardOf())
    assert.match(quiet, /<title>DRILL · Nothing in force · Lipetsk Oblast<\/title>/)
    assert.match(
      section(quiet, 'in-force'),
      /✓ Nothing in force No warning stands anywhere in Lipetsk Oblast\./,
    )
  })
  test('says what, where, since when and what people were told, the gravest first', () => {
    const said = section(page(boardOf(yellow, red)), 'in-force')
    assert.match(
      said,
      /^In force ▲ Drone attack threat red Zadonsky District since 00:37 · 4 min Told: red\. In force until/,
    )
    assert.match(said, /△ Air danger yellow All of Lipetsk Oblast since 00:14 · 27 min Told: yellow\./)
    assert.doesNotMatch(said, /Nothing in force/)
  })
  test('says that a text is missing in a language, and never shows another language’s', () => {
    const said = section(page(boardOf(red), 'ru'), 'in-force')
    assert.match(said, /Угроза атаки дронов/)
    assert.match(said, /Текста на русском нет\./)
    assert.doesNotMatch(said, /Told/)
  })
  test('keeps a lapse on top of advice until somebody clears it', () => {
    const board = boardOf(yellow, red)
    board.move(red, ended(red, 'lapsed'))
    const lapsed = page(board)
    assert.match(
      section(lapsed, 'in-force'),
      /^In force \? Lapsed, not cleared: Drone attack threat Zadonsky District/,
    )
    assert.match(section(lapsed, 'in-force'), /△ Air danger/)
    assert.match(lapsed, /<title>DRILL · Lapsed, not cleared/)
    assert.match(lapsed, /<path class="lapsed approximate" fill="url\(#p-lapsed\)"/)
  })
  test('shows an all-clear beside the news that nothing is in force', () => {
    const board = boardOf(red)
    board.move(red, ended(red, 'all-clear'))
    assert.match(
      section(page(board), 'in-force'),
      /✓ Nothing in force .* ✓ All-clear: Drone attack threat Zadonsky District/,
    )
  })
  test('takes nothing from another mode', () => {
    assert.match(
      section(page(boardOf(issued('a3', 'red', ['z'], redAt, 'live'))), 'in-force'),
      /Nothing in force/,
    )
  })
  test('tells everybody of a drill, in every mode and language, beside what is in force', () => {
    const drill = { state: 'announced', from: at, until: '2025-11-01T22:11:07.000Z' as Instant } as const
    const said = (more: Partial<PageSources>, language: PageView['language'] = 'en') =>
      section(page(boardOf(yellow), language, more), 'in-force')
    assert.match(
      said({ drill }),
      /^In force Drill announced: from 00:41 to 01:11\. What is marked as a drill is no real danger\./,
    )
    assert.match(said({ drill }), /Air danger/)
    assert.match(
      said({ drill: { ...drill, state: 'running' }, mode: 'live' }),
      /A drill is going on, from 00:41/,
    )
    assert.match(said({ drill }, 'uk'), /Оголошено навчання: з 00:41 до 01:11\./)
    assert.match(said({ drill }, 'ru'), /Объявлены учения: с 00:41 до 01:11\./)
    assert.doesNotMatch(said({}), /Drill announced|going on/)
  })
  test('has a row per area, the gravest first, with everything that holds there', () => {
    const rows = [...page(boardOf(yellow, red)).matchAll(/<tr class="(\w+)">[^]*?<\/tr>/g)].map((row) =>
      row[0]
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    assert.equal(rows[0], 'Zadonsky District ▲ Drone attack threat 00:37 △ Air danger 00:14')
    assert.equal(rows.length, 3)
    assert.ok(rows.includes('Terbunsky District △ Air danger 00:14'))
  })
  test('paints each area with colour, pattern and mark, and a derived shape with a dashed outline', () => {
    const map = page(boardOf(yellow, red))
    assert.match(map, /<path class="danger approximate" d="M/)
    assert.match(map, /<path class="advisory" fill="url\(#p-advisory\)" d="M/)
    assert.match(section(map, 'map'), /dashed outline: shape is approximate/)
  })
  test('shows that only a part of an area is meant', () => {
    const deeper = hierarchyOf([
      ...hierarchy.all(),
      area('zs', 'settlement', 'z', 'Kon-Kolodez'),
      area('zt', 'settlement', 'z', 'Donskoye'),
    ])
    const part = page(boardOf(issued('a4', 'red', ['zs'], redAt)), 'en', { hierarchy: deeper })
    assert.match(part, /<path class="danger part approximate" fill="url\(#p-part-danger\)"/)
    assert.match(section(part, 'areas'), /Drone attack threat ◐ part of the area 00:37/)
  })
  test('says without a map what it would say with one', () => {
    const shapeless = hierarchyOf([...hierarchy.all()].map(withoutShape))
    const said = page(boardOf(red), 'en', { hierarchy: shapeless })
    assert.doesNotMatch(said, /<svg class="map" viewBox/)
    assert.match(section(said, 'map'), /No area has a shape yet/)
    assert.match(section(said, 'areas'), /Zadonsky District ▲ Drone attack threat/)
  })
  test('counts sirens by what is known of them, and names the areas without one', () => {
    const none = { pending: 0, sounding: 0, passed: 0, failed: 0, silent: 0, unknown: 0 }
    const sirens = {
      total: { ...none, passed: 46, silent: 2 },
      areas: [{ area: 'z' as AreaCode, sirens: { ...none, passed: 6 } }],
      uncovered: ['t' as AreaCode],
      unsigned: 1,
    }
    const said = page(boardOf(red), 'en', { sirens })
    assert.match(
      section(said, 'sirens'),
      /✓ sounded 46 ▲ silent 2 1 without a signature .* No siren: Terbunsky District\./,
    )
    assert.match(section(page(boardOf(red)), 'sirens'), /No siren is known here/)
  })
  test('tells the last things that were said, newest first, and not what merely went on', () => {
    const notice = (seq: number, reason: Notice['reason'], kind: Notice['kind']): Notice => ({
      ...{
        id: `n${seq}` as NoticeId,
        alert: 'a2' as AlertId,
        revision: seq,
        seq: seq as Seq,
        at: redAt,
        since: redAt,
      },
      ...{
        mode: 'drill',
        kind,
        reason,
        issuer: {},
        threat: 'drone' as ThreatId,
        ladder: 'lipetsk' as LadderId,
      },
      ...{
        level: 'red' as LevelId,
        gravity: 'danger',
        loudFor: [],
        channels: 'all',
        wording: { texts: {}, missing: [] },
      },
      areas: [{ code: 'z' as AreaCode, names: {}, shape: null }],
    })
    const notices = [
      notice(1, 'issued', 'warning'),
      notice(2, 'areas-cleared', 'update'),
      notice(2, 'areas-cleared', 'all-clear'),
    ]
    const said = section(page(boardOf(), 'en', { notices }), 'timeline')
    assert.equal(
      said,
      'What happened 00:37 ✓ All-clear for a part : Drone attack threat · Zadonsky District ' +
        '00:37 ▲ Issued : Drone attack threat · Zadonsky District',
    )
  })
})

describe('the front page can’t be mistaken or misused', () => {
  test('says its mode in the title, at the top and at the bottom, in every language', () => {
    for (const [language, word] of [
      ['en', 'DRILL'],
      ['uk', 'НАВЧАННЯ'],
      ['ru', 'УЧЕНИЯ'],
    ] as const) {
      const drill = page(boardOf(red), language)
      assert.match(drill, new RegExp(`<title>${word} `))
      assert.equal(drill.match(new RegExp(`<p class="mode"><b>${word}</b>`, 'g'))?.length, 2)
    }
    assert.match(page(boardOf(), 'en', { mode: 'live' }), /<title>Nothing in force · Lipetsk Oblast<\/title>/)
    assert.match(page(boardOf(), 'en', { mode: 'test' }), /data-mode="test"/)
  })
  test('never lets a name become markup', () => {
    const said = page(boardOf(red))
    assert.doesNotMatch(said, /<script>alert/)
    assert.match(said, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/)
  })
  test('has no script and no style of its own, as its security policy demands', () => {
    const said = page(boardOf(yellow, red))
    assert.doesNotMatch(said, /<style|\sstyle=|\son\w+=|javascript:/)
    assert.deepEqual(said.match(/<script[^>]*>[^<]*/g), ['<script type="module" src="/assets/live.js">'])
  })
  test('is whole: every element that is opened is closed', () => {
    for (const language of ['en', 'uk', 'ru'] as const) {
      const xml = page(boardOf(yellow, red), language)
        .replace('<!doctype html>', '')
        .replaceAll(' hidden>', ' hidden="">')
      using document = XmlDocument.fromString(xml, { option: ParseOption.XML_PARSE_NONET })
      assert.equal(document.find('//h1').length, 1)
    }
  })
  test('is the same text for the same state', () => {
    assert.equal(page(boardOf(yellow, red)), page(boardOf(red, yellow)))
  })
  test('with its style fits into 14 kB as it travels', async () => {
    const { loadAssets } = await import('./assets.node.ts')
    const assets = loadAssets()
    const style = assets.files.get(assets.paths.style)!
    const bytes = gzipSync(page(boardOf(yellow, red))).length + gzipSync(style.body).length
    assert.ok(bytes < 14_000, `${bytes} bytes`)
  })
})

describe('the assets', () => {
  test('are named by what is in them, and the script has lost its types and nothing else', async () => {
    const { loadAssets } = await import('./assets.node.ts')
    const { files, paths } = loadAssets()
    const { staffScripts, staffWords, ...others } = paths
    for (const path of [others, staffScripts, staffWords].flatMap((named) => Object.values(named)))
      assert.ok(files.has(path), path)
    const script = files.get(paths.capScript)!
    assert.match(paths.capScript, /^\/assets\/cap-[0-9a-f]{12}\.js$/)
    assert.match(script.body.toString(), /classList\.add\('dropping'\)/)
    // Throws a SyntaxError if a type is left.
    new Function(script.body.toString())
    assert.doesNotMatch(script.body.toString(), /^import /m)
  })
})
