import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { noticesOf, type AlertOrder, type ForeseeableOrder, type Notice } from '#alerts'
import type { AreaCode } from '#areas'
import { minute, plus, type ActorId, type AlertId, type Sha256 } from '#base'
import type { LadderId, LevelId, ThreatId } from '#threats'
import { openStoryWorld, type StoryWorld } from '../../test/support/story-world.ts'
import { foreseeReach } from './preview-reach.ts'

const olena = 'olena' as ActorId
const people = [olena, 'taras' as ActorId]
const places = ['RU-LIP', 'Zadonsky', 'Terbunsky', 'Dankovsky', 'Yeletsky', 'Lebedyansky'] as const

interface Step {
  readonly type: ForeseeableOrder['type']
  readonly by: ActorId
  readonly as: 'human' | 'machine'
  readonly level: LevelId
  readonly areas: readonly string[]
  readonly renewForMinutes: number
  readonly alone: 'alone' | 'with-others'
  readonly hash: 'read' | 'stale'
  readonly version: 'not-said' | 'read' | 'stale'
  readonly after: number
  /** Which of the alerts that there are. */
  readonly which: number
}

const step: fc.Arbitrary<Step> = fc.record({
  type: fc.constantFrom(
    ...(['draft', 'draft', 'edit', 'discard', 'submit', 'submit', 'approve', 'approve', 'return'] as const),
    ...(['issue', 'issue', 'issue', 'raise', 'lower', 'extend', 'reduce', 'correct', 'renew'] as const),
    ...(['all-clear', 'retract'] as const),
  ),
  by: fc.constantFrom(...people),
  as: fc.constantFrom('human', 'human', 'human', 'machine'),
  level: fc.constantFrom('yellow', 'red', 'red', 'violet') as fc.Arbitrary<LevelId>,
  areas: fc.uniqueArray(fc.constantFrom(...places), { minLength: 1, maxLength: 4 }),
  renewForMinutes: fc.constantFrom(30, 60, 90, 1),
  alone: fc.constantFrom('alone', 'with-others', 'with-others'),
  hash: fc.constantFrom('read', 'read', 'read', 'stale'),
  version: fc.constantFrom('not-said', 'not-said', 'read', 'stale'),
  after: fc.constantFrom(0, 1, 20, 40),
  which: fc.nat({ max: 2 }),
})

/** One that is issued by two people to begin with: chance alone seldom gets there. */
const issuedFirst: readonly Step[] = (['draft', 'submit', 'approve', 'issue'] as const).map((type) => ({
  ...{ type, by: people[type === 'approve' ? 1 : 0]!, as: 'human', level: 'yellow' as LevelId },
  ...{ areas: places.slice(1), renewForMinutes: 60, alone: 'with-others', hash: 'read', version: 'read' },
  ...{ after: 1, which: 0 },
}))
/** A change and its approval, which is not often met by chance either. */
const agreed = fc
  .tuple(step, fc.constantFrom('raise', 'lower', 'extend', 'reduce', 'correct'))
  .map(([given, type]): Step[] => {
    const level = (type === 'raise' ? 'red' : 'yellow') as LevelId
    const both = {
      ...given,
      level,
      alone: 'with-others',
      hash: 'read',
      version: 'not-said',
      which: 0,
    } as const
    return [
      { ...both, type, by: people[0]! },
      { ...both, type: 'approve', by: people[1]!, as: 'human' },
    ]
  })
const walks = fc
  .tuple(
    fc.constantFrom([], issuedFirst, issuedFirst),
    fc.array(agreed, { maxLength: 5 }),
    fc.array(step, { minLength: 10, maxLength: 30 }),
  )
  .map(([begun, changes, steps]) => [...begun, ...changes.flat(), ...steps])

function orderOf(given: Step, world: StoryWorld, alerts: readonly AlertId[]): ForeseeableOrder {
  const { type, level, renewForMinutes } = given
  const areas = world.areas(given.areas) as AreaCode[]
  const threat = 'drone' as ThreatId
  if (type === 'draft' || alerts.length === 0) {
    const ladder = 'lipetsk' as LadderId
    return { type: 'draft', mode: world.system.config.mode, threat, ladder, level, areas, renewForMinutes }
  }
  const id = alerts[given.which % alerts.length]!
  const alert = world.system.world.alert(id)
  assert.ok(alert.status !== 'none')
  const read = alert.status === 'issued' && alert.pending !== undefined ? alert.pending : alert
  const about = {
    alert: id,
    as: given.as,
    ...(given.version === 'not-said'
      ? {}
      : { readVersion: alert.version - (given.version === 'read' ? 0 : 1) }),
  }
  const alone = given.alone === 'alone' ? { emergency: 'Nobody else is awake here' } : {}
  const more: { readonly [type in AlertOrder['type']]: object } = {
    edit: { areas, level, renewForMinutes },
    ...{
      discard: {},
      submit: {},
      issue: alone,
      return: { reason: 'Not so' },
      retract: { reason: 'A mistake' },
    },
    approve: { contentHash: given.hash === 'read' ? read.contentHash : ('0'.repeat(64) as Sha256) },
    ...{ raise: { level, ...alone }, lower: { level, ...alone } },
    ...{ extend: { areas, ...alone }, reduce: { areas, ...alone }, renew: { renewForMinutes } },
    correct: { texts: { en: { 90: `DRILL. Corrected at ${world.clock.now().slice(11, 16)}.` } }, ...alone },
    'all-clear': given.hash === 'read' ? { areas } : {},
  }
  return { type, ...about, ...more[type] } as ForeseeableOrder
}

/** What a notice says and to whom; its id and place in the ledger come with the fact. */
function told(notice: Notice) {
  const { id: _, alert: __, seq: ___, ...said } = notice
  return said
}

async function walk(world: StoryWorld, steps: readonly Step[], heard: Map<string, number>) {
  const { system, clock } = world
  const alerts: AlertId[] = []
  /** What each alert's people were promised to hear, since its words were last changed. */
  const promised = new Map<AlertId, readonly Notice[]>()
  const seen = { carriedOut: 0, refused: 0 }
  for (const given of steps) {
    await world.passUntil(plus(clock.now(), given.after * minute))
    const order = orderOf(given, world, alerts)
    const head = (await system.ledger.head()).seq
    const foreseen = await system.desk.foresee(order, given.by)
    const earlier = order.alert === undefined ? [] : await system.attempts.byAlert(order.alert)
    const reach = foreseen.ok
      ? await foreseeReach(foreseen.value.notices, system.channels(), earlier, system.areas.hierarchy())
      : undefined
    assert.equal((await system.ledger.head()).seq, head, 'looking wrote something')
    assert.deepEqual(order.alert === undefined ? [] : await system.attempts.byAlert(order.alert), earlier)
    const ordered = await system.desk.order(order, given.by)
    if (!ordered.ok) {
      seen.refused++
      const state = ordered.problem.details['state']
      const waits =
        ordered.problem.code === 'alerts/not-approved' && (state === 'draft' || state === 'submitted')
      if (waits)
        assert.ok(
          foreseen.ok && foreseen.value.needs.step === (state === 'draft' ? 'submit' : 'approve'),
          'only somebody is missing, and it does not say so',
        )
      else assert.deepEqual(foreseen, ordered, `${order.type} is refused otherwise than previewed`)
      continue
    }
    seen.carriedOut++
    assert.ok(foreseen.ok, `${order.type} was refused when previewed: ${JSON.stringify(foreseen)}`)
    const { alert, facts } = ordered.value
    if (order.type === 'draft') alerts.push(alert.id)
    assert.deepEqual({ ...foreseen.value.after, id: alert.id }, alert, `${order.type} left another alert`)
    const said = facts.flatMap(noticesOf)
    const out = foreseen.value.notices
    if (said.length === 0) {
      const isOver = order.type === 'return' || order.type === 'discard'
      assert.equal(out.length === 0, isOver, 'what waits is shown as it would go out')
      if (!isOver) promised.set(alert.id, out)
      else if (alert.status !== 'draft') promised.delete(alert.id)
      continue
    }
    for (const { reason } of said) heard.set(reason, (heard.get(reason) ?? 0) + 1)
    assert.deepEqual(out.map(told), said.map(told), `${order.type} said something else than previewed`)
    const before = promised.get(alert.id)
    if (order.type === 'issue' || order.type === 'approve')
      assert.deepEqual(
        before?.map(({ areas, wording }) => [areas, wording]),
        said.map(({ areas, wording }) => [areas, wording]),
        'not what was shown when it was drafted or proposed',
      )
    if (alert.status !== 'issued' || alert.pending === undefined) promised.delete(alert.id)
    await system.quiet()
    const planned = (await system.attempts.byAlert(alert.id)).filter(
      ({ revision }) => revision === said[0]!.revision,
    )
    assert.deepEqual(
      reach!.tries.map(({ notice, channel, target }) => ({ notice, channel, target })).toSorted(byText),
      planned.map(({ notice, channel, target }) => ({ notice, channel, target })).toSorted(byText),
      `${order.type} would have been sent to others`,
    )
  }
  return seen
}

function byText(a: object, b: object): number {
  const [one, other] = [JSON.stringify(a), JSON.stringify(b)]
  return one < other ? -1 : one > other ? 1 : 0
}

const everyReason = [
  ...(['issued', 'raised', 'lowered', 'extended', 'reduced', 'corrected', 'renewed'] as const),
  ...(['areas-cleared', 'cleared', 'retracted'] as const),
]

describe('what is previewed', () => {
  for (const mode of ['drill', 'live'] as const)
    test(`is what the order then does, says and sends, or the very refusal, whatever the order (${mode})`, async () => {
      const total = { carriedOut: 0, refused: 0 }
      const heard = new Map<string, number>()
      await fc.assert(
        fc.asyncProperty(walks, async (steps) => {
          const world = await openStoryWorld({ mode })
          try {
            const seen = await walk(world, steps, heard)
            for (const what of ['carriedOut', 'refused'] as const) total[what] += seen[what]
          } finally {
            await world.close()
          }
        }),
        { seed: 20261123, numRuns: 40 },
      )
      for (const [what, count] of Object.entries(total)) assert.ok(count >= 100, `${what}: only ${count}`)
      for (const reason of everyReason) assert.ok(heard.has(reason), `nothing was ever ${reason} (${mode})`)
    })
})
