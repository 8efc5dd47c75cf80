/**
 * Long because one night is set up once and told in its order. The night near the plant as people at their screens live it: a text
 * comes in and is drafted from, an alert goes out and its checklist starts, two drones are said to be shot down, an official speaks
 * of 1,400 homes that nobody has seen, stations go dark, a team is called and one does not answer, monitors come, a question stays;
 * and in the morning the report says all of it in two languages, and each number leads to its facts. A drill, made up.
 */
// runs apart: a whole night at eight screens in a browser, with people of its own
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { beginning } from '#ledger'
import type { Figure, SituationReport } from '#situation'
import { absent } from '../support/absent.ts'
import { drillPlant, nightTexts } from '../support/night-by-api.ts'
import { done } from '../support/server.node.ts'
import { smsc, type Smsc } from '../support/smsc.node.ts'
import { traceAll } from '../support/tracing.ts'
import { hasNoBarriers } from './axe.ts'
import { isReady, sendButton } from './compose-world.ts'
import {
  freePort,
  openConsole,
  startConsoleWorld,
  takePicture,
  zadonsky,
  type ConsoleWorld,
  type Desk,
} from './console-world.ts'

const announcement =
  'Губернатор Игорь Артамонов: в Задонском районе объявлен красный уровень «Угроза атаки БПЛА».'
const minute = 60_000
const checklist = readFileSync(
  join(import.meta.dirname, '..', '..', 'packs', 'protocols', 'drone-red.yaml'),
  'utf8',
)
const dutyServices = 'Tell fire, ambulance and police by the direct line.'
const glaziers = {
  ann: { name: 'Anna Lebid', language: 'en', number: '+74742555200' },
  bob: { name: 'Bohdan Ray', language: 'uk', number: '+74742555201' },
  cyd: { name: 'Cyril Hnat', language: 'en', number: '+74742555202' },
} as const
type Glazier = keyof typeof glaziers
const question = 'Which of the 1,400 homes has anybody of ours seen?'

interface Shown {
  readonly report: SituationReport
  readonly paper: {
    readonly sections: readonly {
      readonly id: string
      readonly figures: readonly { readonly id: string; readonly text: string }[]
      readonly rows: readonly { readonly cells: readonly string[] }[]
    }[]
  }
}

describe('the night near the plant, at the screens', { skip: absent('chromium') }, () => {
  let world: ConsoleWorld
  let analyst: Desk
  let officer: Desk
  let assessor: Desk
  let centre: Smsc
  before(async () => {
    centre = await smsc()
    const port = await freePort()
    world = await startConsoleWorld({
      sirens: 'none',
      settings: {
        ...{ TOCSIN_PORT: String(port), TOCSIN_PUBLIC_URL: `http://localhost:${port}` },
        ...{ TOCSIN_SMPP: `smpp://tocsin:secret@127.0.0.1:${centre.port}`, TOCSIN_SMS_FROM: 'Tocsin' },
      },
    })
    officer = world.officer
    analyst = await world.join('Anna Bilyk', 'analyst')
    assessor = await world.join('Vira Bondar', 'assessor')
    // What stood there before the night.
    const { admin } = world.server
    const put = async (path: string, body: object) => done(await admin.ask('PUT', path, { body }))
    await put('/v1/protocols/drone-red', { text: checklist })
    for (const [id, { name, language, number }] of Object.entries(glaziers))
      await put(`/v1/responders/${id}`, { name, language, skills: ['glazier'], lines: { sms: number } })
    await put('/v1/teams/glaziers', {
      ...{ name: 'Glaziers', areas: [zadonsky], members: Object.keys(glaziers) },
    })
  })
  after(async () => {
    await world?.close()
    await centre?.close()
  })

  const alerts = () => [...world.server.running.system.world.alerts()]
  const cards = (desk: Desk) => desk.page.locator('section[aria-label="Claims"] article')
  /** At the evidence desk; ends at its document. */
  const takeIn = async (desk: Desk, source: string, text: string): Promise<string> => {
    const { page } = desk
    await openConsole(desk, world, '/evidence', { language: 'en' })
    await page.getByRole('button', { name: 'Take in a text' }).click()
    await page.getByLabel('Text', { exact: true }).fill(text)
    await page.getByLabel('Who published it').fill(source)
    await page.getByRole('button', { name: 'Take it in' }).click()
    await page.locator('section[aria-label="Text"]').waitFor()
    return decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1)!)
  }
  /** Every claim of it, by the keyboard. */
  const acceptAll = async (desk: Desk) => {
    await cards(desk).first().waitFor()
    const count = await cards(desk).count()
    await desk.page.keyboard.press('j')
    await desk.page.keyboard.press('k')
    for (let i = 0; i < count; i++) {
      await desk.page.keyboard.press('a')
      await cards(desk).nth(i).getByText('accepted ·').waitFor()
    }
    return count
  }
  /** What somebody said of the whole district, noted by who heard it. */
  const noteSaid = async (
    desk: Desk,
    said: { subject: string; atLeast: string; atMost: string; by: string },
  ) => {
    const dialog = desk.page.getByRole('dialog')
    await desk.press('Note damage…')
    await dialog.getByRole('radio', { name: 'a whole area' }).check()
    await dialog.getByLabel(/^What/).selectOption(said.subject)
    await dialog.getByLabel('At least').fill(said.atLeast)
    await dialog.getByLabel('At most').fill(said.atMost)
    await dialog.getByLabel('By what').selectOption('glass')
    await dialog.getByLabel(/^Area/).fill('Zadonsky District')
    await dialog.getByLabel('Who says so').selectOption('official')
    await dialog.getByLabel('Office or publication').fill(said.by)
    await takePicture(desk, `story-4-${said.subject}`)
    await dialog.locator('button[type=submit]').click()
    await desk.page.locator('dd').getByText('○ reported').waitFor()
  }
  /** The address in the message that the carrier took for somebody, once all parts of it are there. */
  const linkOf = (who: Glazier) => {
    const parts = centre.taken
      .map(({ submit }) => submit)
      .filter(({ destination }) => `+${destination[2]}` === glaziers[who].number)
    const whole = parts.length > 0 && parts.length >= (parts[0]!.header?.of ?? 1)
    return whole ? /http:\S+\/call\/\S+/.exec(parts.map(({ text }) => text).join(''))?.[0] : undefined
  }
  /** On a telephone of their own, by one touch. */
  const answers = async (who: Glazier, button: string, read: RegExp) => {
    await centre.until(() => linkOf(who) !== undefined)
    const context = await officer.context.browser()!.newContext({ viewport: { width: 360, height: 640 } })
    const phone = await context.newPage()
    await phone.goto(linkOf(who)!)
    await phone.getByRole('button', { name: button, exact: true }).click()
    await phone.getByText(read).waitFor()
    await takePicture({ ...officer, page: phone }, `story-6-${who}`)
    await context.close()
    await row(who).getByText('repeats stopped').waitFor()
  }
  const row = (who: Glazier) => officer.page.locator(`[data-person="${who}"]`)

  test('a warning is drafted from what the governor said, and goes out by one press', async () => {
    const { page } = officer
    await takeIn(officer, 'Governor’s channel', announcement)
    await page.getByRole('button', { name: 'Draft a warning from this text…' }).click()
    await page.getByRole('heading', { name: 'New alert' }).waitFor()
    await officer.says('Zadonsky District')
    await takePicture(officer, 'story-1-draft')
    // It rests on the text: the report counts the time from there.
    await isReady(page, 1)
    await sendButton(page).click()
    while (alerts().length === 0 || alerts()[0]!.status !== 'issued')
      await new Promise((resolve) => setImmediate(resolve))
    await openConsole(officer, world)
    await officer.says(/Drone attack threat/)
    assert.equal(alerts().filter(({ status }) => status === 'issued').length, 1)
    await takePicture(officer, 'story-2-in-force')
  })

  test('its checklist starts by itself, and tasks are ticked', async () => {
    const { page } = officer
    await openConsole(officer, world, '/checklists', { language: 'en' })
    await page.getByRole('button', { name: `Done: ${dutyServices}` }).click()
    const task = (key: string) => page.locator(`[data-task="${key}"]`)
    await task('tell-duty-services')
      .getByText(/^Done \d\d:\d\d by Oksana Koval/)
      .waitFor()
    await task('plant').getByRole('button', { name: 'running' }).click()
    await officer.says('2 of 4 done')
    await takePicture(officer, 'story-3-checklist')
  })

  test('two drones are said to be shot down, and what an official says of 1,400 homes stands as said', async () => {
    await takeIn(analyst, 'air-force.example.org', nightTexts.shotDown)
    assert.ok((await acceptAll(analyst)) > 0)
    await takeIn(analyst, 'region.example.org', nightTexts.official)
    assert.ok((await acceptAll(analyst)) > 0)
    await takePicture(analyst, 'story-4-evidence')
    await openConsole(officer, world, '/damage', { language: 'en' })
    await officer.says('Nothing was observed.')
    await openConsole(assessor, world, '/damage', { language: 'en' })
    const by = 'Regional administration'
    await noteSaid(assessor, { subject: 'dwellings', atLeast: '1400', atMost: '', by })
    await assessor.says('dwellings: at least 1,400 · Zadonsky District')
    // The officer sees it without asking, and adds what the hospital said by telephone.
    await officer.says('Regional administration: at least 1,400 (reported)')
    await noteSaid(officer, { subject: 'injured', atLeast: '18', atMost: '22', by: 'Hospital' })
    await openConsole(officer, world, '/damage', { language: 'en' })
    await officer.says('Hospital: 18 to 22 (reported)')
    const lines = (known: string) => officer.page.getByRole('link', { name: `, with what ${known}` })
    await lines('is only said').nth(1).waitFor()
    assert.equal(await lines('was seen').count(), 0, 'nobody has seen any of it')
    await takePicture(officer, 'story-4-damage')
  })

  test('three stations lose power, and the screen says that nobody sees anything there', async () => {
    const { running, admin } = world.server
    // Silence takes longer than a test may; what the server writes after it is written here (the scenario waits for it),
    // and before it looks for the first time: to it nobody ever heard of them.
    done(await admin.ask('PUT', '/v1/sites/drill-plant', { body: drillPlant }))
    for (const { id } of drillPlant.stations) {
      const lastHeardAt = new Date(Date.now() - 20 * minute).toISOString()
      const data = { site: 'drill-plant', station: id, why: 'power-lost', lastHeardAt }
      await running.system.note({ stream: 'sites', type: 'station-dark', mode: 'drill', data })
    }
    await openConsole(officer, world, '/sites/drill-plant', { language: 'en' })
    await officer.says('3 of 3 stations say nothing')
    const blind = officer.page.getByRole('region', { name: 'We are blind here' })
    await blind.getByText('power lost', { exact: true }).waitFor()
    await blind.getByText(/North gate · since .* · 2\d min/).waitFor()
    await takePicture(officer, 'story-5-dark')
  })

  test('a team is called; two come by their telephones, one does not answer, and the screen says who', async () => {
    const { page } = officer
    const issued = alerts().find(({ status }) => status === 'issued')!
    await openConsole(officer, world, '/call-outs', { language: 'en' })
    await page.getByRole('link', { name: 'Call people out…' }).click()
    await page.getByLabel('For which alert').selectOption(issued.id)
    await page.getByLabel('What for').fill('Boards for broken windows')
    await page.getByLabel('Where to come (assembly point)').fill('The school in Zadonsk')
    await page.getByRole('checkbox', { name: /Glaziers/ }).check()
    await page.getByRole('spinbutton', { name: 'How many' }).fill('3')
    await page.getByRole('button', { name: /^glazier/ }).click()
    await page.getByRole('button', { name: 'Call: 3 people…' }).click()
    await takePicture(officer, 'story-6-sure')
    await page.getByRole('dialog').getByRole('button', { name: 'Call: 3 people' }).click()
    await officer.says('3 of 3 still wanted')
    await answers('ann', '20', /You said: I’m coming · expected at/)
    await officer.says('2 of 3 still wanted')
    await answers('bob', 'Йду', /Ваша відповідь: йду/)
    await officer.says('1 of 3 still wanted')
    // What was sent to Cyril the carrier took as well: that is no answer.
    await row('cyd').getByText('No answer yet').waitFor()
    await row('cyd').getByText('SMS: handed over').first().waitFor()
    await officer.says(/^\W*1 silent$/)
    await takePicture(officer, 'story-6-call-out')
  })

  test('monitors confirm damage near the plant, and their text stands at the plant', async () => {
    const document = await takeIn(analyst, 'monitors.example.org', nightTexts.monitors)
    await acceptAll(analyst)
    const { page } = analyst
    await openConsole(officer, world, '/sites/drill-plant', { language: 'en' })
    await officer.says('No official visit or statement is attached.')
    await openConsole(analyst, world, '/sites/drill-plant', { language: 'en' })
    await analyst.press('Attach…')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: 'Visit' }).check()
    await dialog
      .getByRole('list', { name: 'Documents of the evidence desk' })
      .getByRole('button')
      .filter({ hasText: 'monitors.example.org' })
      .click()
    assert.equal(await dialog.getByLabel('Or its link or number').inputValue(), document)
    await takePicture(analyst, 'story-7-attach')
    await dialog.getByRole('button', { name: 'Attach', exact: true }).click()
    await analyst.says('It is attached.')
    const statements = officer.page.getByRole('region', { name: 'Visits and statements' })
    await statements.getByText('monitors.example.org').first().waitFor()
    await statements.getByText('Visit', { exact: true }).waitFor()
    await takePicture(officer, 'story-7-monitors')
  })

  test('a case is opened from the alert, with one question that nobody answers before the morning', async () => {
    const { page } = officer
    const issued = alerts().find(({ status }) => status === 'issued')!
    const dialog = page.getByRole('dialog')
    await openConsole(officer, world, `/alert/${issued.id}`, { language: 'en' })
    await officer.press('Add to a case')
    await dialog.getByLabel('What the new case is about').fill('Glass of 1,400 homes')
    await dialog.locator('button[type=submit]').click()
    await page.getByRole('link', { name: 'It is in the case' }).click()
    await page.getByRole('heading', { name: 'Glass of 1,400 homes' }).waitFor()
    await officer.press('Ask a question')
    await dialog.getByLabel('What has to be known').fill(question)
    await dialog.getByLabel('Of whom').selectOption({ label: 'Vira Bondar' })
    await dialog.locator('button[type=submit]').click()
    await page.getByRole('region', { name: 'Questions' }).getByText(question).waitFor()
    await takePicture(officer, 'story-8-case')
  })

  test('in the morning the report says what is known, by whom, and what is not, and each number leads to its facts', async () => {
    const { server } = world
    const issued = alerts().find(({ status }) => status === 'issued')!
    await world.order(issued.id, 'all-clear')
    await server.head()
    const { page } = officer
    /** What the screen was answered, once it shows that and nothing else. */
    const given = async (locale: string, act: () => Promise<unknown>): Promise<Shown> => {
      const [answer] = await Promise.all([page.waitForResponse(/\/v1\/situation-report\?/), act()])
      const shown = (await answer.json()) as Shown
      await page.locator(`article.report[lang=${locale.slice(0, 2)}]`).waitFor()
      assert.deepEqual(
        await page.locator('article.report section').evaluateAll((all) =>
          all.map((one) => ({
            id: one.getAttribute('aria-labelledby'),
            figures: [...one.querySelectorAll('.figures button')].map((each) => each.textContent),
            rows: [...one.querySelectorAll('tbody tr')].map((tr) =>
              [...tr.querySelectorAll('td:not(.screen-only)')].map((td) => td.textContent),
            ),
          })),
        ),
        shown.paper.sections.map(({ id, figures, rows }) => ({
          id: `report-${id}`,
          figures: figures.map(({ text }) => text),
          rows: rows.map(({ cells }) => cells),
        })),
      )
      readsItsNumbers(shown, locale)
      return shown
    }
    const open = () => openConsole(officer, world, '/report', { language: 'en', theme: 'light' })
    const english = await given('en-GB', open)
    for (const said of [
      /dwellings, at least 1,400, in Zadonsky District: Regional administration says so\. Nobody has seen it for us\./,
      /injured, 18 to 22, in Zadonsky District: Hospital says so\./,
      /Drill plant, North gate: no reading since .* \(power lost\)\./,
      'People who were called out and did not answer: 1. Nobody knows where they are.',
      'Places of a call-out that nobody fills: 1.',
      'monitors.example.org',
      `Question: ${question}`,
    ])
      await officer.says(said)
    await hasNoBarriers(page, { themes: ['light'] })
    await takePicture(officer, 'story-9-report', { height: 2400 })

    // Each of its numbers is worked out anew from the ledger.
    const ledger = await server.running.system.ledger.read(beginning, 100_000)
    const traced = traceAll(english.report, ledger)
    assert.ok(traced.length > 30, `${traced.length} numbers`)
    for (const { figures } of english.report.sections)
      for (const { id, rests } of figures) {
        const shown = page.locator('article.report .figures button').nth(indexOf(english.report, id))
        await shown.click()
        const facts = page.locator('article.report .rests li')
        if (rests.length > 0) await facts.first().waitFor()
        assert.equal(await facts.count(), rests.length, id)
        await shown.click()
      }

    const ukrainian = await given('uk', () =>
      page.locator('.asked').getByLabel('Language').selectOption('uk'),
    )
    for (const said of [
      /житло, щонайменше 1\s400, .*: так каже Regional administration\. Ніхто з наших цього не бачив\./,
      /поранені, .*18.*22.*: так каже Hospital\./,
      'Викликані, що не відповіли: 1. Ніхто не знає, де вони.',
      'Місць виклику, яких ніхто не зайняв: 1.',
      `Питання: ${question}`,
    ])
      await officer.says(said)
    await takePicture(officer, 'story-9-report-uk', { height: 2400 })
    assert.deepEqual(
      traceAll(ukrainian.report, ledger).map(({ id, said }) => [id, said]),
      traced.map(({ id, said }) => [id, said]),
    )
    for (const { complaints } of [officer, analyst, assessor]) assert.deepEqual(complaints, [])
  })
})

/** What is printed says the very numbers that are traced, as the language writes them. */
function readsItsNumbers({ report, paper }: Shown, locale: string): void {
  const written = new Intl.NumberFormat(locale)
  const says = (text: string, { atLeast, atMost }: Pick<Figure, 'atLeast' | 'atMost'>) => {
    const numbers: readonly string[] = text.match(/\d+(?:[,\u00a0]\d{3})*/g) ?? []
    for (const number of [atLeast, ...(atMost === null ? [] : [atMost])])
      assert.ok(numbers.includes(written.format(number)), text)
  }
  for (const { id, figures, columns, rows } of report.sections) {
    const printed = paper.sections.find((one) => one.id === id)!
    for (const [i, figure] of figures.entries()) says(printed.figures[i]!.text, figure)
    for (const [i, { cells }] of rows.entries())
      for (const [at, column] of columns.entries()) {
        const cell = cells[column]
        // Numbers stand within sentences, too.
        const all = cell?.is === 'said' ? Object.values(cell.parts) : [cell]
        for (const one of all) if (one?.is === 'count') says(printed.rows[i]!.cells[at]!, one)
      }
  }
}

/** Where a figure stands on the page: what is known, what is not and what is open come first there. */
function indexOf({ sections }: SituationReport, id: string): number {
  const first = ['alerts', 'damage', 'unknown', 'open']
  const rank = (one: string) => (first.includes(one) ? first.indexOf(one) : first.length)
  const inOrder = sections.toSorted((a, b) => rank(a.id) - rank(b.id))
  return inOrder.flatMap(({ figures }) => figures.map((one) => one.id)).indexOf(id)
}
