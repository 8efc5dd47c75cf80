/** Call-outs in real browsers: a lead enters people and a team with its calendar, an officer calls them out, they answer behind their own link, and the officer sees it at once. */
// runs apart: a browser with several people in it, and an SMSC, take longer than the other tests may
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { program } from '../support/absent.ts'
import { done, zadonsky } from '../support/server.node.ts'
import { smsc, type Smsc } from '../support/smsc.node.ts'
import { hasNoBarriers } from './axe.ts'
import { keysOf } from './keys-alone.ts'
import {
  openConsole,
  red,
  startConsoleWorld,
  takePicture,
  type ConsoleWorld,
  type Desk,
} from './console-world.ts'

const chromium = program('chromium') ?? program('chromium-browser') ?? program('google-chrome')

const numbers = { ann: '+74742555200', bob: '+74742555201', cyd: '+74742555202', dan: '+74742555203' }
const names = { ann: 'Anna Lebid', bob: 'Bohdan Ray', cyd: 'Cyril Hnat', dan: 'Danylo Sych' }
type Id = keyof typeof names

describe('call-outs in the console', { skip: chromium === undefined ? 'no Chromium here' : false }, () => {
  let world: ConsoleWorld
  let centre: Smsc
  let lead: Desk
  /** What the carrier took for somebody. */
  const taken = (person: Id) =>
    centre.taken.filter(({ submit }) => `+${submit.destination[2]}` === numbers[person])
  const fits = async ({ page }: Desk) =>
    assert.ok(
      await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth'),
      'it is wider than the window',
    )
  before(async () => {
    centre = await smsc()
    world = await startConsoleWorld({
      sirens: 'none',
      settings: {
        ...{ TOCSIN_SMPP: `smpp://tocsin:secret@127.0.0.1:${centre.port}`, TOCSIN_SMS_FROM: 'Tocsin' },
      },
    })
    lead = await world.join('Iryna Lead', 'responder lead')
    const { admin } = world.server
    const skills = {
      ann: ['firefighter', 'breathing-apparatus'],
      bob: ['firefighter'],
      cyd: ['driver'],
      dan: ['driver'],
    }
    for (const id of Object.keys(names) as Id[])
      done(
        await admin.ask('PUT', `/v1/responders/${id}`, {
          body: { name: names[id], language: 'en', skills: skills[id], lines: { sms: numbers[id] } },
        }),
      )
    const put = (id: string, body: object) =>
      admin.ask('PUT', `/v1/teams/${id}`, { body: { areas: [zadonsky], ...body } })
    done(await put('station-5', { name: 'Station 5', members: ['dan'] }))
    done(
      await put('station-2', {
        name: 'Station 2',
        members: ['ann', 'bob', 'cyd'],
        neighbours: ['station-5'],
      }),
    )
  })
  after(async () => {
    await world?.close()
    await centre?.close()
  })

  test('begin with people and teams, whose rota comes out of a calendar; what is wrong with one is said', async () => {
    const { page } = lead
    await openConsole(lead, world, '/call-outs/people', { language: 'en' })
    await lead.press('New person')
    await page.getByLabel('Name').fill('Eva Novak')
    await page.getByLabel('SMS').fill('12')
    await page.getByLabel('What they can do').fill('Medic, driver (van)')
    await lead.press('Save')
    await lead.says(/put commas between skills/)
    await page.getByLabel('What they can do').fill('Medic, водій')
    await lead.press('Save')
    await page.getByRole('alert').filter({ hasText: '✕' }).waitFor()
    assert.equal(await page.getByLabel('Name').inputValue(), 'Eva Novak', 'what was typed is still there')
    await page.getByLabel('SMS').fill('+74742555299')
    await lead.press('Save')
    await lead.says('Saved: Eva Novak')
    await hasNoBarriers(page)
    await takePicture(lead, 'call-outs-people')

    await page.getByRole('link', { name: 'Teams and rotas' }).click()
    await lead.says('Station 2')
    await page.getByRole('button', { name: /^Bring in a calendar….*Station 2/ }).click()
    const dialog = page.getByRole('dialog')
    const file = (text: string) => ({
      name: 'rota.ics',
      mimeType: 'text/calendar',
      buffer: Buffer.from(text),
    })
    await dialog.getByLabel('File').setInputFiles(file('no calendar'))
    await dialog.getByRole('button', { name: 'Bring it in' }).click()
    await dialog.getByText(/can’t be read/).waitFor()
    await dialog.getByText('Nothing was changed').waitFor()
    await takePicture(lead, 'call-outs-calendar-wrong')
    const at = (hours: number) =>
      new Date(Date.now() + hours * 3_600_000).toISOString().replaceAll(/[-:]|\.\d+/g, '')
    const shift = (uid: string, from: number, until: number, who: string) => [
      ...['BEGIN:VEVENT', `UID:${uid}`, `DTSTAMP:${at(0)}`, `DTSTART:${at(from)}`, `DTEND:${at(until)}`],
      ...[`SUMMARY:${who}`, 'END:VEVENT'],
    ]
    const calendar = [
      ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//y//EN'],
      ...[...shift('1', -1, 3, 'Anna Lebid, Bohdan Ray'), ...shift('2', 6, 12, 'Day'), 'END:VCALENDAR'],
    ].join('\r\n')
    await dialog.getByLabel('File').setInputFiles(file(calendar))
    await dialog.getByRole('button', { name: 'Bring it in' }).click()
    await dialog.getByText('Brought in: 2 shifts in the next month').waitFor()
    await dialog.getByText('1 shift names nobody of the team').waitFor()
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    const card = page.locator('[data-team="station-2"]')
    await card.getByText('On duty:').waitFor()
    await card.getByText(/^Nobody from .* to /).waitFor()
    await page.getByRole('button', { name: /^Calendar address….*Station 2/ }).click()
    await dialog.getByRole('button', { name: 'Show the address' }).click()
    const address = await dialog.locator('code').innerText()
    const written = await world.server.stranger.get(new URL(address).pathname)
    assert.equal(written.text.match(/BEGIN:VEVENT/g)?.length, 2)
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await hasNoBarriers(page)
    await takePicture(lead, 'call-outs-teams')

    await lead.press('New team…')
    await page.getByLabel('Name').fill('Волонтери')
    await lead.press('Save')
    await lead.says('Give at least one area.')
    await page.getByLabel('Areas', { exact: true }).selectOption(zadonsky)
    await page.getByRole('checkbox', { name: /Eva Novak/ }).check()
    await lead.press('Add a shift')
    await page.getByRole('group', { name: 'Shift 1' }).getByRole('button', { name: 'Eva Novak' }).click()
    await hasNoBarriers(page)
    await takePicture(lead, 'call-outs-team-form')
    await lead.press('Save')
    await lead.says('Saved: Волонтери')
    const { teams } = done<{
      teams: readonly { id: string; shifts: readonly { people: readonly string[] }[] }[]
    }>(await world.server.olena.get('/v1/teams'))
    assert.deepEqual(
      teams.find(({ id }) => id === 'team-2')?.shifts.map(({ people }) => people.length),
      [1],
    )
  })

  test('are kept from whoever may only read them', async () => {
    const { page } = world.officer
    await openConsole(world.officer, world, '/call-outs/teams', { language: 'en' })
    await world.officer.says('Station 2')
    assert.equal(await page.getByRole('button', { name: /^(Change|Remove|Bring in)/ }).count(), 0)
    await openConsole(world.approver, world, '', { language: 'en' })
    await world.approver.page.goto(`${world.url}/console/call-outs`)
    await world.approver.page.locator('main .note').waitFor()
    assert.equal(await world.approver.page.getByText('Station 2').count(), 0)
  })

  test('show whom they would ask before anybody is asked', async () => {
    const { officer } = world
    const { page } = officer
    await openConsole(officer, world, '/call-outs', { language: 'en' })
    await officer.says('Nobody is being called out.')
    await page.getByRole('link', { name: 'Call people out…' }).click()
    await page.getByLabel('What for').fill('Glass broken, Mira street')
    await page.getByRole('checkbox', { name: /Station 2/ }).check()
    await page.getByRole('spinbutton', { name: 'How many' }).fill('2')
    await page.getByRole('button', { name: /^firefighter/ }).click()
    await page.getByRole('button', { name: 'Also wanted…' }).click()
    await page
      .getByRole('group', { name: 'Line 2' })
      .getByRole('button', { name: /^driver/ })
      .click()
    await officer.says('On duty now · 2 people · at once')
    await officer.says('The rest of the teams · 1 person')
    await officer.says('Neighbouring teams · 1 person')
    await officer.says('Still to say: where to come.')
    assert.ok(await page.getByRole('button', { name: 'Call: 2 people…' }).isDisabled())
    await hasNoBarriers(page)
    await takePicture(officer, 'call-outs-start')
    await page.getByLabel('Where to come (assembly point)').fill('Fire station 2, Lenina 14')
    await page.getByText(/Again every/).click()
    await page.getByLabel('Widen the circle after').selectOption('2')
    await page.getByLabel('Ask the silent again every').selectOption('1')
    await page.getByRole('button', { name: 'Call: 2 people…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/^It asks 2 people at once/).waitFor()
    await takePicture(officer, 'call-outs-sure')
    assert.equal(centre.taken.length, 0, 'nobody was asked yet')
    await dialog.getByRole('button', { name: 'Call: 2 people' }).click()
    await officer.says('3 of 3 still wanted')
    await officer.says(/Circle 2 is asked as well at/)
    await page.locator('[data-person="ann"]').getByText('SMS:').first().waitFor()
    await hasNoBarriers(page)
    await takePicture(officer, 'call-outs-running')
  })

  test('are answered with a thumb, and every repeat stops in sight of the officer', async () => {
    const { officer } = world
    const { page } = officer
    const row = (person: Id) => page.locator(`[data-person="${person}"]`)
    await row('ann')
      .getByText(/again in \d/)
      .waitFor()
    const context = await page
      .context()
      .browser()!
      .newContext({ viewport: { width: 360, height: 640 } })
    const phone = await context.newPage()
    await phone.goto(`${world.url}${world.server.running.callOuts.pathFor(...callOf('ann'))}`)
    await phone.getByRole('button', { name: '20', exact: true }).click()
    await phone.getByText(/You said: I’m coming · expected at/).waitFor()
    await context.close()
    await row('ann').getByText('repeats stopped').waitFor()
    const [asked] = taken('ann')
    await centre.until(() => centre.cancelled.includes(asked!.id))
    await row('ann')
      .getByText(/there at .*, in (19|20):/)
      .waitFor()
    await officer.says('2 of 3 still wanted')
    assert.equal(
      await row('ann')
        .getByText(/again in/)
        .count(),
      0,
    )

    // Bob telephones: the officer writes it down for him.
    await row('bob')
      .getByRole('button', { name: /^Note an answer/ })
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('What Bohdan Ray said').waitFor()
    await takePicture(officer, 'call-outs-note')
    await dialog.getByRole('button', { name: '10 min' }).click()
    await row('bob')
      .getByText(/noted by the duty room/)
      .first()
      .waitFor()
    await officer.says('1 of 3 still wanted')
    // Both firefighters come: of the places only the driver's is empty.
    await page.getByText('2 of 2').waitFor()
    await takePicture(officer, 'call-outs-answered')
    await hasNoBarriers(page)
  })
  const callOf = (person: Id) => {
    const [open] = world.server.running.callOuts.desk.all().filter(({ closed }) => closed === null)
    return [open!, person as never] as const
  }

  test('are a line on the Watch, which goes where they are', async () => {
    const { officer } = world
    await openConsole(officer, world, '', { language: 'en' })
    await officer.says('1 of 3 still wanted')
    await takePicture(officer, 'call-outs-watch')
    await officer.page.getByRole('link', { name: /1 of 3 still wanted/ }).click()
    await officer.says('Who was asked')
  })

  test('are stood down one by one, and ended; nobody is asked after that', async () => {
    const { officer } = world
    const { page } = officer
    await page
      .locator('[data-person="bob"]')
      .getByRole('button', { name: /^Note an answer/ })
      .click()
    await page.getByRole('dialog').getByRole('button', { name: 'Stand down' }).click()
    await page.locator('[data-person="bob"]').getByText('Stood down').first().waitFor()
    await officer.says('2 of 3 still wanted')
    await officer.press('End the call-out…')
    await page.getByRole('dialog').getByRole('button', { name: 'End the call-out' }).click()
    await officer.says(/^■ Ended/)
    await page.locator('[data-person="ann"]').getByText('All that was sent and said').click()
    await page
      .locator('[data-person="ann"]')
      .getByText(/told: stand down · SMS/)
      .waitFor()
    await takePicture(officer, 'call-outs-ended')
  })

  test('can’t go out once the alert is over, and that is said plainly', async () => {
    const { officer } = world
    const { page } = officer
    const alert = await world.issue(red([zadonsky]))
    await openConsole(officer, world, `/call-outs/new?alert=${alert.id}`, { language: 'en' })
    await page.getByRole('checkbox', { name: /Station 2/ }).check()
    await page.getByLabel('Where to come (assembly point)').fill('Fire station 2')
    await officer.says('On duty now · 2 people · at once')
    assert.notEqual(await page.getByLabel('What for').inputValue(), '')
    await page.getByRole('button', { name: /^Call: 2 people/ }).click()
    await world.order(alert.id, 'all-clear')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Call:/ })
      .click()
    await page
      .getByRole('dialog')
      .getByText(/^✕ The alert is over: nobody/)
      .waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    await takePicture(officer, 'call-outs-over')
    assert.ok(await page.getByRole('button', { name: /^Call(: 2 people)?…$/ }).isDisabled())
    assert.equal(await page.getByLabel('Where to come (assembly point)').inputValue(), 'Fire station 2')
    await officer.press('Call without an alert')
    await page.getByRole('button', { name: /^Call: 2 people/ }).click()
    await page
      .getByRole('dialog')
      .getByText(/^It asks 2 people at once/)
      .waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  })

  test('are begun, answered for and ended by keys alone', async () => {
    const { officer } = world
    const { page } = officer
    await openConsole(officer, world, '', { language: 'en' })
    const keys = keysOf(page)
    await page.keyboard.press('o')
    await officer.says('Nobody is being called out.')
    await keys.to('Call people out…')
    await keys.press('Enter')
    await page.getByRole('checkbox', { name: /Station 2/ }).waitFor()
    await keys.to(/^Where to come/)
    await keys.write('Fire station 2')
    await keys.to(/^Station 2/)
    await keys.press('Space')
    await keys.until('On duty now · 2 people · at once')
    await keys.to('Call: 2 people…')
    await keys.press('Enter')
    await keys.to('Call: 2 people')
    await keys.press('Enter')
    await keys.until('1 of 1 still wanted')
    await keys.to(/^Note an answer/)
    await keys.press('Enter')
    await keys.to('15 min')
    await keys.press('Enter')
    await keys.until('The place is filled')
    await keys.to('End the call-out…', 'back')
    await keys.press('Enter')
    await keys.to('End the call-out')
    await keys.press('Enter')
    await keys.until(/^■ Ended/)
  })

  test('fit a phone, the light and Hebrew', async () => {
    const { officer } = world
    const { page } = officer
    const { olena } = world.server
    const body = { says: 'Станція 2', teams: ['station-2'], quotas: [{ skills: ['firefighter'], wanted: 2 }] }
    const { id } = done<{ id: string }>(await olena.post('/v1/call-outs', body))
    done(await olena.post(`/v1/call-outs/${id}/answers`, { person: 'ann', answer: 'coming', minutes: 15 }))
    for (const [name, path] of [
      ['board', ''],
      ['start', '/new'],
      ['teams', '/teams'],
      ['people', '/people'],
    ] as const) {
      await page.setViewportSize({ width: 360, height: 640 })
      await openConsole(officer, world, `/call-outs${path}`, { language: 'en', theme: 'light' })
      await page.waitForLoadState('networkidle')
      await fits(officer)
      await takePicture(officer, `call-outs-${name}-small`)
      await page.setViewportSize({ width: 1366, height: 768 })
      await openConsole(officer, world, `/call-outs${path}`, { language: 'he', theme: 'dark' })
      await page.waitForLoadState('networkidle')
      await hasNoBarriers(page)
      await fits(officer)
      await takePicture(officer, `call-outs-${name}-he`)
    }
    done(await olena.post(`/v1/call-outs/${id}/close`, {}))
    assert.deepEqual(officer.complaints, [])
  })
})
