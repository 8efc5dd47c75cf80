import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { startStreamReader } from '../support/receivers.node.ts'
import { ask, keyOf, startServe } from '../support/serve.node.ts'
import { joinBy, newDevice, openBrowser, signInBy } from '../support/browser.node.ts'
import { lipetskOblast, zadonsky } from '../support/server.node.ts'
import { noSmallDisk, smallDisk } from '../support/small-disk.node.ts'

interface Refusal {
  readonly code: string
  readonly detail: string
  readonly advice: string
}

test('when the disk is full orders are refused and nothing is lost; reading goes on, and writing when there is room', async (t) => {
  const disk = smallDisk(8)
  if (disk === undefined) return t.skip(noSmallDisk)
  const heard: string[] = []
  const told = new Set<() => void>()
  const receiver = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (piece: string) => (text += piece))
    request.on('end', () => {
      heard.push((JSON.parse(text) as { data: { notice: string } }).data.notice)
      response.writeHead(204).end()
      for (const look of told) look()
    })
  }).listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  const hears = (notice: string) =>
    new Promise<void>((resolve) => {
      const look = () => heard.includes(notice) && resolve()
      told.add(look)
      look()
    })
  const host = `127.0.0.1:${(receiver.address() as AddressInfo).port}`
  const serving = startServe({
    folder: disk.folder,
    settings: { TOCSIN_BROKER: 'none', TOCSIN_WEBHOOK_ALLOW: host },
  })
  let stream: ReturnType<typeof startStreamReader> | undefined
  try {
    const url = await serving.ready
    const [olena, admin] = [keyOf(disk.folder, 'olena'), keyOf(disk.folder, 'admin')]
    const order = async (path: string, body: object, as = olena) => ask(url, 'POST', path, { as, body })
    stream = startStreamReader(() => url)
    await order('/v1/webhooks', { url: `http://${host}/`, areas: [lipetskOblast] }, admin)
    const draft = { threat: 'drone', level: 'yellow', areas: [zadonsky] }
    const { id } = ((await order('/v1/alerts', draft)).body as { alert: { id: string } }).alert
    const issued = await order(`/v1/alerts/${id}/issue`, {})
    assert.equal(issued.status, 200)
    await stream.hears(`${id}.1`, 5_000)
    await hears(`${id}.1`)
    const head = async () => (await ask(url, 'GET', '/v1/ledger/head')).body as { readonly seq: number }
    const before = await head()

    disk.fill()
    for (const [path, body] of [
      ['/v1/alerts', draft],
      [`/v1/alerts/${id}/raise`, { level: 'red' }],
      [`/v1/alerts/${id}/all-clear`, {}],
    ] as const) {
      const refused = await order(path, body)
      const { code, detail, advice } = refused.body as Refusal
      assert.equal(refused.status, 503, JSON.stringify(refused.body))
      assert.equal(code, 'ledger/cannot-write')
      assert.match(detail, /disk is full/)
      assert.match(advice, /Make room/)
      assert.ok(Number(refused.headers.get('retry-after')) > 0)
    }
    assert.deepEqual(await head(), before)
    const board = (await ask(url, 'GET', '/v1/board')).body as { lines: { level: string }[] }
    assert.deepEqual(
      board.lines.map(({ level }) => level),
      ['yellow'],
    )
    const newcomer = startStreamReader(() => url)
    await newcomer.hears(`${id}.1`, 5_000)
    newcomer.close()
    const health = (await ask(url, 'GET', '/v1/health')).body as { readonly status: string }
    assert.equal(health.status, 'serving')

    disk.free()
    assert.equal((await order(`/v1/alerts/${id}/raise`, { level: 'red' })).status, 200)
    assert.equal((await order(`/v1/alerts/${id}/all-clear`, {})).status, 200)
    for (const notice of [`${id}.2`, `${id}.3`]) {
      await stream.hears(notice, 5_000)
      await hears(notice)
    }
    assert.equal((await head()).seq, before.seq + 2)
    assert.equal(stream.connections, 1, 'the stream never broke')
    assert.deepEqual(heard, [`${id}.1`, `${id}.2`, `${id}.3`])
    const verified = await ask(url, 'POST', '/v1/ledger/verify', { as: admin, body: {} })
    assert.equal((verified.body as { readonly intact: boolean }).intact, true)
  } catch (error) {
    console.log(serving.said())
    throw error
  } finally {
    stream?.close()
    await serving.end('SIGKILL')
    receiver.closeAllConnections()
    receiver.close()
    disk.remove()
  }
})

const whileStarting = {
  'that can only be read': { says: /read-only/, stop: 'readOnly', go: 'writable' },
  'that is full': { says: /disk is full/, stop: 'fill', go: 'free' },
} as const

for (const [what, { says, stop, go }] of Object.entries(whileStarting))
  test(`on a disk ${what} a server starts to be read, and takes orders when it can write`, async (t) => {
    const disk = smallDisk(8)
    if (disk === undefined) return t.skip(noSmallDisk)
    const settings = { TOCSIN_BROKER: 'none' }
    let serving = startServe({ folder: disk.folder, settings })
    try {
      let url = await serving.ready
      const olena = keyOf(disk.folder, 'olena')
      const order = async (path: string, body: object) => ask(url, 'POST', path, { as: olena, body })
      const draft = { threat: 'drone', level: 'yellow', areas: [zadonsky] }
      const { id } = ((await order('/v1/alerts', draft)).body as { alert: { id: string } }).alert
      assert.equal((await order(`/v1/alerts/${id}/issue`, {})).status, 200)
      // Killed: what it left behind is not tidied up.
      await serving.end('SIGKILL')
      disk[stop]()
      serving = startServe({ folder: disk.folder, settings })
      url = await serving.ready
      const board = (await ask(url, 'GET', '/v1/board')).body as { lines: { level: string }[] }
      assert.equal(board.lines.length, 1)
      const reader = startStreamReader(() => url)
      await reader.hears(`${id}.1`, 5_000)
      reader.close()
      assert.doesNotMatch(serving.said(), /\/join#/, 'a link is shown that was not kept')
      const refused = await order(`/v1/alerts/${id}/all-clear`, {})
      assert.equal(refused.status, 503, JSON.stringify(refused.body))
      assert.equal((refused.body as Refusal).code, 'ledger/cannot-write')
      assert.match((refused.body as Refusal).detail, says)
      disk[go]()
      const cleared = await order(`/v1/alerts/${id}/all-clear`, {})
      assert.equal(cleared.status, 200, JSON.stringify(cleared.body))
    } catch (error) {
      console.log(serving.said())
      throw error
    } finally {
      await serving.end('SIGKILL')
      disk.remove()
    }
  })

test('when the disk is full nobody signs in, and is told why; who is in reads on, and is out when they were put out', async (t) => {
  const disk = smallDisk(8)
  if (disk === undefined) return t.skip(noSmallDisk)
  const serving = startServe({
    folder: disk.folder,
    settings: { TOCSIN_BROKER: 'none' },
    says: 'for-people',
  })
  try {
    const port = Number(new URL(await serving.ready).port)
    const link = (await serving.says(/http\S*\/join#[\w-]+/))[0]
    const [ann, device] = [openBrowser(() => port), newDevice(port)]
    assert.equal((await joinBy(ann, link, { name: 'Ann', login: 'ann' }, device)).status, 200)
    const other = openBrowser(() => port)
    assert.equal((await signInBy(other, device)).status, 200)
    const reads = async (browser = ann) => (await browser.ask('GET', '/v1/account')).status
    const head = async () => (await ask(`http://127.0.0.1:${port}`, 'GET', '/v1/ledger/head')).body
    const before = await head()

    disk.fill()
    for (let times = 0; times < 3; times++) {
      const newcomer = openBrowser(() => port)
      const refused = await signInBy(newcomer, device)
      const { code, advice } = refused.body as unknown as Refusal
      assert.equal(refused.status, 503, JSON.stringify(refused.body))
      assert.ok(['server/no-storage', 'ledger/cannot-write'].includes(code), code)
      assert.match(advice, /room|space|disk/i)
      assert.equal(newcomer.cookie, '')
      assert.equal(await reads(), 200)
    }
    assert.deepEqual(await head(), before)
    // Whoever signs out may not stay in because a disk is full; that it was not written down is told.
    const cookie = other.cookie
    const out = await other.ask('POST', '/v1/sign-out', {})
    assert.ok([204, 503].includes(out.status), String(out.status))
    assert.equal(await reads(openBrowser(() => port, cookie)), 401)
    assert.equal(await reads(), 200)

    disk.free()
    assert.equal(
      (
        await signInBy(
          openBrowser(() => port),
          device,
        )
      ).status,
      200,
    )
    assert.equal(await reads(), 200)
  } catch (error) {
    console.log(serving.said())
    throw error
  } finally {
    await serving.end('SIGKILL')
    disk.remove()
  }
})
