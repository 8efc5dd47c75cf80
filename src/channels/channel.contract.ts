/** What every channel must satisfy: honest outcomes, no sending where it may not, and no harm from repeating. */
import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import type { Notice } from '#alerts'
import type { AreaCode } from '#areas'
import { modes, type Mode, type NoticeId } from '#base'
import type { Channel, Outcome, Target } from './channel.ts'

/**
 * A channel with an outside that obeys the test. `notice()` builds a sounding drill notice for areas in which the
 * channel has at least one target. `received()` lists what the outside acted on, after it dropped repeats by the
 * means the channel gives it (a counter, an idempotency key); a notice that was only refused isn't in it.
 */
export interface ChannelWorld {
  readonly channel: Channel
  notice(overrides?: Partial<Notice>): Notice
  /**
   * How the outside behaves from now on: `confirm` takes a notice and says so, `refuse` answers no, `drop` takes it
   * and the line breaks before an answer, `silence` takes it and never answers.
   */
  behave(how: 'confirm' | 'refuse' | 'drop' | 'silence'): void | Promise<void>
  received(): readonly { readonly notice: string; readonly target: string; readonly mode?: Mode }[]
  close(): Promise<void>
}

export function channelContract(name: string, makeWorld: () => Promise<ChannelWorld>): void {
  describe(`the channel ${name}`, () => {
    let world: ChannelWorld
    beforeEach(async () => {
      world = await makeWorld()
    })
    afterEach(() => world.close())

    const inAreasOf = (notice: Notice) => (area: AreaCode) => notice.areas.some(({ code }) => code === area)
    const patience = () => AbortSignal.timeout(world.channel.patienceFor + 5_000)
    const firstTarget = async (notice: Notice): Promise<Target> => {
      const [target] = await world.channel.targets(notice, inAreasOf(notice))
      assert.ok(target, 'the world must have a target in the areas of its notice')
      return target
    }
    const sent = async (how: Parameters<ChannelWorld['behave']>[0], overrides?: Partial<Notice>) => {
      await world.behave(how)
      const notice = world.notice(overrides)
      const target = await firstTarget(notice)
      return { notice, target, outcome: await world.channel.send(notice, target, patience()) }
    }
    const receivedOf = (notice: Notice, target: Target) =>
      world.received().filter((it) => it.notice === notice.id && it.target === target.id)

    test('says what it can do', () => {
      assert.match(world.channel.name, /^[a-z][a-z0-9-]*$/)
      assert.ok(world.channel.abilities.modes.length > 0)
      assert.ok(world.channel.patienceFor > 0 && world.channel.concurrency > 0)
    })

    test('names the same targets each time it is asked, none twice', async () => {
      const notice = world.notice()
      const once = await world.channel.targets(notice, inAreasOf(notice))
      const again = await world.channel.targets(notice, inAreasOf(notice))
      assert.deepEqual(again, once)
      assert.equal(new Set(once.map(({ id }) => id)).size, once.length)
    })

    test('names only targets in the areas it was asked for', async () => {
      const notice = world.notice()
      const covers = inAreasOf(notice)
      for (const { id, areas } of await world.channel.targets(notice, covers))
        assert.ok(areas === 'everywhere' || areas.some(covers), `${id} lies outside`)
      for (const { id, areas } of await world.channel.targets(notice, () => false))
        assert.equal(areas, 'everywhere', `${id} was named although nothing is covered`)
    })

    test('claims no more than its outside can know', async () => {
      const { notice, target, outcome } = await sent('confirm')
      const { confirms } = world.channel.abilities
      if (confirms === 'nothing') assert.equal(outcome.kind, 'accepted')
      else assert.ok(outcome.kind === 'accepted' || outcome.kind === 'confirmed', say(outcome))
      if (outcome.kind === 'confirmed')
        assert.ok(outcome.by === confirms || confirms === 'person', say(outcome))
      assert.equal(receivedOf(notice, target).length, 1)
    })

    test('hands the mode on unchanged', async () => {
      for (const mode of world.channel.abilities.modes) {
        const { notice, target } = await sent('confirm', {
          mode,
          id: `${world.notice().id}-${mode}` as NoticeId,
        })
        for (const it of receivedOf(notice, target)) if (it.mode !== undefined) assert.equal(it.mode, mode)
      }
    })

    test('reports a refusal as a refusal, with a problem', async () => {
      const { outcome } = await sent('refuse')
      assert.equal(outcome.kind, 'refused', say(outcome))
      assert.match(outcome.kind === 'refused' ? outcome.problem : '', /^[a-z-]+\/[a-z-]+$/)
    })

    test('says unknown when the line breaks after the notice was handed over', async () => {
      const { outcome } = await sent('drop')
      assert.equal(outcome.kind, 'unknown', say(outcome))
    })

    test('says unknown when it is called off while nobody answers', async () => {
      await world.behave('silence')
      const notice = world.notice()
      const off = new AbortController()
      const sending = world.channel.send(notice, await firstTarget(notice), off.signal)
      setTimeout(() => off.abort(), 50)
      const outcome = await sending
      assert.ok(outcome.kind === 'unknown' || nothingToConfirm(world.channel, outcome), say(outcome))
    })

    test('sends nothing when it was called off before', async () => {
      await world.behave('confirm')
      const notice = world.notice()
      const target = await firstTarget(notice)
      const outcome = await world.channel.send(notice, target, AbortSignal.abort())
      assert.ok(outcome.kind === 'unknown' || outcome.kind === 'refused', say(outcome))
      assert.deepEqual(receivedOf(notice, target), [])
    })

    test('refuses a mode it does not carry, for good, and sends nothing', async (t) => {
      const foreign = modes.filter((mode) => !world.channel.abilities.modes.includes(mode))
      if (foreign.length === 0) return t.skip('it carries every mode')
      await world.behave('confirm')
      const target = await firstTarget(world.notice())
      for (const mode of foreign) {
        const notice = world.notice({ mode, id: `${world.notice().id}-${mode}` as NoticeId })
        const outcome = await world.channel.send(notice, target, patience())
        assert.ok(outcome.kind === 'refused' && outcome.retry === 'never', say(outcome))
        assert.deepEqual(receivedOf(notice, target), [])
      }
    })

    test('does no harm when a notice is sent again', async () => {
      const { notice, target, outcome: first } = await sent('confirm')
      const second = await world.channel.send(notice, target, patience())
      assert.equal(second.kind, first.kind, say(second))
      assert.equal(receivedOf(notice, target).length, 1, 'acted on twice')
    })

    test('reaches with the end everyone whom the warning reached', async () => {
      const { notice, target } = await sent('confirm')
      const end = world.notice({
        id: `${notice.alert}.${notice.revision + 1}` as NoticeId,
        revision: notice.revision + 1,
        kind: 'all-clear',
        reason: 'cleared',
        loudFor: [],
      })
      const targets = await world.channel.targets(end, inAreasOf(end))
      assert.ok(
        targets.some(({ id }) => id === target.id),
        'the end misses a target that was warned',
      )
      const outcome = await world.channel.send(end, target, patience())
      assert.ok(outcome.kind === 'accepted' || outcome.kind === 'confirmed', say(outcome))
      assert.equal(receivedOf(end, target).length, 1)
    })

    test('sends nothing after it was closed, and closes twice without complaint', async () => {
      await world.behave('confirm')
      const notice = world.notice()
      const target = await firstTarget(notice)
      await world.channel.close()
      const outcome = await world.channel.send(notice, target, patience())
      assert.ok(outcome.kind === 'refused' || outcome.kind === 'unknown', say(outcome))
      assert.deepEqual(receivedOf(notice, target), [])
      await world.channel.close()
    })
  })
}

/** A channel whose carrier takes everything at once may have had its answer before it was called off. */
function nothingToConfirm(channel: Channel, outcome: Outcome): boolean {
  return channel.abilities.confirms === 'nothing' && outcome.kind === 'accepted'
}

function say(outcome: Outcome): string {
  return `it said ${JSON.stringify(outcome)}`
}
