// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import { absent } from '../support/absent.ts'
import { setUpAdministrator, startPeopleWorld, type Desk, type PeopleWorld } from './people-world.ts'

const password = 'four quiet rivers under snow'

describe('one’s own account and the audit, in a browser', { skip: absent('chromium') }, () => {
  let world: PeopleWorld
  let desk: Desk
  let totp: TOTP
  before(async () => {
    world = await startPeopleWorld()
    desk = await world.desk()
    await setUpAdministrator(world, desk)
    await desk.page.goto(`${world.url}/account`)
    await desk.says('Where you are signed in')
  })
  after(() => world.close())

  const signIn = async (elsewhere: Desk, given: { readonly password: string; readonly code: string }) => {
    await elsewhere.page.getByText('Password and code', { exact: true }).click()
    const form = elsewhere.page.locator('form', { hasText: '6-digit code' })
    await form.getByLabel('Name you sign in with').fill('halyna')
    await form.getByLabel('Password', { exact: true }).fill(given.password)
    await form.getByLabel('6-digit code').fill(given.code)
    await form.getByRole('button', { name: 'Sign in' }).click()
  }

  test('a device that holds a passkey already says so, and nothing is added', async () => {
    await desk.page.getByLabel('Name for it').fill('the same again')
    await desk.press('Add a passkey')
    await desk.says('This device already holds a passkey for you.')
    assert.equal(await desk.page.locator('#passkeys li').count(), 1)
  })

  test('a password is set with its code, and shown while one looks at it', async () => {
    const { page } = desk
    await desk.press('Set a password')
    const field = page.getByRole('textbox', { name: 'New password' })
    await field.fill(password)
    await page.getByRole('button', { name: 'Show: New password' }).click()
    assert.equal(await field.getAttribute('type'), 'text')
    const secret = (await page.locator('.secret').innerText()).replace(/\s/g, '')
    totp = new TOTP({ secret: Secret.fromBase32(secret) })
    await page.getByLabel('6-digit code').fill(totp.generate())
    await desk.press('Finish')
    await desk.says('Saved.')
    await desk.says('Password and code set')
    // The keyboard goes on from what was said.
    assert.equal(await page.evaluate('document.activeElement.className'), 'notice')
  })

  test('a session elsewhere is seen and ended, and whoever sits there is told why', async () => {
    const other = await world.desk()
    await other.page.goto(`${world.url}/sign-in?next=/account`)
    await other.page.getByLabel('a shared screen in the duty room').check()
    await signIn(other, { password, code: totp.generate({ timestamp: Date.now() + 30_000 }) })
    await other.page.waitForURL('**/account')
    await other.says('shared screen')
    await other.page.getByLabel('Your name').fill('Typed elsewhere')
    await desk.page.reload()
    await desk.page.locator('#sessions').getByText('shared screen').waitFor()
    await desk.page.locator('#sessions').getByRole('button', { name: 'End', exact: true }).click()
    await desk.says('Saved.')
    await other.press('Save')
    const over = other.page.getByRole('dialog', { name: 'You are signed out' })
    await over.getByText('This session was ended from another screen.').waitFor()
    assert.equal(await other.page.getByLabel('Your name').inputValue(), 'Typed elsewhere')
    // The next one who comes to this device finds the choice as it was.
    await other.page.goto(`${world.url}/sign-in`)
    assert.equal(await other.page.getByLabel('a shared screen in the duty room').isChecked(), true)
    await other.close()
  })

  test('who guesses waits, and sees for how long', async () => {
    const guesser = await world.desk()
    await guesser.page.goto(`${world.url}/sign-in`)
    await guesser.page.getByText('Password and code', { exact: true }).click()
    const form = guesser.page.locator('form', { hasText: '6-digit code' })
    const button = form.locator('button[type=submit]')
    await form.getByLabel('Name you sign in with').fill('halyna')
    let waits = ''
    for (let i = 0; i < 20 && waits === ''; i += 1) {
      await form.getByLabel('Password', { exact: true }).fill(`a wrong guess number ${i}`)
      await form.getByLabel('6-digit code').fill('123456')
      await button.click()
      await guesser.page.locator('.note.bad').waitFor()
      const said = await button.innerText()
      if (said.startsWith('Wait')) waits = said
    }
    assert.match(waits, /^Wait \d+ s$/)
    assert.equal(await button.isDisabled(), true)
    await guesser.close()
  })

  test('the last way in is not taken away', async () => {
    const { page } = desk
    await page.goto(`${world.url}/account`)
    await page.locator('#passkeys').getByRole('button', { name: 'Remove' }).click()
    await desk.press('Yes: Remove')
    await desk.says('None yet.')
    await desk.press('Remove it')
    await desk.press('Yes: Remove')
    await page.locator('.note.bad').waitFor()
    await page.locator('#password').getByText('Set ').waitFor()
    assert.deepEqual(desk.complaints, [])
  })

  test('what is kept about somebody is handed to them as a file', async () => {
    const { page } = desk
    const [file] = await Promise.all([page.waitForEvent('download'), desk.press('Download')])
    const kept = await readFile(await file.path(), 'utf8')
    assert.match(kept, /halyna/)
    assert.match(file.suggestedFilename(), /\.json$/)
  })

  test('the audit says who did what, filters it, and gives it as a file', async () => {
    const { page } = desk
    await page.goto(`${world.url}/audit`)
    await desk.says(/whole up to fact \d+/)
    await page.locator('tbody tr').first().waitFor()
    const all = await page.locator('tbody tr').count()
    await page.getByLabel('Person').fill('Halyna Administrator')
    await page.getByLabel('Kind').selectOption('signing-in')
    await desk.press('Show')
    await page.locator('main [aria-busy]').waitFor({ state: 'detached' })
    const some = await page.locator('tbody tr').count()
    assert.ok(some > 0 && some < all, `${some} of ${all}`)
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export CSV' }).click(),
    ])
    const text = await readFile(await file.path(), 'utf8')
    assert.match(text, /^.?"seq","at","by","name","kind","what"/)
    assert.match(text, /,"signing-in",/)
    assert.doesNotMatch(text, /,"rights",/)
    // A day before there was anything; by the authority’s clock, whatever this device’s is.
    await page.getByLabel('To').fill('2020-01-01T00:00')
    await desk.press('Show')
    await desk.says('Nothing fits.')
    assert.deepEqual(desk.complaints, [])
  })
})
