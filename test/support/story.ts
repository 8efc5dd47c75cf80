/**
 * Whole stories in virtual time. A story is a timeline: `at` says what happens when, `within` what must have come true so
 * much later, `never` what must not happen from there on, `finally` what holds at the end. It takes as long as a test.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plus, type Instant, type Milliseconds } from '#base'
import type { Check } from './story-checks.ts'
import { person, type Deed } from './story-people.ts'
import { openStoryWorld, type StorySettings, type StoryWorld } from './story-world.ts'

export { any, board, ledger, phone, reach, siren } from './story-checks.ts'
export { calls, pager, review } from './story-calls.ts'
export { nature, warning } from './story-people.ts'

export const olena = person('olena')
export const taras = person('taras')
export const petro = person('petro')

export interface Timeline {
  /** `00:37` is local time of the night, `24:30` half an hour into the next day; what is done is done in this order. */
  at(clock: string, ...deeds: Deed[]): void
  /** `00:05` is five seconds, counted from the last `at`; what is expected may come any time until then. */
  within(duration: string, ...checks: Check[]): void
  /** True at this very moment, once everything that is due has happened. */
  now(...checks: Check[]): void
  /** From the last `at` on, to the end of the story. */
  never(...checks: Check[]): void
  /** At the end, when everything is quiet. */
  finally(...checks: Check[]): void
  /** A warning or an error of the log that belongs to the story. */
  expects(message: RegExp): void
}

type Step =
  | { readonly type: 'at'; readonly clock: string; readonly deeds: readonly Deed[] }
  | { readonly type: 'within'; readonly wait: Milliseconds; readonly checks: readonly Check[] }
  | { readonly type: 'never' | 'finally'; readonly checks: readonly Check[] }

export function story(
  name: string,
  tell: (t: Timeline) => void | Promise<void>,
  settings: StorySettings = {},
): void {
  test(name, async () => {
    const steps: Step[] = []
    const expected: RegExp[] = []
    await tell({
      at: (clock, ...deeds) => void steps.push({ type: 'at', clock, deeds }),
      within: (duration, ...checks) => void steps.push({ type: 'within', wait: lengthOf(duration), checks }),
      now: (...checks) => void steps.push({ type: 'within', wait: 0, checks }),
      never: (...checks) => void steps.push({ type: 'never', checks }),
      finally: (...checks) => void steps.push({ type: 'finally', checks }),
      expects: (message) => void expected.push(message),
    })
    const world = await openStoryWorld(settings)
    try {
      await play(world, steps)
      const unexpected = world.log.lines.filter(
        ({ level, message }) => level !== 'info' && !expected.some((one) => one.test(message)),
      )
      assert.deepEqual(unexpected, [], 'the system warned of something that the story did not expect')
    } finally {
      await world.close()
    }
  })
}

async function play(world: StoryWorld, steps: readonly Step[]): Promise<void> {
  const begins = world.clock.now()
  const forbidden: { readonly check: Check; readonly since: Instant }[] = []
  let last = begins
  const nothingForbidden = async () => {
    for (const { check, since } of forbidden)
      assert.ok(!(await check.holds(world, since)), `at ${world.clock.now()}: never should ${check.says}`)
  }
  /** Step by step, so that nothing forbidden can happen and be undone between two looks. */
  const passUntil = async (end: Instant, until: () => Promise<boolean>) => {
    await world.passUntil(world.clock.now())
    await nothingForbidden()
    for (let due = world.nextDueAt(); due !== undefined && due <= end; due = world.nextDueAt()) {
      if (await until()) return
      await world.passUntil(due)
      await nothingForbidden()
    }
    if (!(await until())) await world.passUntil(end)
    await nothingForbidden()
  }
  for (const step of steps) {
    switch (step.type) {
      case 'at': {
        last = momentOf(begins, step.clock)
        assert.ok(last >= world.clock.now(), `${step.clock} is over already`)
        await passUntil(last, async () => false)
        for (const deed of step.deeds) await deed.act(world)
        await passUntil(last, async () => false)
        break
      }
      case 'within': {
        const end = plus(last, step.wait)
        const since = last
        for (const check of step.checks) {
          await passUntil(end, async () => check.holds(world, since))
          assert.ok(
            await check.holds(world, since),
            `by ${world.clock.now()} it is not so that ${check.says}${told(world)}`,
          )
        }
        break
      }
      case 'never':
        for (const check of step.checks) forbidden.push({ check, since: last })
        await nothingForbidden()
        break
      case 'finally':
        await world.passUntil(world.clock.now())
        for (const check of step.checks)
          assert.ok(await check.holds(world, begins), `in the end it is not so that ${check.says}`)
    }
  }
}

/** The last things that were heard, for who looks for the mistake. */
function told({ heard }: StoryWorld): string {
  const lines = heard
    .slice(-12)
    .map(
      ({ at, device, notice, volume, answer }) =>
        `  ${at} ${device} (${answer}): ${notice.id} ${notice.kind} ${notice.level}, ${volume}`,
    )
  return `\nheard last:\n${lines.join('\n')}`
}

/** `00:37` after the local midnight that the story begins at. */
function momentOf(begins: Instant, clock: string): Instant {
  const parts = /^(\d\d):(\d\d)(?::(\d\d))?$/.exec(clock)
  assert.ok(parts !== null, `${clock} is no time of day`)
  const [, hours, minutes, seconds = '0'] = parts
  return plus(begins, ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000)
}

/** `01:30` is a minute and a half. */
function lengthOf(duration: string): Milliseconds {
  const parts = /^(\d\d):(\d\d)$/.exec(duration)
  assert.ok(parts !== null, `${duration} is no length of minutes and seconds`)
  return (Number(parts[1]) * 60 + Number(parts[2])) * 1_000
}
