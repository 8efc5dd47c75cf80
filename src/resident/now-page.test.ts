import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { XmlDocument, ParseOption } from 'libxml2-wasm'
import { plus, type Instant } from '#base'
import {
  kioskPage,
  nowPage,
  nowViewOf,
  residentLanguages,
  stepsOf,
  type NowView,
  type ResidentLanguage,
} from '#resident'
import {
  ago,
  at,
  lipetsk,
  region,
  sourcesOf,
  states,
  viewOf,
  yelets,
  zadonsky,
} from '../../test/support/resident-night.node.ts'
import { keptPage } from './kept-page.ts'

const assets = { style: '/resident/now.css', script: '/resident/now.js', icon: '/resident/icon.svg' }
const view = (state: string, language: ResidentLanguage = 'en'): NowView =>
  viewOf(states[state]!.night, language, states[state]!.places)
const page = (state: string, language: ResidentLanguage = 'en') => nowPage(view(state, language), { assets })
/** What a reader sees of a document, white space as one space; what is folded is there too. */
const text = (html: string) =>
  html
    .replace(/<head>[^]*?<\/head>/g, '')
    .replace(/<\/?(time|span|b|a|small|bdi)(\s[^>]*)?>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', '’')
    .replace(/\s+/g, ' ')
    .trim()
const main = (html: string) => text(/<main[^]*<\/main>/.exec(html)?.[0] ?? '')

describe('Now', () => {
  test('says what, since when, what to do and what is not known, the action first', () => {
    const said = main(page('danger'))
    assert.match(
      said,
      /^▲ Drone attack threat red since 00:18 · 23 min It could be here at 00:47 at the earliest\./,
    )
    assert.match(
      said,
      /Do this now Go indoors and keep away from windows\. No shelter near\? Sit in an inner room, two walls between you and outside\. Wait for the all-clear\./,
    )
    assert.match(
      said,
      /Nearest shelter: Школа 3 · 350 m from the middle of Zadonsky District, 5 min on foot · open · can be reached in time/,
    )
    assert.match(said, /Not known: how many drones there are and where they are heading\./)
    assert.match(said, /Issued by Lipetsk Oblast operations centre, 00:18/)
  })
  test('puts what is milder after it, with its advice folded', () => {
    const html = page('danger')
    assert.match(main(html), /△ Air danger yellow since 23:54 · 47 min Be ready/)
    assert.equal(html.match(/<ol>/g)?.length, 1)
  })
  test('says as clearly that nothing is in force, and when the last alert ended', () => {
    assert.match(main(page('nothing')), /^✓ Nothing in force here$/)
    assert.match(main(page('nothing-since')), /^✓ Nothing in force here The last alert ended 19:41\.$/)
  })
  test('says an all-clear that was just given, and what still holds', () => {
    assert.match(
      main(page('all-clear')),
      /^✓ All-clear since 00:37 · 4 min Drone attack threat has ended\. Do not touch debris/,
    )
    const still = main(page('all-clear-still'))
    assert.match(still, /^△ Air danger .*✓ All-clear .*Something else is still in force: see above\.$/)
  })
  test('forgets an all-clear after an hour, and never a lapse', () => {
    const ending = (how: 'all-clear' | 'lapsed', minutes: number) =>
      viewOf({ ended: [{ level: 'red', areas: [zadonsky], how, at: ago(minutes), since: ago(600) }] }, 'en', [
        zadonsky,
      ]).groups[0]!.look
    assert.equal(ending('all-clear', 59), 'ended')
    assert.equal(ending('all-clear', 61), 'nothing')
    assert.equal(ending('lapsed', 600), 'lapsed')
  })
  test('says of a retraction first that there is no danger, then what was wrong and when', () => {
    assert.match(
      main(page('retracted')),
      /^✓ There is no danger since .* The earlier message “Drone attack threat” of 00:32 was sent in error\./,
    )
  })
  test('never says of a lapse that it is over', () => {
    const said = main(page('lapsed'))
    assert.match(said, /^\? Lapsed, not cleared: Drone attack threat since 00:10/)
    assert.match(said, /Whether the danger is over is not known\. Stay safe until you hear the all-clear/)
    assert.doesNotMatch(said, /Nothing in force|All-clear since/)
  })
  test('shows a lapsed danger before advice that still stands', () => {
    const night = {
      inForce: [{ level: 'yellow', areas: [region] }],
      ended: [{ level: 'red', areas: [zadonsky], how: 'lapsed' as const, at: ago(9) }],
    }
    assert.match(main(nowPage(viewOf(night, 'en', [zadonsky]), { assets })), /^\? Lapsed.*△ Air danger/)
  })
  test('shows what lapsed in a part of a place: it is not over there', () => {
    const night = { ended: [{ level: 'red', areas: [zadonsky, yelets], how: 'lapsed' as const, at: ago(9) }] }
    for (const places of [[region], []]) {
      const said = main(nowPage(viewOf(night, 'en', places), { assets }))
      assert.match(
        said,
        /^\? Lapsed, not cleared: Drone attack threat in a part of Lipetsk Oblast: Yelets, Zadonsky District · since/,
      )
      assert.doesNotMatch(said, /Nothing in force/)
    }
  })
  test('says once what ended for a place and for the area around it', () => {
    const ending = { level: 'red', how: 'all-clear' as const, at: ago(9), since: ago(90) }
    const night = {
      ended: [
        { ...ending, areas: [zadonsky] },
        { ...ending, areas: [region], at: ago(4) },
      ],
    }
    const { endings } = viewOf(night, 'en', [zadonsky]).groups[0]!
    assert.deepEqual(
      endings.map((one) => one.at),
      [ago(4)],
    )
  })
  test('counts an ancestor’s alert as the place’s own, and a part’s as a part', () => {
    assert.equal(view('advisory').groups[0]!.dangers[0]!.reach, 'all-of-it')
    const said = main(page('part'))
    assert.match(
      said,
      /^◐ Drone attack threat red in a part of Lipetsk Oblast: Yelets, Zadonsky District · since/,
    )
    assert.match(said, /If you are there, do this now/)
  })
  test('names what holds nearby and not here', () => {
    assert.match(
      main(page('nearby')),
      /✓ Nothing in force here Nearby ▲ Drone attack threat in Zadonsky District/,
    )
    assert.deepEqual(view('danger').nearby, [])
  })
  test('puts places together in which the same holds, the gravest first', () => {
    const { groups } = view('places')
    assert.deepEqual(
      groups.map(({ look, places }) => [look, ...places.map(({ code }) => code)]),
      [
        ['danger', zadonsky, lipetsk],
        ['advisory', yelets],
      ],
    )
    assert.match(
      main(page('places')),
      /Zadonsky District: It could be here at 00:47.* Lipetsk: Not known: when it could be here\./,
    )
  })
  test('says without places what holds in the whole region, and asks for them', () => {
    const html = page('nobody-chose')
    assert.match(main(html), /in a part of Lipetsk Oblast: Lipetsk, Zadonsky District/)
    assert.match(html, /<form action="\/places" method="get" role="search">/)
  })
  test('says the words that were issued where they are not the book’s, and whose they are', () => {
    assert.match(main(page('by-hand')), /Do this now Stay where you are\. Shut all windows/)
    assert.doesNotMatch(main(page('by-hand')), /Go indoors/)
    assert.match(page('relayed'), /<span lang="ru" dir="ltr">Вода в реке/)
    assert.match(main(page('relayed')), /From Гидрометцентр, passed on as it came/)
  })
  test('tells of no arrival where nobody is warned: that would be a warning nobody decided', () => {
    const arrivals = {
      [zadonsky]: { known: 'times', earliest: plus(at, 60_000), latest: plus(at, 90_000) },
    } as const
    assert.doesNotMatch(page('nothing'), /data-arrives/)
    const quiet = viewOf({ arrivals, inForce: [{ level: 'yellow', areas: [zadonsky] }] }, 'en', [zadonsky])
    assert.equal(quiet.groups[0]!.places[0]!.arrival, undefined)
  })
  test('says that it could be here already once the earliest time has passed', () => {
    const arrivals = { [zadonsky]: { known: 'times', earliest: ago(1), latest: plus(at, 90_000) } } as const
    const late = viewOf({ arrivals, inForce: [{ level: 'red', areas: [zadonsky] }] }, 'en', [zadonsky])
    assert.match(main(nowPage(late, { assets })), /It could be here already\./)
  })
  test('takes nothing from another mode', () => {
    const night = { inForce: [{ level: 'red', areas: [zadonsky] }] }
    const drill = sourcesOf(night)
    const live = nowViewOf({ ...drill, mode: 'live' }, { language: 'en', places: [zadonsky] }, at)
    assert.equal(live.groups[0]!.look, 'nothing')
  })
  test('names the codes that are not here, and shows the others', () => {
    const some = viewOf({}, 'en', [zadonsky, 'gn:1', '<b>'])
    assert.deepEqual(some.unknown, ['gn:1', '<b>'])
    assert.match(nowPage(some, { assets }), /Not known here: gn:1, &lt;b&gt;\./)
  })
  test('watches its places and what is beside them', () => {
    const { watch } = view('danger')
    assert.ok(watch.includes(zadonsky) && watch.length > 1)
    assert.deepEqual(view('nobody-chose').watch, [region])
  })
})

describe('Now can’t be mistaken', () => {
  test('says its mode in the title, at the top and at the bottom, in every language', () => {
    for (const [language, word] of [
      ['en', 'DRILL'],
      ['uk', 'НАВЧАННЯ'],
      ['ru', 'УЧЕНИЯ'],
      ['he', 'תרגיל'],
    ] as const) {
      const html = page('danger', language)
      assert.match(html, new RegExp(`<title>${word} · `))
      assert.equal(html.match(new RegExp(`<p class="mode">\\s*<b>${word}</b>`, 'g'))?.length, 2)
    }
    assert.match(page('live'), /<title>Drone attack threat · Zadonsky District<\/title>/)
  })
  test('tells of an announced drill also where everything is live', () => {
    assert.match(
      main(page('drill-announced')),
      /^A drill is announced: 01:01 to 01:31\. What is marked as a drill is no real danger/,
    )
  })
  test('of what was kept from before says since when it has heard nothing, and what to do', () => {
    const keptAt = Date.parse(ago(12))
    const html = keptPage(page('danger'), keptAt)
    assert.match(html, /<html [^>]*class="lost /)
    assert.match(html, new RegExp(`<html data-kept="${keptAt}" `))
    assert.match(
      text(html),
      /No connection since 00:29:\d\d\. What follows was true then\. Stay in shelter until you hear the all-clear from another source\./,
    )
    assert.match(html, /<p id="lost" role="alert"\s*>/)
    // Each language has its own words and its own order of them.
    for (const language of residentLanguages)
      assert.match(
        keptPage(page('danger', language), keptAt),
        /<p id="lost" role="alert"\s*><b [^>]*>[^<]*00:29/,
      )
    assert.match(page('danger'), /<p id="lost" role="alert" hidden\s*>/)
  })
  test('says of a text that exists in no Hebrew whose it is and which way it runs', () => {
    const html = page('danger', 'he')
    assert.match(html, /<html lang="he" dir="rtl"/)
    assert.match(html, /<span lang="en" dir="ltr">Go indoors and keep away from windows\.<\/span>/)
    assert.match(html, /<span lang="en" dir="ltr">Drone attack threat<\/span>/)
    assert.match(main(html), /המתינו להודעת סיום/)
  })
  test('is whole, and has no script and no style of its own, in every state and language', () => {
    for (const state of Object.keys(states))
      for (const language of residentLanguages)
        for (const html of [page(state, language), kioskPage([view(state, language)], { assets })]) {
          assert.doesNotMatch(
            html,
            /<style|\sstyle=|\son\w+=|javascript:|undefined|\[object/,
            `${state} ${language}`,
          )
          const xml = html
            .replace('<!doctype html>', '')
            .replace(/ (hidden|async|required)(?=[\s>])/g, ' $1=""')
          using document = XmlDocument.fromString(xml, { option: ParseOption.XML_PARSE_NONET })
          assert.ok(document.find('//h1').length >= 1, `${state} ${language}`)
        }
  })
})

describe('the kiosk', () => {
  test('turns by the clock among states and languages, and never away from a danger', () => {
    const slides = (state: string, later = 0) => {
      const { night, places } = states[state]!
      const views = (['uk', 'en'] as const).map((language) =>
        nowViewOf(sourcesOf(night), { language, places }, plus(at, later) as Instant),
      )
      const html = kioskPage(views as [NowView, NowView], { assets })
      return [
        ...html.matchAll(/<section class="slide (\w+)[^"]*" lang="(\w+)" dir="ltr"[^>]*?(hidden)?\s*>/g),
      ].map(([, look, lang, hidden]) => `${look} ${lang}${hidden === undefined ? ' shown' : ''}`)
    }
    assert.equal(slides('all-clear-still').length, 2)
    const [first, second] = [slides('places'), slides('places', 12_000)]
    assert.deepEqual(
      first.map((one) => one.split(' ')[0]),
      ['danger', 'danger'],
    )
    assert.equal(first.filter((one) => one.endsWith('shown')).length, 1)
    assert.notDeepEqual(first, second)
  })
})

describe('advice in steps', () => {
  test('is split at sentences, a question kept with its answer', () => {
    assert.deepEqual(stepsOf('Go in. No shelter near? Sit down, 2 walls. Call 112. Wait.'), [
      'Go in.',
      'No shelter near? Sit down, 2 walls.',
      'Call 112.',
      'Wait.',
    ])
  })
})
