/** Whether the ledger, the board and the desk are as the publishers would have them, whatever happened to the servers that read them. */
import assert from 'node:assert/strict'
import { emptyWorld } from '#alerts'
import type { Fact } from '#ledger'
import {
  doneTooEarly,
  movedTwice,
  neverMoved,
  neverTaken,
  takenWrongly,
  type Kept,
} from '../support/exchange-checks.ts'
import type { Publisher } from '../support/publisher.node.ts'
import { ask } from '../support/serve.node.ts'
import type { Reading } from './reading.node.ts'
import { until } from './two-servers.node.ts'

export function flawsOf(facts: Iterable<Fact>, reading: Reading, kept: Kept): string[] {
  const all = [...facts]
  return [
    ...takenWrongly(all, reading.publishers, kept),
    ...doneTooEarly(all, reading.publishers, kept),
    ...movedTwice(all),
    ...neverMoved(all, kept),
    ...reading.flaws(),
  ]
}

/** Tells the server to ask until it has everything, and waits until the board has moved. */
export async function comesToRest(
  url: string,
  admin: string,
  reading: Reading,
  read: () => Promise<Iterable<Fact>>,
): Promise<void> {
  const { publishers } = reading
  const patience = performance.now() + 20_000
  for (;;) {
    for (const publisher of publishers) {
      reading.tells(publisher)
      const { status } = await ask(url, 'POST', `/v1/sources/${publisher.name}/check`, {
        as: admin,
        body: {},
      })
      assert.equal(status, 200)
    }
    const missing = neverTaken(await read(), publishers)
    if (missing.length === 0) break
    assert.ok(performance.now() < patience, missing.join('\n'))
  }
  // Whether it has moved as it should is for others to say; this only gives it the time.
  const standing = standingOf(publishers).join()
  await until('the board has moved', async () => standingIn(await read()).join() === standing, 5_000).catch(
    () => {},
  )
}

/** `threat level areas identifier` of what is in force by the facts. */
export function standingIn(facts: Iterable<Fact>): string[] {
  const world = emptyWorld()
  for (const fact of facts) world.apply(fact)
  return [...world.inForce()]
    .map(({ content: { threat, level, areas, relayed } }) =>
      [
        threat,
        level,
        areas
          .map(({ code }) => code)
          .sort()
          .join('+'),
        relayed?.identifier,
      ].join(' '),
    )
    .sort()
}

export function standingOf(publishers: readonly Publisher[]): string[] {
  return publishers
    .filter(({ name }) => name !== 'reported')
    .flatMap((publisher) => publisher.standing())
    .sort()
}

/** The board and the desk are as the publishers would have them. */
export async function agrees(
  url: string,
  olena: string,
  publishers: readonly Publisher[],
  facts: Iterable<Fact>,
): Promise<void> {
  const all = [...facts]
  assert.deepEqual(standingIn(all), standingOf(publishers))
  const world = emptyWorld()
  for (const fact of all) world.apply(fact)
  const { body } = await ask(url, 'GET', '/v1/board?mode=drill')
  const { lines } = body as {
    readonly lines: readonly { readonly alerts: readonly { readonly alert: string }[] }[]
  }
  const shown = new Set(lines.flatMap(({ alerts }) => alerts.map(({ alert }) => alert)))
  assert.deepEqual([...shown].sort(), [...world.inForce()].map(({ id }) => id as string).sort())
  const desk = await ask(url, 'GET', '/v1/reports', { as: olena })
  const { reports } = desk.body as {
    readonly reports: readonly {
      readonly source: string
      readonly identifier: string
      readonly state: string
      readonly refused?: object
    }[]
  }
  assert.deepEqual(
    reports.filter(({ refused }) => refused !== undefined),
    [],
    'the board refused something',
  )
  assert.deepEqual(
    reports
      .flatMap(({ source, identifier, state }) =>
        source === 'reported' && state === 'open' ? identifier : [],
      )
      .sort(),
    publishers
      .find(({ name }) => name === 'reported')!
      .last()
      .toSorted(),
  )
}
