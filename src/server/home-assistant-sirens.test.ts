import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { minute, plus, type Instant, type Mode } from '#base'
import { neverHeard, type SirenState } from '#channels'
import { soundOf } from './home-assistant-sirens.ts'

const t0 = '2026-11-22T21:37:00.000Z' as Instant
const patience = { heartbeatWithin: minute }

function state(of: {
  readonly action?: 'sound' | 'stop' | 'quiet-test'
  readonly mode?: Mode
  readonly says?: 'sounding' | 'passed' | 'failed' | 'stopped'
  readonly how?: 'aloud' | 'said-only'
  readonly heard?: boolean
}): SirenState {
  const { action = 'sound', mode = 'live', says, how = 'aloud' } = of
  const command = { siren: 's', counter: 1, action, mode, issuedAt: t0, notAfter: plus(t0, 10 * minute) }
  return {
    ...neverHeard('s' as never),
    lastHeard: of.heard === false ? null : plus(t0, 1_000),
    order: { command, openAlerts: [], answerBy: plus(t0, 10_000), finishesWithin: 5 * minute },
    ...(says === undefined
      ? {}
      : {
          answer: {
            report: { siren: 's', at: t0, counter: 1, condition: says, faults: [], mode, how },
            ...{ authenticity: 'signed', heardAt: t0 },
          },
        }),
  } as unknown as SirenState
}

describe('a siren, for somebody who only watches', () => {
  const now = plus(t0, 20_000)
  test('warns while it says that it sounds, for a live alert alone', () => {
    assert.equal(soundOf(state({ says: 'sounding' }), now, patience), 'warns')
    for (const mode of ['drill', 'test'] as const)
      assert.equal(soundOf(state({ says: 'sounding', mode }), now, patience), 'exercises')
    assert.equal(soundOf(state({ says: 'sounding', how: 'said-only' }), now, patience), 'quiet')
  })

  test('is unknown when it was told to warn, or to stop, and nobody knows; not for ever', () => {
    for (const heard of [true, false]) {
      assert.equal(soundOf(state({ heard }), now, patience), 'unknown')
      assert.equal(soundOf(state({ heard, action: 'stop' }), now, patience), 'unknown')
    }
    assert.equal(soundOf(state({ heard: false, says: 'sounding' }), now, patience), 'unknown')
    assert.equal(soundOf(state({ heard: false }), plus(t0, 21 * minute), patience), 'quiet')
  })

  test('is quiet when it finished, failed, was tested, drilled, or never told', () => {
    for (const says of ['passed', 'failed', 'stopped'] as const)
      assert.equal(soundOf(state({ says }), now, patience), 'quiet')
    assert.equal(soundOf(state({ action: 'quiet-test' }), now, patience), 'quiet')
    assert.equal(soundOf(state({ mode: 'drill' }), now, patience), 'quiet')
    assert.equal(soundOf(neverHeard('s' as never), now, patience), 'quiet')
  })
})
