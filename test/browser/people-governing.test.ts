// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { absent } from '../support/absent.ts'
import { invite, setUpAdministrator, startPeopleWorld, type Desk, type PeopleWorld } from './people-world.ts'

interface Ordered {
  readonly alert: { readonly id: string; readonly status: string; readonly contentHash: string }
}

describe('what needs a second person, in a browser', { skip: absent('chromium') }, () => {
  let world: PeopleWorld
  let administrator: Desk
  let approver: Desk
  before(async () => {
    world = await startPeopleWorld({ TOCSIN_TWO_PEOPLE_IN_DRILLS: 'yes' })
    administrator = await world.desk()
    await setUpAdministrator(world, administrator)
    approver = await invited('Anton Approver', 'anton', 'approver')
  })
  after(() => world.close())

  const invited = (name: string, login: string, role: string) =>
    invite(world, administrator, { name, login, role })
  const submitted = async (level: string) => {
    const { olena } = world.server
    const body = { threat: 'drone', level, areas: ['Zadonsky'], mode: 'drill' }
    const drafted = (await olena.post('/v1/alerts', body)).body as Ordered
    const waiting = await olena.post(`/v1/alerts/${drafted.alert.id}/submit`, {})
    assert.equal(waiting.status, 200, waiting.text)
    return drafted.alert
  }
  const statusOf = async (id: string) =>
    ((await world.server.olena.get(`/v1/alerts/${id}`)).body as Ordered).alert.status

  test('a drill that waits appears by itself, says all it will say, and is approved with one press', async () => {
    const { page, says } = approver
    await says('Nothing waits for a second person.')
    const alert = await submitted('red')
    const card = page.locator(`#alert-${alert.id}`)
    await card.waitFor()
    assert.match(await page.title(), /^\(1\) DRILL · Waiting/)
    const said = await card.innerText()
    assert.match(said, /^DRILL/)
    assert.match(said, /Drone attack threat/)
    assert.match(said, /RED/i)
    assert.match(said, /Zadonsk/)
    for (const language of ['English', 'Russian', 'Ukrainian']) assert.ok(said.includes(language), language)
    for (const length of ['90', '360', '1395']) assert.ok(said.includes(`${length} characters`), length)
    const hash = alert.contentHash.slice(0, 12).replace(/(.{4})(?=.)/g, '$1 ')
    assert.ok(said.includes(hash), hash)
    await approver.press('Approve this drill')
    await says('Approved.')
    await card.waitFor({ state: 'detached' })
    assert.equal(await statusOf(alert.id), 'approved')
    assert.deepEqual(approver.complaints, [])
  })

  test('goes back with a reason in one step, and what is being typed survives the page’s own news', async () => {
    const { page, says } = approver
    const alert = await submitted('yellow')
    const card = page.locator(`#alert-${alert.id}`)
    await card.getByLabel('Why it goes back').fill('The district is')
    const other = await submitted('red')
    await page.locator(`#alert-${other.id}`).waitFor()
    assert.equal(await card.getByLabel('Why it goes back').inputValue(), 'The district is')
    await card.getByLabel('Why it goes back').fill('The district is not named')
    await card.getByRole('button', { name: 'Return it with this reason' }).click()
    await says('Returned.')
    assert.equal(await statusOf(alert.id), 'draft')
    await page.locator(`#alert-${other.id}`).getByRole('button', { name: 'Approve this drill' }).click()
    await page.locator(`#alert-${other.id}`).waitFor({ state: 'detached' })
  })

  test('a key is made, shown once, replaced and revoked', async () => {
    const { page, says } = administrator
    await page.goto(`${world.url}/people/keys`)
    await page.getByText('New machine or key').click()
    const form = page.locator('form', { hasText: 'Make it' })
    await form.getByLabel('Name', { exact: true }).fill('city loudspeakers')
    await form.getByLabel('Requests a minute').fill('120')
    await form.getByRole('button', { name: 'Make it' }).click()
    await says('The key of city loudspeakers:')
    const key = await page.locator('.secret-line code').innerText()
    const asked = await world.server.withKey(key).get('/v1/board')
    assert.equal(asked.status, 200)
    await administrator.press('I have copied it')
    await page.locator('.secret-line').waitFor({ state: 'detached' })
    const row = page.locator('li', { hasText: 'city loudspeakers' })
    await row.getByText('120 a minute').waitFor()
    await row.getByRole('button', { name: 'Replace' }).click()
    await administrator.press('Yes: Replace')
    await says('The key of city loudspeakers:')
    const next = await page.locator('.secret-line code').innerText()
    assert.notEqual(next, key)
    for (const one of [key, next]) assert.equal((await world.server.withKey(one).get('/v1/me')).status, 200)
    await row.getByRole('button', { name: 'Revoke' }).last().click()
    await administrator.press('Yes: Revoke')
    await says('Done.')
    const codes = await Promise.all(
      [key, next].map(async (one) => (await world.server.withKey(one).get('/v1/me')).status),
    )
    assert.deepEqual(
      codes.toSorted((a, b) => a - b),
      [200, 401],
    )
    assert.deepEqual(administrator.complaints, [])
  })

  test('a second administrator waits for nobody, a third for somebody; what is confirmed is what was shown', async () => {
    const second = await invited('Bohdan Second', 'bohdan', 'administrator')
    const { page, says } = administrator
    await page.goto(`${world.url}/people`)
    await page.getByText('Invite somebody').click()
    const form = page.locator('form', { hasText: 'Make the invitation' })
    await form.getByLabel('Their name').fill('Third One')
    await form.getByRole('checkbox', { name: 'administrator' }).check()
    await form.getByRole('button', { name: 'Make the invitation' }).click()
    await says('This waits for a second person')
    await page.locator('.card-waiting').getByText('Yours: somebody else has to confirm it.').waitFor()
    const hash = await page.locator('.card-waiting .hash code').innerText()

    await second.page.goto(`${world.url}/waiting`)
    const card = second.page.locator('.card-waiting')
    await card.getByText('Add somebody').waitFor()
    assert.equal(await card.locator('.hash code').innerText(), hash)
    assert.match(await card.innerText(), /Third One/)
    assert.match(await card.innerText(), /administrator/)
    await card.getByRole('button', { name: 'Confirm' }).click()
    await second.says('Third One is invited')
    await card.waitFor({ state: 'detached' })
    assert.deepEqual(second.complaints, [])
    await second.close()
  })

  test('a demonstration says why it is never live, and every page fits a telephone', async () => {
    const { page, says } = administrator
    await page.goto(`${world.url}/people/authorities`)
    await administrator.press('Switch to live')
    await administrator.press('Yes: Switch to live')
    await says('This is the demonstration.')
    await page.setViewportSize({ width: 360, height: 640 })
    for (const path of [
      '/waiting',
      '/people',
      '/people/keys',
      '/people/roles',
      '/people/authorities',
      '/account',
      '/audit',
      '/sources',
      '/sign-in',
    ]) {
      await page.goto(world.url + path)
      await page.locator('main[aria-busy]').waitFor({ state: 'detached' })
      await page.evaluate(`for (const fold of document.querySelectorAll('details')) fold.open = true`)
      assert.equal(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), 0, path)
      const small = await page.evaluate(
        `[...document.querySelectorAll('button, input:not([type=radio], [type=checkbox]), select, summary, .places a, .tabs a')]
          .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
          .map((one) => one.textContent || one.name)`,
      )
      assert.deepEqual(small, [], path)
      const unnamed = await page.evaluate(
        `[...document.querySelectorAll('input, select, textarea')]
          .filter((one) => one.checkVisibility() && one.labels.length === 0)
          .map((one) => one.name)`,
      )
      assert.deepEqual(unnamed, [], path)
    }
  })
})

describe('an authority of one’s own, in a browser', { skip: absent('chromium') }, () => {
  let world: PeopleWorld
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-authority-'))
  before(async () => {
    const shipped = join(import.meta.dirname, '..', '..', 'packs', 'lipetsk', 'authority.json')
    const { sirens: _, ...authority } = JSON.parse(readFileSync(shipped, 'utf8')) as Record<string, unknown>
    const file = join(folder, 'authority.json')
    writeFileSync(file, JSON.stringify({ ...authority, demonstration: false }))
    world = await startPeopleWorld({ TOCSIN_AUTHORITY: file, TOCSIN_MODE: 'live' })
  })
  after(async () => {
    await world.close()
    rmSync(folder, { recursive: true })
  })

  test('is switched to live by two people, who see the same hash', async () => {
    const first = await world.desk()
    await setUpAdministrator(world, first)
    const second = await invite(world, first, { name: 'Bohdan', login: 'bohdan', role: 'administrator' })
    await first.page.goto(`${world.url}/people/authorities`)
    await first.press('Switch to live')
    await first.press('Yes: Switch to live')
    await first.says('This waits for a second person')
    await first.page.locator('.note', { hasText: 'Nothing has changed yet' }).waitFor()
    await first.says('DRILL: its live warnings are refused')
    const [hash = ''] =
      /[0-9a-f]{4} [0-9a-f]{4} [0-9a-f]{4}/.exec(await first.page.locator('.notice').innerText()) ?? []
    const card = second.page.locator('.card-waiting')
    await card.waitFor()
    assert.equal(await card.locator('.hash code').innerText(), hash)
    await card.getByRole('button', { name: 'Confirm' }).click()
    await second.says('Done.')
    await first.page.reload()
    await first.says('LIVE: it may warn of real danger')
    assert.match(await first.page.title(), /^Authorities/)
    assert.match(await first.page.locator('.mode').first().innerText(), /^LIVE/)
    assert.deepEqual([...first.complaints, ...second.complaints], [])
  })
})
