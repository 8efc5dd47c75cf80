import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AreaCode } from '#areas'
import { countingIds, hour, memoryShelf, plus, system, type Instant } from '#base'
import { openWebhookBook, type WebhookRequest } from './subscription.ts'

const at = '2025-11-02T00:37:00.000Z' as Instant
const request: WebhookRequest = {
  url: 'https://boards.example/hook',
  areas: ['gn:467120' as AreaCode],
  modes: ['drill'],
  levels: ['lipetsk/red'],
}

async function world(shelf = memoryShelf()) {
  const secrets = countingIds()
  const open = () =>
    openWebhookBook({
      shelf,
      ids: countingIds(),
      newSecret: () => `whsec_${secrets.next('s')}`,
      policy: { allowed: [] },
      isArea: (code) => code.startsWith('gn:'),
      limit: 2,
    })
  return { shelf, open, book: await open() }
}

describe('a book of webhooks', () => {
  test('tells a new webhook’s secret once, and never shows it again', async () => {
    const { book } = await world()
    const made = await book.create(request, system, at)
    assert.ok(made.ok)
    assert.match(made.value.secret, /^whsec_/)
    assert.doesNotMatch(
      JSON.stringify([made.value.webhook, book.list(), book.get('webhook-000001')]),
      /whsec_|secret/,
    )
    assert.deepEqual(book.secretsOf('webhook-000001', at), [made.value.secret])
  })

  test('remembers everything after a restart', async () => {
    const { book, open } = await world()
    await book.create(request, system, at)
    await book.disable('webhook-000001', 'webhook/gone', at)
    const again = await open()
    assert.deepEqual(again.list(), book.list())
    assert.deepEqual(again.secretsOf('webhook-000001', at), book.secretsOf('webhook-000001', at))
  })

  test('signs with the old secret along for a day after a new one was made', async () => {
    const { book } = await world()
    await book.create(request, system, at)
    const [old] = book.secretsOf('webhook-000001', at)
    const rotated = await book.rotate('webhook-000001', at)
    assert.ok(rotated.ok)
    assert.deepEqual(book.secretsOf('webhook-000001', plus(at, 23 * hour)), [rotated.value.secret, old])
    assert.deepEqual(book.secretsOf('webhook-000001', plus(at, 25 * hour)), [rotated.value.secret])
  })

  test('enables what was disabled, and forgets what was removed', async () => {
    const { book, open } = await world()
    await book.create(request, system, at)
    await book.disable('webhook-000001', 'webhook/gone', at)
    assert.equal(book.get('webhook-000001')?.disabled?.why, 'webhook/gone')
    await book.enable('webhook-000001')
    assert.equal(book.get('webhook-000001')?.disabled, undefined)
    await book.remove('webhook-000001')
    assert.deepEqual([book.list(), (await open()).list()], [[], []])
  })

  for (const [what, broken, code] of [
    ['a private address', { url: 'https://10.0.0.1/' }, 'private-address'],
    ['an area nobody knows', { areas: ['gn:1', 'xx'] as AreaCode[] }, 'unknown-area'],
    ['no area', { areas: [] }, 'nothing-to-tell'],
    ['no mode', { modes: [] }, 'nothing-to-tell'],
    ['no level', { levels: [] }, 'nothing-to-tell'],
  ] satisfies [string, Partial<WebhookRequest>, string][])
    test(`refuses a webhook with ${what}`, async () => {
      const { book } = await world()
      const made = await book.create({ ...request, ...broken }, system, at)
      assert.equal(made.ok ? 'ok' : made.problem.code, `webhook/${code}`)
    })

  test('refuses more than its limit, and what it does not have', async () => {
    const { book } = await world()
    for (const code of ['ok', 'ok', 'webhook/too-many']) {
      const made = await book.create(request, system, at)
      assert.equal(made.ok ? 'ok' : made.problem.code, code)
    }
    for (const result of [await book.remove('x'), await book.rotate('x', at), await book.enable('x')])
      assert.equal(result.ok ? 'ok' : result.problem.code, 'webhook/no-such-webhook')
  })
})
