import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AreaCode } from '#areas'
import { hour, minute, plus, sha256, type ActorId, type AlertId, type Instant } from '#base'
import type { LadderId, LevelId, ThreatId } from '#threats'
import {
  decide,
  defaultPolicy,
  evolve,
  hashOfContent,
  none,
  type Alert,
  type AlertCommand,
  type AlertContent,
  type AlertFact,
  type FrozenArea,
  type Rules,
} from './index.ts'

const id = 'alert-1' as AlertId
const olena = 'olena' as ActorId
const taras = 'taras' as ActorId
const start = '2025-11-01T21:37:00.000Z' as Instant
const area = (code: string): FrozenArea => ({ code: code as AreaCode, names: { en: code }, shape: null })
const wording = (text: string) => ({ texts: { en: { 90: text, 360: text, 1395: text } }, missing: ['uk'] })
const red: AlertContent = {
  issuer: { en: 'Operations centre' },
  threat: 'drone' as ThreatId,
  ladder: 'lipetsk' as LadderId,
  level: 'red' as LevelId,
  step: { gravity: 'danger', height: 2, siren: 'danger' },
  areas: [area('A'), area('B')],
  wording: wording('Drones.'),
  renewForMinutes: 60,
  channels: 'all',
}
const yellow: AlertContent = { ...red, level: 'yellow' as LevelId, step: { gravity: 'advisory', height: 1 } }
const region = 'R' as AreaCode
const rules: Rules = {
  policy: defaultPolicy.live,
  contains: (outer, inner) => outer === inner || (outer === region && 'ABC'.includes(inner)),
}
const alone: Rules = { ...rules, policy: defaultPolicy.drill }

type Ask = AlertCommand extends infer C ? (C extends AlertCommand ? Omit<C, 'by' | 'at'> : never) : never
type Step = Ask & { by?: ActorId; at?: Instant }

/** Plays steps on an alert, each of which must be accepted. */
function after(steps: readonly Step[], under: Rules = rules): Alert {
  let alert: Alert = none
  for (const step of steps) {
    const decided = decide(alert, { by: olena, at: start, ...step } as AlertCommand, under)
    assert.ok(decided.ok, JSON.stringify(decided))
    for (const fact of decided.value) alert = evolve(alert, id, fact)
  }
  return alert
}

function facts(alert: Alert, step: Step, under: Rules = rules): readonly AlertFact[] {
  const decided = decide(alert, { by: olena, at: start, ...step } as AlertCommand, under)
  assert.ok(decided.ok, JSON.stringify(decided))
  return decided.value
}

function refusal(alert: Alert, step: Step, under: Rules = rules): string {
  const decided = decide(alert, { by: olena, at: start, ...step } as AlertCommand, under)
  return decided.ok ? `accepted: ${decided.value.map((fact) => fact.type).join()}` : decided.problem.code
}

const draft: Step = { type: 'draft', mode: 'live', content: red }
const submit: Step = { type: 'submit' }
const approve: Step = { type: 'approve', by: taras, contentHash: hashOfContent(red) }
const issue: Step = { type: 'issue' }
const issued = [draft, submit, approve, issue]
const change = (
  kind: 'raised' | 'lowered' | 'extended' | 'reduced' | 'corrected' | 'renewed',
  content: AlertContent,
): Step => ({
  type: 'change',
  change: kind,
  content,
})

describe('an alert', () => {
  test('is drafted, submitted, approved by a second person and issued', () => {
    const alert = after(issued)
    assert.equal(alert.status, 'issued')
    assert.ok(alert.status === 'issued')
    assert.equal(alert.approvedBy, taras)
    assert.equal(alert.renewBy, plus(start, hour))
    assert.equal(alert.revision, 1)
    assert.equal(alert.version, 4)
  })
  test('is never approved by its author', () =>
    assert.equal(refusal(after([draft, submit]), { ...approve, by: olena }), 'alerts/own-work'))
  test('is never approved by who edited it last', () => {
    const edited = { ...red, renewForMinutes: 30 }
    const alert = after([draft, { type: 'edit', content: edited, by: taras }, submit])
    assert.equal(refusal(alert, { ...approve, contentHash: hashOfContent(edited) }), 'alerts/own-work')
  })
  test('is never approved by who submitted it', () =>
    assert.equal(refusal(after([draft, { type: 'submit', by: taras }]), approve), 'alerts/own-work'))
  test('is not approved when it changed since it was read', () =>
    assert.equal(
      refusal(after([draft, submit]), { ...approve, contentHash: sha256('other') }),
      'alerts/changed-since-read',
    ))
  test('loses its approval by any edit', () => {
    const alert = after([draft, submit, approve, { type: 'edit', content: { ...red, renewForMinutes: 30 } }])
    assert.equal(alert.status, 'draft')
    assert.equal(refusal(alert, issue), 'alerts/not-approved')
  })
  test('is returned with a reason, edited and submitted again', () => {
    const alert = after([draft, submit, { type: 'return', reason: 'Wrong district', by: taras }])
    assert.ok(alert.status === 'draft' && alert.returned?.reason === 'Wrong district')
    assert.equal(
      refusal(after([draft, submit]), { type: 'return', reason: ' ', by: taras }),
      'alerts/reason-missing',
    )
  })
  test('is not issued unapproved', () => assert.equal(refusal(after([draft]), issue), 'alerts/not-approved'))
  test('is issued by one person in an emergency, with a reason that stays in the ledger', () => {
    const [fact] = facts(after([draft]), { type: 'issue', emergency: 'Nobody else is here' })
    assert.ok(fact?.type === 'alert-issued' && fact.data.emergency === 'Nobody else is here')
    assert.equal(fact.data.approvedBy, null)
    assert.equal(refusal(after([draft]), { type: 'issue', emergency: '' }), 'alerts/reason-missing')
  })
  test('is not issued by one person below the gravity that the policy names', () => {
    const advisory = after([{ ...draft, content: yellow } as Step])
    assert.equal(refusal(advisory, { type: 'issue', emergency: 'Nobody else' }), 'alerts/no-emergency-here')
  })
  test('is issued by one person where the policy asks for one', () =>
    assert.equal(after([{ ...draft, mode: 'drill' } as Step, issue], alone).status, 'issued'))
  test('keeps the mode of its draft in every fact', () => {
    const alert = after([{ ...draft, mode: 'drill' } as Step, issue], alone)
    for (const fact of facts(alert, { type: 'clear', wording: wording('Over.') }, alone))
      assert.equal(fact.mode, 'drill')
  })
  test('names no area: refused', () =>
    assert.equal(
      refusal(none, { type: 'draft', mode: 'live', content: { ...red, areas: [] } }),
      'alerts/no-areas',
    ))
  test('stands longer than the policy allows: refused', () => {
    for (const renewForMinutes of [0, -5, 4, 24 * 60 + 1, Number.NaN])
      assert.equal(
        refusal(none, { type: 'draft', mode: 'live', content: { ...red, renewForMinutes } }),
        'alerts/expiry-beyond-policy',
      )
  })
  test('says nothing in any language: refused', () => {
    const content = { ...red, wording: { texts: {}, missing: ['en'] } }
    assert.equal(refusal(none, { type: 'draft', mode: 'live', content }), 'alerts/nothing-said')
  })
  test('is refused when it moved on since it was read', () =>
    assert.equal(refusal(after([draft]), { ...submit, readVersion: 7 } as Step), 'alerts/version-moved'))
})

describe('an alert in force', () => {
  const inForce = after(issued)
  const lower = { ...red, ...{ level: yellow.level, step: yellow.step } }
  test('is raised only with a second person, and then at once', () => {
    const advisory = after([
      { ...draft, content: yellow } as Step,
      submit,
      { ...approve, contentHash: hashOfContent(yellow) } as Step,
      issue,
    ])
    const waiting = facts(advisory, change('raised', red))
    assert.deepEqual(
      waiting.map((fact) => fact.type),
      ['change-submitted'],
    )
    const pending = waiting.reduce((alert, fact) => evolve(alert, id, fact), advisory)
    assert.equal(refusal(pending, { ...approve, by: olena }), 'alerts/own-work')
    const [raised] = facts(pending, approve)
    assert.ok(raised?.type === 'alert-raised')
    assert.deepEqual(raised.data.told[0]?.loudFor, ['A', 'B'])
    assert.equal(raised.data.revision, 2)
  })
  test('takes one change at a time', () => {
    const both = { ...lower, areas: [area('A')] }
    assert.equal(refusal(inForce, change('lowered', both)), 'alerts/more-than-one-change')
  })
  test('is not raised to where it is, nor lowered', () => {
    assert.equal(refusal(inForce, change('raised', red)), 'alerts/not-higher')
    assert.equal(refusal(inForce, change('lowered', red)), 'alerts/not-lower')
  })
  test('is loud only where an extension is new', () => {
    const [extended] = facts(inForce, change('extended', { ...red, areas: [...red.areas, area('C')] }), alone)
    assert.ok(extended?.type === 'alert-extended')
    assert.deepEqual(extended.data.told[0]?.loudFor, ['C'])
  })
  test('is not extended to what it covers, nor reduced to all of it or none of it', () => {
    assert.equal(refusal(inForce, change('extended', red)), 'alerts/not-wider')
    assert.equal(refusal(inForce, change('reduced', red)), 'alerts/not-narrower')
    assert.equal(refusal(inForce, change('reduced', { ...red, areas: [area('C')] })), 'alerts/not-narrower')
  })
  test('tells those it leaves out that it ended for them', () => {
    const step: Step = {
      type: 'clear-areas',
      content: { ...red, areas: [area('A')] },
      leaves: { areas: [area('B')], wording: wording('Over in B.') },
    }
    const [fact] = facts(inForce, step)
    assert.ok(fact?.type === 'areas-cleared')
    assert.deepEqual(
      fact.data.told.map((one) => [one.kind, one.areas.map((a) => a.code)]),
      [
        ['update', ['A']],
        ['all-clear', ['B']],
      ],
    )
  })
  test('is renewed although a change waits, and the change goes on waiting', () => {
    const pending = after([...issued, change('lowered', lower)])
    const renewed = facts(pending, { ...change('renewed', red), at: plus(start, 30 * minute) } as Step)
    const alert = renewed.reduce((one, fact) => evolve(one, id, fact), pending)
    assert.ok(alert.status === 'issued' && alert.pending?.change === 'lowered')
    assert.equal(alert.renewBy, plus(start, 90 * minute))
    assert.equal(refusal(pending, change('reduced', { ...red, areas: [area('A')] })), 'alerts/change-waiting')
  })
  test('is ended by one person at any time, also while a change waits', () => {
    const pending = after([...issued, change('lowered', lower)])
    assert.equal(
      after([...issued, change('lowered', lower), { type: 'clear', wording: wording('Over.') }]).status,
      'ended',
    )
    assert.equal(
      refusal(pending, { type: 'retract', reason: '', wording: wording('Error.') }),
      'alerts/reason-missing',
    )
  })
  test('is flagged once before its time is up, and lapses as lapsed', () => {
    const flagged = after([...issued, { type: 'flag-expiry' }])
    assert.deepEqual(facts(flagged, { type: 'flag-expiry' }), [])
    const lapsed = after([
      ...issued,
      { type: 'flag-expiry' },
      { type: 'lapse', wording: wording('Not renewed.') },
    ])
    assert.ok(lapsed.status === 'ended' && lapsed.how === 'lapsed')
  })
  test('may be cleared explicitly after it lapsed, and only then', () => {
    const lapse: Step = { type: 'lapse', wording: wording('Not renewed.') }
    const clear: Step = { type: 'clear', wording: wording('Over.') }
    const cleared = after([...issued, lapse, clear])
    assert.ok(cleared.status === 'ended' && cleared.how === 'all-clear')
    assert.equal(refusal(cleared, clear), 'alerts/not-in-force')
  })
  test('is not changed after its end', () => {
    const over = after([...issued, { type: 'clear', wording: wording('Over.') }])
    for (const step of [
      change('renewed', red),
      { type: 'flag-expiry' } as Step,
      { type: 'lapse', wording: wording('') } as Step,
    ])
      assert.equal(refusal(over, step), 'alerts/not-in-force')
  })
})
