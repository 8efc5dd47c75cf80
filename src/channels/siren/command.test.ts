import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { plus, type Instant } from '#base'
import { drillNotice } from '../../../test/support/notices.ts'
import {
  acceptCommand,
  nothingAccepted,
  type ModeRules,
  type SirenCommand,
  type SirenMemory,
} from './command.ts'
import { signedText } from './envelope.ts'
import { orderFor, usualTimes } from './order.ts'
import type { SirenId } from './siren.ts'

const at = '2025-11-01T21:37:00.000Z' as Instant
const here = 'zadonsk-1' as SirenId
const aloud: ModeRules = { live: 'aloud', drill: 'aloud', test: 'said-only' }

const sound = (counter: number, more: Partial<SirenCommand> = {}) =>
  ({ ...orderFor(drillNotice(), here, counter, at, usualTimes).command, ...more }) as SirenCommand
const stop = (counter: number) =>
  orderFor(drillNotice({ kind: 'retraction' }), here, counter, at, usualTimes).command

const text = (command: SirenCommand) => signedText('command', command as never)
const judge = (command: SirenCommand, memory: SirenMemory = nothingAccepted, when = at, rules = aloud) =>
  acceptCommand({ siren: here, rules, memory }, { command, text: text(command), signature: 'valid' }, when)
function accepted(command: SirenCommand, memory = nothingAccepted): SirenMemory {
  const verdict = judge(command, memory)
  assert.ok(verdict.ok && verdict.value.do === 'perform')
  return verdict.value.memory
}
const codeOf = (verdict: ReturnType<typeof judge>) => (verdict.ok ? verdict.value.do : verdict.problem.code)

describe('a siren, given a command', () => {
  test('performs what is signed, new, in time and meant for it', () => {
    assert.equal(codeOf(judge(sound(1))), 'perform')
  })
  test('refuses a wrong signature before it looks at anything else', () => {
    const command = sound(1)
    const verdict = acceptCommand(
      { siren: here, rules: aloud, memory: nothingAccepted },
      { command, text: text(command), signature: 'forged' },
      at,
    )
    assert.ok(!verdict.ok && verdict.problem.code === 'siren/forged')
  })
  test('refuses a command for another siren', () => {
    assert.equal(codeOf(judge(sound(1, { siren: 'terbuny-1' as SirenId }))), 'siren/misaddressed')
  })
  test('answers a repeat of its last command, however late, and does not perform it', () => {
    const memory = accepted(sound(5))
    assert.equal(codeOf(judge(sound(5), memory)), 'answer-again')
    assert.equal(codeOf(judge(sound(5), memory, plus(at, 10 ** 9))), 'answer-again')
  })
  test('answers a notice that it sounded for under a new number, and does not sound again, also after a stop', () => {
    const sounded = accepted(sound(5))
    const anew = judge(sound(9), sounded)
    assert.ok(anew.ok && anew.value.do === 'answer-anew' && anew.value.memory.lastCounter === 9)
    assert.equal(codeOf(judge(sound(9), accepted(stop(7), sounded))), 'answer-anew')
    assert.equal(codeOf(judge(sound(9, { notice: 'another.1' as never }), sounded)), 'perform')
  })
  test('refuses another command with a counter that was used', () => {
    const memory = accepted(sound(5))
    assert.equal(codeOf(judge(sound(5, { mode: 'live' }), memory)), 'siren/replayed')
    assert.equal(codeOf(judge(sound(4), memory)), 'siren/replayed')
  })
  test('refuses to start before its time and after it, and starts at both ends', () => {
    const command = sound(1)
    assert.equal(codeOf(judge(command, nothingAccepted, plus(command.notBefore, -1))), 'siren/early')
    assert.equal(codeOf(judge(command, nothingAccepted, command.notBefore)), 'perform')
    assert.equal(codeOf(judge(command, nothingAccepted, command.notAfter)), 'perform')
    assert.equal(codeOf(judge(command, nothingAccepted, plus(command.notAfter, 1))), 'siren/late')
  })
  test('refuses a mode it does not take part in, and stops in every mode', () => {
    const rules: ModeRules = { live: 'aloud', drill: 'refuse', test: 'refuse' }
    assert.equal(codeOf(judge(sound(1), nothingAccepted, at, rules)), 'siren/mode-refused')
    assert.equal(codeOf(judge(stop(1), nothingAccepted, at, rules)), 'perform')
  })
  test('only says that it would have sounded, where its settings say so', () => {
    const verdict = judge(sound(1, { mode: 'test' }))
    assert.ok(verdict.ok && verdict.value.do === 'perform' && verdict.value.how === 'said-only')
  })
  test('refuses a sound that was overtaken by its stop', () => {
    assert.equal(codeOf(judge(sound(1), accepted(stop(2)))), 'siren/replayed')
  })
  test('performs each command at most once and nothing older than what it performed, in whatever order they come', () => {
    const deliveries = fc.array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.boolean()), { maxLength: 60 })
    fc.assert(
      fc.property(deliveries, (arrivals) => {
        let memory = nothingAccepted
        const performed: number[] = []
        for (const [counter, isStop] of arrivals) {
          const verdict = judge(isStop ? stop(counter) : sound(counter), memory)
          if (!verdict.ok || verdict.value.do !== 'perform') continue
          memory = verdict.value.memory
          performed.push(counter)
        }
        assert.deepEqual(
          performed,
          [...new Set(performed)].sort((a, b) => a - b),
        )
      }),
    )
  })
})
