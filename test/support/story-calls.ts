/** What a story expects of calling a second person: whose pager rings about what, and which reviews are open. */
import assert from 'node:assert/strict'
import type { Instant } from '#base'
import type { CallMessage } from '#people'
import type { Check } from './story-checks.ts'
import type { Warning } from './story-people.ts'
import type { StoryWorld } from './story-world.ts'

const check = (
  says: string,
  holds: (world: StoryWorld, since: Instant) => boolean | Promise<boolean>,
): Check => ({
  says,
  holds,
})

export function pager(person: string) {
  const of = ({ called }: StoryWorld) => called.filter((one) => one.person === person)
  return {
    rings: (what: CallMessage['what'], step?: CallMessage['step']) =>
      check(`the pager of ${person} rings for ${what}`, (world, since) =>
        of(world).some(
          ({ at, message }) =>
            at >= since && message.what === what && (step ?? message.step) === message.step,
        ),
      ),
    ringsAtAll: () =>
      check(`the pager of ${person} rings`, (world, since) => of(world).some(({ at }) => at > since)),
    hasRung: (times: number) =>
      check(`the pager of ${person} has rung ${times} times`, (world) => {
        assert.deepEqual(of(world).map(({ at, message }) => `${at} ${message.what}`).length, times, person)
        return true
      }),
    says: (words: RegExp) =>
      check(`the pager of ${person} says ${words}`, (world) =>
        of(world).some(({ message }) => words.test(JSON.stringify(message))),
      ),
  }
}

export function review(it: Warning) {
  const of = ({ system, alerts }: StoryWorld) => system.world.review(alerts.get(it.name)!)
  return {
    isOpen: (acts = 1) =>
      check(`the review of ${it.name} is open, of ${acts}`, (world) => of(world)?.acts.length === acts),
    isClosed: () => check(`the review of ${it.name} is closed`, (world) => of(world) === undefined),
  }
}

/** The facts of who was called about an alert, in order: `escalated on-duty: taras`, `mail taras accepted`. */
export const calls = {
  of: (it: Warning, ...lines: string[]) =>
    check(`the ledger says who was called about ${it.name}`, async ({ system, alerts }) => {
      const facts = await system.ledger.readStream(`second-person:${alerts.get(it.name)}`)
      assert.deepEqual(
        facts.map(({ type, data }) =>
          type === 'approval-escalated'
            ? `${data['step']}: ${(data['called'] as string[]).join(', ')}`
            : [data['by'], data['person'], data['outcome'], data['why']].filter(Boolean).join(' '),
        ),
        lines,
      )
      return true
    }),
}
