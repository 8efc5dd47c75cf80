/** The report that goes to the governor, as it comes out of the printer: printed by Chromium, and read word by word from the PDF. */
// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { timeline as en } from '../../src/console/words/en/timeline.ts'
import { timeline as uk } from '../../src/console/words/uk/timeline.ts'
import { absent } from '../support/absent.ts'
import { readPdf, type PdfPage } from '../support/pdf.node.ts'
import { done } from '../support/server.node.ts'
import {
  openConsole,
  red,
  sevenDistricts,
  startConsoleWorld,
  terbunsky,
  zadonsky,
  type ConsoleWorld,
} from './console-world.ts'

interface Entry {
  readonly at: string
  readonly kind: string
}

const languages = {
  en: {
    ...{ kinds: en.kinds as { readonly [kind: string]: string }, mode: 'DRILL', months: 'en-GB' },
    title: 'Report: Lipetsk Oblast operations centre',
    says: [
      'This is the report of a drill. There was no real danger.',
      'times in Europe/Moscow (GMT+3)',
      'by Oksana Koval',
      'Alert Highest level Areas Issued Ended Lasted',
      'Drone attack threat red',
      'Air danger yellow',
      'Taras M., approver',
      'Anybody can check that it was not rewritten.',
    ],
  },
  uk: {
    ...{ kinds: uk.kinds as { readonly [kind: string]: string }, mode: 'НАВЧАННЯ', months: 'uk' },
    title: 'Звіт: ',
    says: [
      'Це звіт про навчання. Справжньої небезпеки не було.',
      'час: Europe/Moscow (GMT+3)',
      'Oksana Koval',
      'Кожен може перевірити, що їх не переписано.',
    ],
  },
} as const

describe('the printed report', { skip: absent('chromium') || absent('pdftotext') }, () => {
  let world: ConsoleWorld
  let entries: readonly Entry[]
  before(async () => {
    world = await startConsoleWorld({ sirens: 'none' })
    for (const district of sevenDistricts) {
      const { id } = await world.issue(red([district]))
      await world.order(id, 'all-clear')
    }
    const both = await world.issue(red([zadonsky, terbunsky]))
    await world.order(both.id, 'all-clear', { areas: [zadonsky] })
    await world.issue(red(['RU-LIP'], { level: 'yellow' }))
    await world.server.head()
    const asked = '/v1/timeline?limit=1000&kinds=alerts,approvals,reach,drills'
    entries = done<{ entries: readonly Entry[] }>(await world.server.olena.get(asked)).entries
  })
  after(() => world?.close())

  /** As the browser's own “Save as PDF” makes it. */
  async function print(path: string, language: 'en' | 'uk'): Promise<readonly PdfPage[]> {
    const { officer } = world
    await openConsole(officer, world, path, { language, theme: 'dark' })
    await officer.page.locator('article.report tbody tr').nth(12).waitFor()
    const bytes = await officer.page.pdf({ preferCSSPageSize: true })
    const album = process.env['TOCSIN_PICTURES']
    if (album !== undefined) {
      mkdirSync(album, { recursive: true })
      writeFileSync(join(album, `report-${language}${path.includes('from') ? '-night' : ''}.pdf`), bytes)
    }
    return readPdf(bytes)
  }
  const clock = (at: string) =>
    new Date(at).toLocaleTimeString('en-GB', { timeZone: 'Europe/Moscow', hourCycle: 'h23' })

  for (const language of ['en', 'uk'] as const)
    test(`says all of it, on every page whose it is and of what mode, in ${language}`, async () => {
      const { title, says, mode, kinds } = languages[language]
      const pages = await print('/timeline?as=report', language)
      assert.ok(pages.length >= 2, `${pages.length} pages: too few to be a test of headers`)
      const text = pages.map((page) => page.text).join(' ')
      for (const wanted of says) assert.ok(text.includes(wanted), `“${wanted}” is not in: ${text}`)

      for (const [i, page] of pages.entries()) {
        const at = (from: number, to: number) =>
          page.words
            .filter(({ top, bottom }) => top >= from && bottom <= to)
            .map((word) => word.text)
            .join(' ')
        // The margins: 20 mm above, 18 mm below.
        const [head, foot] = [at(0, 56.7), at(page.height - 51, page.height)]
        assert.ok(head.includes(title), `page ${i + 1} begins: ${head}`)
        assert.ok(head.endsWith(mode), `page ${i + 1} begins: ${head}`)
        assert.match(foot, new RegExp(`Oksana Koval ${i + 1} / ${pages.length}$`))
      }

      // Every line of the timeline, in its order, with its time.
      let from = text.indexOf(kinds['alert-drafted']!)
      assert.ok(entries.length > 40, `${entries.length} entries`)
      from = text.lastIndexOf(clock(entries[0]!.at), from)
      for (const entry of entries) {
        const wanted = `${clock(entry.at)} ${kinds[entry.kind]}`
        const found = text.indexOf(wanted, from)
        assert.ok(found >= 0, `“${wanted}” is not after: ${text.slice(from, from + 300)}`)
        from = found + 1
      }
      assert.doesNotMatch(text, /undefined|\{\w+\}|Ctrl K|gn:\d/)
    })

  test('cuts nothing at the edges of a page, and lets nothing lie over anything', async () => {
    for (const language of ['en', 'uk'] as const)
      for (const [i, { width, height, words }] of (await print('/timeline?as=report', language)).entries()) {
        // A4, with 14 mm at the sides.
        assert.ok(Math.abs(width - 595.3) < 1 && Math.abs(height - 841.9) < 1, `${width} × ${height}`)
        const outside = words.filter(
          ({ left, right, top, bottom }) =>
            left < 39 || right > width - 39 || top < 10 || bottom > height - 10,
        )
        assert.deepEqual(outside, [], `page ${i + 1}`)
        const body = words.filter(({ top, bottom }) => top > 56.7 && bottom < height - 51)
        const over = body.flatMap((one, at) =>
          body
            .slice(at + 1)
            .filter(
              (other) =>
                Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
                Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 4,
            )
            .map((other) => `${one.text} / ${other.text}`),
        )
        assert.deepEqual(over, [], `page ${i + 1}`)
      }
  })

  test('says the day of each hour where a night has two days', async () => {
    const { page } = world.officer
    const before = 24 * 3_600_000
    // What happened up to the third alert is told as of the day before.
    await page.route(/\/v1\/timeline\?/, async (route) => {
      const answer = await route.fetch()
      const told = (await answer.json()) as { entries: Entry[] }
      const third = told.entries.findLastIndex(({ kind }) => kind === 'alert-cleared')
      const shifted = told.entries.map((entry, i) =>
        i > third ? entry : { ...entry, at: new Date(Date.parse(entry.at) - before).toISOString() },
      )
      await route.fulfill({ response: answer, json: { ...told, entries: shifted } })
    })
    const from = new Date(Date.now() - 2 * before).toISOString().slice(0, 16)
    const pages = await print(`/timeline?as=report&from=${from}`, 'en')
    await page.unroute(/\/v1\/timeline\?/)
    const text = pages.map((one) => one.text).join(' ')
    const dayOf = (at: number) =>
      new Date(at).toLocaleDateString('en-GB', {
        ...{ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'Europe/Moscow' },
      })
    const last = Date.parse(entries.at(-1)!.at)
    const [yesterday, today] = [dayOf(last - before), dayOf(last)]
    const course = text.slice(text.indexOf('Course of events'))
    assert.ok(course.indexOf(yesterday) >= 0 && course.indexOf(today) > course.indexOf(yesterday), course)
    const summary = text.slice(text.indexOf('Alerts Alert'), text.indexOf('Course of events'))
    assert.ok(summary.includes(`${yesterday} `) && summary.includes(`${today} `), summary)
    assert.deepEqual(world.officer.complaints, [])
  })
})
