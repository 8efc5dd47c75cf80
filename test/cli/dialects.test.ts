import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { dialects as all } from '#dialects'
import { startTestServer, type TestServer } from '../support/server.node.ts'
import { openShell, type Shell } from './shell.node.ts'

interface DialectView {
  readonly id: string
  readonly hosts: readonly string[]
  readonly port: number | null
  readonly prefix: string | null
  readonly perMinute: number | null
  readonly reading: string
  readonly unsaid: readonly string[]
}

async function served(settings: { readonly [variable: string]: string }) {
  const server: TestServer = await startTestServer({ settings: { TOCSIN_BROKER: 'none', ...settings } })
  const shell: Shell = await openShell({ TOCSIN_SERVER: server.url, TOCSIN_DATA: server.folder })
  return {
    ...{ server, shell },
    async close() {
      await shell.close()
      await server.close()
    },
  }
}

describe('tocsin dialects', () => {
  let here: Awaited<ReturnType<typeof served>>
  before(async () => {
    here = await served({
      TOCSIN_DIALECT_HOSTS: 'nina=nina.example,nina=warnung.example',
      TOCSIN_DIALECT_PORTS: 'pikud-haoref=0',
      TOCSIN_DIALECT_RATES: 'alerts-in-ua=12',
    })
  })
  after(() => here?.close())

  test('lists all that the server lists, for programs as it is', async () => {
    const { dialects } = await here.shell.json<{ dialects: readonly DialectView[] }>('dialects')
    assert.deepEqual({ dialects }, (await here.server.stranger.get('/v1/dialects')).body)
    assert.deepEqual(
      dialects.map(({ id, unsaid }) => [id, unsaid]),
      all.map(({ id, mapping }) => [id, mapping.unsaid]),
    )
    const of = (id: string) => dialects.find((one) => one.id === id)!
    assert.deepEqual(of('nina').hosts, ['nina.example', 'warnung.example'])
    assert.equal(of('nina').prefix, '/dialects/nina')
    assert.ok(of('pikud-haoref').port! > 0)
    assert.deepEqual([of('alerts-in-ua').perMinute, of('alerts-in-ua').reading], [12, 'with-a-key'])
    assert.deepEqual([of('nina').perMinute, of('nina').reading], [null, 'without-a-key'])
    assert.equal(of('home-assistant').prefix, null)
  })

  test('says to people where each stands, on what terms, and what it never says', async () => {
    const { code, out } = await here.shell.run('dialects')
    assert.equal(code, 0)
    for (const { id, title, mapping } of all) {
      assert.match(out, new RegExp(`^  ${id} +`, 'm'))
      for (const text of [title, ...mapping.unsaid]) assert.ok(out.includes(text), text)
    }
    assert.match(out, /\(under \/dialects\/nina, as nina\.example, as warnung\.example\)/)
    assert.match(out, /\(under \/dialects\/pikud-haoref, at port \d+\)/)
    assert.match(out, /alerts-in-ua .*\n.*\n    reading takes a key, as .*; 12 requests a minute; shows live/)
  })

  test('says that keys are not asked for, and that none is served', async () => {
    const free = await served({ TOCSIN_DIALECT_KEYS: 'none', TOCSIN_DIALECTS: 'ukraine-alarm' })
    try {
      const { out } = await free.shell.run('dialects')
      assert.match(out, /^  ukraine-alarm .*\n.*\n    reading takes no key; as often as public pages;/)
      const { dialects } = await free.shell.json<{ dialects: readonly DialectView[] }>('dialects')
      assert.deepEqual(
        dialects.map(({ id, reading }) => [id, reading]),
        [['ukraine-alarm', 'without-a-key']],
      )
    } finally {
      await free.close()
    }
    const none = await served({ TOCSIN_DIALECTS: 'none' })
    try {
      const { code, out } = await none.shell.run('dialects')
      assert.deepEqual([code, out], [0, 'No dialect is served here: see TOCSIN_DIALECTS.\n'])
    } finally {
      await none.close()
    }
  })
})
