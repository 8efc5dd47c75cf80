/** Kills the real server with SIGKILL while lists start and tasks are done: every alert has its list once, no task is lost and none is done twice. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { canonicalJson, type Json } from '#base'
import type { Fact } from '#ledger'
import { chance } from '../support/chance.ts'
import { ask, authorityWithoutSirens, keyOf, startServe, type Serving } from '../support/serve.node.ts'
import { zadonsky } from '../support/server.node.ts'
import { removeAtExit } from '../support/started.node.ts'
import { ledgerBook } from './ledger-book.node.ts'

const times = Math.min(Number(process.env['CRASH_TIMES'] ?? 8), 200)
const seed = process.env['CRASH_SEED'] ?? String(Date.now() % 1_000_000)
const protocol = readFileSync(
  join(import.meta.dirname, '..', '..', 'packs', 'protocols', 'drone-red.yaml'),
  'utf8',
)

interface RunView {
  readonly id: string
  readonly alert: string
  readonly phase: string
  readonly tasks: readonly { readonly key: string; readonly state: string }[]
}
interface Tick {
  readonly run: string
  readonly task: string
  readonly given: object
}

test(`a server killed ${times} times starts every list once, and keeps what was done once`, async () => {
  console.log(`seed ${seed}: npm run test:crash -- protocols --times ${times} --seed ${seed}`)
  const luck = chance(seed)
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-lists-'))
  removeAtExit(folder)
  const authority = join(folder, 'authority.json')
  writeFileSync(authority, authorityWithoutSirens())
  let serving: Serving | undefined
  let url = ''
  const begin = async () => {
    const settings = { TOCSIN_AUTHORITY: authority, TOCSIN_BROKER: 'none' }
    serving = startServe({ folder, settings })
    url = await serving.ready
  }
  const as = (who: 'olena' | 'taras' | 'admin') => keyOf(folder, who)
  /** Undefined where no answer came: it may have been carried out. */
  const tried = async (path: string, body: object, key: string) => {
    try {
      return await ask(url, 'POST', path, { as: as('olena'), body, key })
    } catch {
      return undefined
    }
  }
  const runs = async () =>
    ((await ask(url, 'GET', '/v1/protocol-runs?which=all', { as: as('olena') })).body as { runs: RunView[] })
      .runs
  const issued = new Set<string>()
  const ended = new Set<string>()
  const acknowledged: Tick[] = []
  let unanswered: Tick[] = []
  let orders = 0
  const tick = async (one: Tick) => {
    const answer = await tried(
      `/v1/protocol-runs/${one.run}/tasks/${one.task}/done`,
      { given: one.given },
      `t${++orders}`,
    )
    if (answer === undefined) unanswered.push(one)
    else if (answer.status === 200) acknowledged.push(one)
    // By another answer meanwhile.
    else
      assert.equal(
        (answer.body as { code: string }).code,
        'response/task-not-needed',
        JSON.stringify(answer.body),
      )
  }
  const ticksOf = ({ id, tasks }: RunView): Tick[] =>
    tasks
      .filter(({ state }) => state === 'open' || state === 'late')
      .flatMap(({ key }): Tick[] => {
        const given: { readonly [task: string]: object } = {
          'shelters-open': { how: 'value', value: luck.between(0, 500) },
          plant: { how: 'choice', choice: luck.pick(['running', 'no-answer']) },
          'picture-of-debris': {},
        }
        return key === 'picture-of-debris'
          ? []
          : [{ run: id, task: key, given: given[key] ?? { how: 'tick' } }]
      })

  await begin()
  const put = await ask(url, 'PUT', '/v1/protocols/drone-red', { as: as('admin'), body: { text: protocol } })
  assert.equal(put.status, 200, JSON.stringify(put.body))
  for (let life = 1; life <= times; life++) {
    const drafted = await ask(url, 'POST', '/v1/alerts', {
      as: as('olena'),
      body: { threat: 'drone', level: 'red', areas: [zadonsky] },
    })
    const { id, contentHash } = (drafted.body as { alert: { id: string; contentHash: string } }).alert
    for (const [step, who, body] of [
      ['submit', 'olena', {}],
      ['approve', 'taras', { contentHash }],
    ] as const)
      await ask(url, 'POST', `/v1/alerts/${id}/${step}`, { as: as(who), body })
    const open = (await runs()).filter(({ phase }) => phase !== 'closed').flatMap(ticksOf)
    const work = [
      (async () => {
        const answer = await tried(`/v1/alerts/${id}/issue`, {}, `i${++orders}`)
        if (answer?.status === 200) issued.add(id)
        // Issued and ended before anybody looks whether a list should start.
        if (answer?.status === 200 && luck.happens(0.5)) {
          const over = await tried(`/v1/alerts/${id}/all-clear`, {}, `e${++orders}`)
          if (over?.status === 200) ended.add(id)
        }
      })(),
      ...open.map(tick),
    ]
    await wait(luck.between(0, 700))
    await serving!.end('SIGKILL')
    await Promise.all(work)
    await begin()
    // What nobody knows of is sent again, as a person would.
    const again = unanswered
    unanswered = []
    for (const one of again) await tick(one)
    for (let left = 100; ; left--) {
      const there = await runs()
      const lacking = [...issued].filter((alert) => !there.some((run) => run.alert === alert))
      const open = there.filter(({ alert, phase }) => ended.has(alert) && phase === 'running')
      if (lacking.length === 0 && open.length === 0) break
      assert.ok(
        left > 0,
        `no list, or no closing list, for ${[...lacking, ...open.map(({ id }) => id)].join(' ')}`,
      )
      await wait(50)
    }
  }
  await serving!.end('SIGTERM')

  const book = ledgerBook(join(folder, 'ledger.sqlite'))
  assert.deepEqual((await book.read()).flaws, [])
  const facts = [...book.facts.values()].filter(({ stream }) => stream === 'protocol-runs')
  const told = (type: string) => facts.filter((fact) => fact.type === type)
  const twice = (all: readonly string[]) => all.filter((one, at) => all.indexOf(one) !== at)
  const runIn = ({ data }: Fact) => String(data['run'])
  assert.deepEqual(twice(told('protocol-started').map(runIn)), [], 'started twice')
  assert.deepEqual(twice(told('protocol-closing-started').map(runIn)), [], 'closing began twice')
  // Said again with the same it is nothing new; whatever was acknowledged stands there.
  const done = told('protocol-task-done').map(
    ({ data }) => `${data['run']} ${data['task']} ${canonicalJson(data['given']!)}`,
  )
  assert.deepEqual(twice(done), [], 'done twice')
  const lost = acknowledged.filter(
    ({ run, task, given }) => !done.includes(`${run} ${task} ${canonicalJson(given as Json)}`),
  )
  assert.deepEqual(lost, [], 'lost')
  assert.ok(issued.size > 0 && acknowledged.length > 0)
  console.log(
    `${times} kills: ${issued.size} alerts, ${told('protocol-started').length} lists, ${ended.size} ended at once, ` +
      `${acknowledged.length} tasks acknowledged, ${done.length} in the ledger`,
  )
})
