// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { absent } from '../support/absent.ts'
import { builtConsole } from '../support/console.ts'
import { setUpAdministrator, startPeopleWorld, type Desk, type PeopleWorld } from './people-world.ts'

describe('the language of staff, in a browser', { skip: absent('chromium') }, () => {
  let world: PeopleWorld
  let desk: Desk
  before(async () => {
    await builtConsole()
    world = await startPeopleWorld()
    desk = await world.desk()
    await setUpAdministrator(world, desk)
  })
  after(() => world.close())

  const keptLanguage = () =>
    desk.page.evaluate(`JSON.parse(localStorage.getItem('tocsin:console') ?? '{}').language`)

  test('is chosen on a page of staff, and every other page of theirs speaks it from then on', async () => {
    const { page } = desk
    await page.goto(`${world.url}/account`)
    await desk.says('What is kept about me')
    const tables: string[] = []
    page.on('request', (request) => {
      const table = /\/assets\/(en|uk|ru|he)-[0-9a-f]{12}\.js$/.exec(request.url())
      if (table !== null) tables.push(table[1]!)
    })
    await page.getByRole('link', { name: 'Українська' }).click()
    await desk.says('Що про мене зберігається')
    assert.equal(await page.evaluate('document.documentElement.lang'), 'uk')
    assert.equal(await keptLanguage(), 'uk')
    assert.deepEqual([...new Set(tables)], ['uk'])
    // The address stays the page’s own.
    assert.equal(new URL(page.url()).search, '')
    await page.goto(`${world.url}/people`)
    await page.getByRole('heading', { level: 1, name: 'Люди' }).waitFor()
    await desk.says('Запросити')
    assert.deepEqual(desk.complaints, [])
  })

  test('is the console’s too, and that of the prompt which asks who is here', async () => {
    const { page } = desk
    await page.goto(`${world.url}/console/watch`)
    await page.locator('html[lang=uk]').waitFor()
    await page.getByRole('group').getByText('Після').click()
    const { sessions } = world.server.running.accounts.signIn
    for (const id of world.server.running.system.people.registry.people.keys())
      await sessions.endAllOf(id, 'idle')
    // Its next question meets the end.
    await page.getByRole('link', { name: 'Хронологія' }).click()
    const over = page.getByRole('dialog', { name: 'Ви вийшли' })
    await over.getByRole('button', { name: 'Увійти з ключем доступу' }).click()
    await over.waitFor({ state: 'detached' })
    assert.deepEqual(desk.complaints, [])
  })

  test('runs from right to left in Hebrew, and nothing is wider than a telephone', async () => {
    const { page } = desk
    await page.setViewportSize({ width: 360, height: 640 })
    for (const [path, said] of [
      ['/account?lang=he', 'מה נשמר עליי'],
      ['/people', 'להזמין מישהו'],
      ['/people/keys', 'מכונה חדשה או מפתח חדש'],
      ['/waiting', 'שום דבר אינו ממתין'],
      ['/audit', 'מי עשה מה'],
    ] as const) {
      await page.goto(`${world.url}${path}`)
      await desk.says(said)
      assert.equal(await page.evaluate('document.documentElement.dir'), 'rtl')
      const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      assert.ok((wide as number) <= 0, `${path} is ${wide} px wider than the screen`)
    }
    assert.deepEqual(desk.complaints, [])
  })
})
