/** Kills the real server with SIGKILL while people join, sign in and out, and change who may do what, and holds it to what it had said. `--times N --seed TEXT`. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { Secret, TOTP } from 'otpauth'
import { joinBy, newDevice, openBrowser } from '../support/browser.node.ts'
import { chance } from '../support/chance.ts'
import {
  agreedOtherwise,
  brokenPromises,
  happenedTwice,
  lostOrders,
  moreThanShown,
  otherwiseTold,
  personalIn,
  refolded,
  type Told,
} from '../support/people-checks.ts'
import { ask, authorityWithoutSirens, keyOf, startServe, type Serving } from '../support/serve.node.ts'
import { reservablePort } from '../support/started.node.ts'
import { ledgerBook } from './ledger-book.node.ts'
import { stepAt, type Administrator, type Typist } from './people-cast.node.ts'
import { peopleCrowd } from './people-crowd.node.ts'

const asked = Number(process.env['CRASH_TIMES'] ?? 144)
/** A life of this server is long: every way of getting in is walked in each. */
const times = Math.max(12, Math.ceil(asked / 12))
const seed = process.env['CRASH_SEED'] ?? String(Date.now() % 1_000_000)
const personal = [
  'Nadiya',
  'nadiya.',
  'Sokolova',
  'Anna Administrator',
  'Borys Administrator',
  '@example.org',
]

test(`a server killed ${times} times keeps everybody out whom it said it would, and nobody else`, async () => {
  const luck = chance(seed)
  console.log(`seed ${seed}: npm run test:crash -- people.test --times ${asked} --seed ${seed}`)
  const begun = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-people-'))
  const port = await reservablePort()
  const authority = join(folder, 'authority.json')
  writeFileSync(authority, authorityWithoutSirens())
  const settings = {
    ...{ TOCSIN_AUTHORITY: authority, TOCSIN_BROKER: 'none', TOCSIN_WEBHOOK_ALLOW: '127.0.0.1:9' },
    ...{ TOCSIN_RATE_SIGN_IN: '100000', TOCSIN_RATE_KEY: '1000000' },
  }
  const serve = () => startServe({ folder, port, settings, says: 'for-people' })
  const book = ledgerBook(join(folder, 'ledger.sqlite'))
  const url = `http://127.0.0.1:${port}`
  const machineKey = () => keyOf(folder, 'admin')
  const machine = (path: string) => ask(url, 'GET', path, { as: machineKey() })
  let life = 1
  let serving: Serving | undefined
  const fail = (flaws: readonly string[]) =>
    assert.deepEqual(flaws, [], `in life ${life}; the folder is kept: ${folder}`)
  try {
    const administrators = await setUp()
    const typist = await joinByPassword(administrators[0])
    const crowd = peopleCrowd({ chance: luck, port, machineKey, administrators, typist })
    const check = async () => {
      fail((await book.read()).flaws)
      const facts = [...book.facts.values()]
      fail(crowd.unexpected)
      fail(brokenPromises(crowd.trials))
      fail(lostOrders(facts, crowd.acknowledged))
      fail(happenedTwice(facts))
      fail(moreThanShown(facts, crowd.shown()))
      fail(personalIn(JSON.stringify(facts), personal))
      return facts
    }
    /** What a server that rests says of itself, beside what its ledger says. */
    const agrees = async () => {
      const [people, keys, proposals, webhooks] = await Promise.all(
        ['/v1/people', '/v1/keys', '/v1/proposals', '/v1/webhooks'].map(machine),
      )
      const told = {
        ...(people!.body as object),
        ...(keys!.body as object),
        ...(proposals!.body as object),
      } as Told
      const facts = await check()
      fail(otherwiseTold(refolded(facts), told))
      const ids = (webhooks!.body as { webhooks: { id: string }[] }).webhooks.map(({ id }) => id)
      fail(agreedOtherwise(facts, ids))
      const { intact } = await book.verify()
      assert.ok(intact)
    }
    for (let kill = 1; kill <= times; kill++) {
      crowd.work()
      await wait(luck.between(50, 900))
      await serving!.end('SIGKILL')
      await crowd.pause()
      await check()
      life++
      serving = serve()
      if (luck.happens(0.15)) {
        // Somewhere between the first line of code and the first request.
        await wait(luck.between(50, 1_500))
        await serving.end('SIGKILL')
        serving = serve()
      }
      await serving.ready
      assert.equal((await machine('/v1/me')).status, 200, 'the machine’s key works')
      await crowd.settle()
      await crowd.tryAll(life, 12)
      await agrees()
    }
    await serving!.end('SIGTERM')
    const { done, unanswered } = crowd.figures()
    const met = (promised: string) => crowd.trials.filter((one) => one.promised === promised).length
    console.log(
      [
        `${times} kills in ${Math.round((performance.now() - begun) / 1_000)} s`,
        `${book.facts.size} facts, ${crowd.acknowledged.length} orders acknowledged, ${done} steps done, ${unanswered} unanswered`,
        `tried: ${met('good')} that were good, ${met('over')} that were over, ${met('out')} of suspended people, ${met('unsure')} unsure`,
      ].join('; '),
    )
    rmSync(folder, { recursive: true })
  } catch (error) {
    console.log(`life ${life}: ${serving?.said().slice(-3_000)}`)
    throw error
  } finally {
    await serving?.end('SIGKILL')
  }

  /** Two administrators, by the link of a start that was killed a few times before. */
  async function setUp(): Promise<readonly [Administrator, Administrator]> {
    for (let early = 0; early < 3; early++) {
      serving = serve()
      await wait(luck.between(100, 1_500))
      await serving.end('SIGKILL')
    }
    const join = async (link: string, name: string, login: string): Promise<Administrator> => {
      const [browser, device] = [openBrowser(() => port), newDevice(port)]
      const joined = await joinBy(browser, link, { name, login }, device)
      assert.equal(joined.status, 200, JSON.stringify(joined.body))
      return { browser, device }
    }
    serving = serve()
    await serving.ready
    // Each start shows another link, until somebody has used one.
    const one = (await serving.says(/http\S*\/join#[\w-]+/))[0]
    await serving.end('SIGKILL')
    serving = serve()
    await serving.ready
    const link = (await serving.says(/http\S*\/join#[\w-]+/))[0]
    const former = await openBrowser(() => port).ask('POST', '/v1/links/look', { token: one.split('#')[1]! })
    assert.ok(former.status >= 400, 'the link of the start before is over')
    const anna = await join(link, 'Anna Administrator', 'anna@example.org')
    const body = { name: 'Borys Administrator', roles: ['administrator'] }
    const invited = await anna.browser.ask<{ link: { url: string } }>('POST', '/v1/people', body)
    assert.equal(invited.status, 201, JSON.stringify(invited.body))
    return [anna, await join(invited.body.link.url, 'Borys Administrator', 'borys@example.org')]
  }

  async function joinByPassword({ browser }: Administrator): Promise<Typist> {
    const [name, login, password] = ['Nadiya Typist', 'nadiya.typist', 'seven wet stones under a lamp']
    const invited = await browser.ask<{ id: string; link: { url: string } }>('POST', '/v1/people', {
      ...{ name, login, roles: ['watcher'] },
    })
    assert.equal(invited.status, 201, JSON.stringify(invited.body))
    const { id, link } = invited.body
    const at = { token: link.url.split('#')[1]!, login }
    const own = openBrowser(() => port)
    const begun = await own.ask<{ ticket: string; totp: { secret: string } }>(
      ...(['POST', '/v1/links/password/begin', at] as const),
    )
    const app = new TOTP({ secret: Secret.fromBase32(begun.body.totp.secret), digits: 6, period: 30 })
    const codeAt = (timestamp: number) => app.generate({ timestamp })
    const now = Date.now()
    const typed = { ...at, ticket: begun.body.ticket, name, password, code: codeAt(now), screen: 'own' }
    const joined = await own.ask('POST', '/v1/links/password', typed)
    assert.equal(joined.status, 200, JSON.stringify(joined.body))
    return { id, login, password, codeAt, step: stepAt(now) }
  }
})
