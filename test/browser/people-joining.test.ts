// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import { absent } from '../support/absent.ts'
import { setUpAdministrator, startPeopleWorld, type Desk, type PeopleWorld } from './people-world.ts'

describe('people who join, in a browser', { skip: absent('chromium') }, () => {
  let world: PeopleWorld
  let administrator: Desk
  let codes: readonly string[]
  before(async () => {
    world = await startPeopleWorld()
    administrator = await world.desk()
  })
  after(() => world.close())

  test('set the installation up by the machine’s link: a passkey, and codes that are shown once', async () => {
    codes = await setUpAdministrator(world, administrator)
    assert.equal(codes.length, 10)
    await administrator.says('Halyna Administrator')
    assert.doesNotMatch(administrator.page.url(), /#/)
    assert.deepEqual(administrator.complaints, [])
  })

  test('are invited with what they may do, and join with a passkey of their own', async () => {
    const { page, press, says } = administrator
    await page.getByText('Invite somebody').click()
    const form = page.locator('form', { hasText: 'Make the invitation' })
    await form.getByLabel('Their name').fill('Oksana Officer')
    await form.getByRole('radio', { name: 'only in these' }).check()
    await form.getByLabel('Add an area').fill('Zadonsky')
    await form.getByLabel('Add an area').press('Enter')
    await form.getByText('Zadonsky', { exact: false }).first().waitFor()
    await press('Make the invitation')
    await says('Oksana Officer is invited')
    const link = await page.locator('.secret-line code').innerText()
    assert.match(link, /\/join#/)

    const officer = await world.desk()
    await officer.page.goto(link)
    await officer.says('You are invited')
    assert.equal(await officer.page.getByLabel('Your name').inputValue(), 'Oksana Officer')
    await officer.page.getByLabel('Name you sign in with').fill('oksana')
    await officer.press('Make a passkey')
    await officer.press('I have kept them')
    await officer.page.waitForURL('**/waiting')
    await officer.says('Oksana Officer')
    // What she may not read is not offered to her.
    assert.equal(await officer.page.getByRole('link', { name: 'People' }).count(), 0)
    await officer.page.goto(`${world.url}/people`)
    await officer.says('none of your roles may read this page')

    await officer.press('Sign out')
    await officer.says('You are signed out.')
    await officer.press('Sign in with a passkey')
    await officer.page.waitForURL('**/waiting')
    await officer.says('Oksana Officer')
    assert.deepEqual(officer.complaints, [])
    await officer.close()

    await page.reload()
    await page.locator('li', { hasText: 'Oksana Officer' }).getByText('active').waitFor()
    // A link works once.
    const late = await world.desk()
    await late.page.goto(link)
    await late.page.locator('.note.bad').waitFor()
    assert.equal(await late.page.getByLabel('Your name').count(), 0)
    await late.close()
  })

  test('join with a password and the code of an app, and sign in with both', async () => {
    const { page } = administrator
    await page.getByText('Invite somebody').click()
    const form = page.locator('form', { hasText: 'Make the invitation' })
    await form.getByLabel('Their name').fill('Petro Password')
    await form.getByRole('button', { name: 'Make the invitation' }).click()
    await administrator.says('Petro Password is invited')
    const link = await page.locator('.secret-line code').innerText()

    const desk = await world.desk({ width: 360 })
    await desk.page.goto(link)
    await desk.page.getByLabel('Name you sign in with').fill('petro')
    await desk.page.getByText('Use a password and a code instead').click()
    await desk.page.getByLabel('New password').first().fill('four quiet rivers under snow')
    await desk.press('Next')
    await desk.page.getByRole('img', { name: 'QR code of the secret below' }).waitFor()
    const secret = (await desk.page.locator('.secret').innerText()).replace(/\s/g, '')
    const totp = new TOTP({ secret: Secret.fromBase32(secret) })
    const code = totp.generate()
    // As people paste it.
    await desk.page.getByLabel('6-digit code').fill(`${code.slice(0, 3)} ${code.slice(3)}`)
    await desk.press('Finish')
    await desk.says('Each lets you in once')
    const [recovery = ''] = await desk.page.locator('.codes code').allInnerTexts()
    await desk.press('I have kept them')
    await desk.page.waitForURL('**/waiting')

    await desk.press('Sign out')
    await desk.page.getByText('Password and code', { exact: true }).click()
    const signIn = desk.page.locator('form', { hasText: '6-digit code' })
    await signIn.getByLabel('Name you sign in with').fill('Petro')
    await signIn.getByLabel('Password', { exact: true }).fill('not this one at all')
    await signIn.getByLabel('6-digit code').fill('000000')
    await signIn.getByRole('button', { name: 'Sign in' }).click()
    await desk.page.locator('.note.bad').waitFor()
    // The password stays to be mended; the code would be old.
    assert.equal(await signIn.getByLabel('6-digit code').inputValue(), '')
    await signIn.getByLabel('Password', { exact: true }).fill('four quiet rivers under snow')
    // The code of joining was used; the next one is taken early.
    await signIn.getByLabel('6-digit code').fill(totp.generate({ timestamp: Date.now() + 30_000 }))
    await signIn.getByRole('button', { name: 'Sign in' }).click()
    await desk.page.waitForURL('**/waiting')

    await desk.press('Sign out')
    await desk.page.getByText('I lost my device').click()
    const lost = desk.page.locator('form', { hasText: 'Recovery code' })
    await lost.getByLabel('Name you sign in with').fill('petro')
    await lost.getByLabel('Recovery code').fill(recovery.toLowerCase())
    await lost.getByRole('button', { name: 'Sign in with this code' }).click()
    await desk.page.waitForURL('**/waiting')
    await desk.page.goto(`${world.url}/account`)
    await desk.says('Left: 9')
    await desk.says('Recovery code used')
    assert.deepEqual(desk.complaints, [])
    await desk.close()
  })

  test('print their codes on a sheet that says neither whose they are nor for what', async () => {
    const desk = await world.desk()
    const { page } = desk
    await page.goto(`${world.url}/sign-in`)
    await page.getByText('I lost my device').click()
    const lost = page.locator('form', { hasText: 'Recovery code' })
    await lost.getByLabel('Name you sign in with').fill('halyna')
    await lost.getByLabel('Recovery code').fill(codes[0] ?? '')
    await lost.getByRole('button', { name: 'Sign in with this code' }).click()
    await page.waitForURL('**/waiting')
    await page.goto(`${world.url}/account`)
    await desk.press('Make new codes')
    await desk.says('Each lets you in once')
    await page.emulateMedia({ media: 'print' })
    const seen = (await page.locator('body').innerText())
      .trim()
      .split('\n')
      .filter((line) => line.trim() !== '')
    assert.match(seen[0] ?? '', /recovery codes/i)
    assert.match(seen.at(-1) ?? '', /^Each code works once\. Made on \d+ \w+ \d{4}\.$/)
    assert.equal(seen.length, 12, seen.join(' | '))
    assert.doesNotMatch(seen.join(' '), /Halyna|halyna|Lipetsk|localhost/)
    await desk.close()
  })
})
