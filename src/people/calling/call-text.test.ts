import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Instant } from '#base'
import { callText } from './call-text.ts'
import type { CallMessage } from './person-call.ts'

const message: CallMessage = {
  ...{ id: 'call-1', what: 'approval', step: 'on-duty', mode: 'live', about: 'alert-1' },
  since: '2025-11-01T23:40:00.000Z' as Instant,
  until: '2025-11-01T23:45:00.000Z' as Instant,
  says: { en: 'Drones.\nGo inside.', ru: 'Дроны.' },
  where: { en: 'Zadonsky District, Terbunsky District', ru: 'Задонский район, Тербунский район' },
  timeZone: 'Europe/Moscow',
  link: 'https://warn.example.org/waiting#alert-1',
}

describe('what somebody who is called reads', () => {
  test('says what waits, what it will say and where, until when, and where to answer', () => {
    const { subject, text } = callText(message, undefined)
    assert.equal(subject, 'A warning waits for your approval: Zadonsky District, Terbunsky District')
    assert.equal(
      text,
      `A warning waits for your approval, since 2025-11-02 02:40 (Europe/Moscow).

Where: Zadonsky District, Terbunsky District

It will say:

    Drones.
    Go inside.

If nobody answers, more people are called at 2025-11-02 02:45 (Europe/Moscow).

Nothing is sent until a second person agrees. Read it, then approve it or return it with a reason:
https://warn.example.org/waiting#alert-1

(alert-1)
`,
    )
  })

  test('marks a drill and a test in the subject and in the first line', () => {
    const drill = callText({ ...message, mode: 'drill' }, undefined)
    assert.match(drill.subject, /^\[DRILL\] /)
    assert.match(drill.text, /^THIS IS A DRILL\. There is no danger\.\n/)
    assert.match(callText({ ...message, mode: 'test' }, undefined).text, /^THIS IS A TEST\./)
    assert.doesNotMatch(callText(message, undefined).text, /DRILL|TEST/)
  })

  test('says the warning in the reader’s language, else in English, else in what there is', () => {
    assert.match(callText(message, 'ru').text, / {4}Дроны\./)
    assert.match(callText(message, 'fr').text, / {4}Drones\./)
    assert.match(callText({ ...message, says: { uk: 'Дрони.' } }, 'fr').text, / {4}Дрони\./)
  })

  test('says of an emergency that it is in force, and of a proposal nothing of its content', () => {
    const emergency = callText({ ...message, what: 'emergency' }, undefined)
    assert.match(emergency.text, /sent by one person alone[^]*It says:[^]*It is in force now/)
    const { says: _, where: __, ...bare } = message
    const proposal = callText({ ...bare, what: 'proposal' }, undefined)
    assert.match(proposal.text, /lapses at 2025-11-02 02:45/)
    assert.doesNotMatch(proposal.text, /Where:|say:/)
  })

  test('says loudly that nobody has answered', () =>
    assert.match(callText({ ...message, step: 'administrators' }, undefined).text, /^NOBODY HAS ANSWERED/))

  test('keeps a name of many lines in one line of the subject, and the subject short', () => {
    const odd = callText(
      { ...message, where: { en: `Zadonsky\r\nBcc: all@example.org ${'x'.repeat(300)}` } },
      'en',
    )
    assert.doesNotMatch(odd.subject, /[\r\n]/)
    assert.equal([...odd.subject].length, 150)
  })
})
