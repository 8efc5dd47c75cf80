import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { CapMessage } from '../message.ts'
import type { CapTime } from '../time.ts'
import { checkCap } from '../check.ts'
import { writeCap } from '../write.ts'
import { dress } from './dressing.ts'
import { readProfileSheet } from './read-sheet.ts'

type Sheet = Record<string, unknown> & {
  requires: Record<string, unknown>[]
  writes: Record<string, unknown>
}
const example = () => JSON.parse(readFileSync('docs/guides/cap-profile.example.json', 'utf8')) as Sheet

function refused(change: (sheet: Sheet) => void): string {
  const sheet = example()
  change(sheet)
  const read = readProfileSheet(sheet)
  assert.ok(!read.ok, 'it was taken')
  return `${read.problem.at} ${String(read.problem.details['why'])}`
}

const written: CapMessage = {
  ...{ identifier: 'a-1', sender: 'ruritania.example', sent: '2025-11-02T00:37:00+01:00' as CapTime },
  ...{ status: 'Actual', msgType: 'Alert', scope: 'Public' },
  info: ['de', 'cs'].map((language) => ({
    ...{
      language,
      category: ['Met'],
      event: 'x',
      urgency: 'Immediate',
      severity: 'Severe',
      certainty: 'Likely',
    },
    expires: '2025-11-02T01:37:00+01:00' as CapTime,
    headline: 'Hochwasser',
    area: [{ areaDesc: 'Strelsau', geocode: [{ valueName: 'rur-district', value: '007' }] }],
  })) as CapMessage['info'],
}

describe('a profile of an authority’s own', () => {
  const profile = () => {
    const read = readProfileSheet(example())
    assert.ok(read.ok, JSON.stringify(read))
    return read.value
  }
  const problems = (message: CapMessage) => {
    const text = writeCap(message)
    assert.ok(text.ok)
    return checkCap(text.value, { profiles: [profile()] })
      .problems.filter(({ code }) => code.startsWith('cap/ruritania-'))
      .map(({ code, path }) => `${code} ${path}`)
  }
  test('is the example of the guide, and finds what that asks for', () => {
    assert.deepEqual(problems(written), [
      'cap/ruritania-no-code /alert',
      'cap/ruritania-no-district /alert/info[1]/area[1]',
      'cap/ruritania-no-district /alert/info[2]/area[1]',
    ])
  })
  test('finds nothing in a message that was written for it', () => {
    const occasion = {
      event: 'flood',
      over: 'nothing' as const,
      text: () => 'Hochwasser. Gehen Sie nach oben.',
    }
    const dressed = dress(written, [profile().dressing!], occasion)
    assert.deepEqual(problems(dressed), [])
    assert.deepEqual(
      dressed.info.map(({ language, eventCode }) => [language, eventCode?.[0]?.value]),
      [
        ['de-AT', 'H1'],
        ['cs-CZ', 'H1'],
      ],
    )
  })
  test('is refused with the place of what doesn’t fit', () => {
    assert.equal(
      refused((sheet) => delete sheet['title']),
      'title is missing',
    )
    assert.match(
      refused((sheet) => (sheet['name'] = 'My profile')),
      /^name must be lower-case/,
    )
    assert.equal(
      refused((sheet) => (sheet['require'] = [])),
      'require is not known',
    )
    assert.match(
      refused((sheet) => (sheet.requires[0]!['level'] = 'fatal')),
      /^requires\[0\]\.level must be one of error/,
    )
    assert.match(
      refused((sheet) => (sheet.requires[1]!['needs'] = { has: 'expire' })),
      /^requires\[1\]\.needs\.has must be one of/,
    )
    assert.match(
      refused((sheet) => (sheet.requires[1]!['needs'] = { wants: 'x' })),
      /^requires\[1\]\.needs must have one of has, /,
    )
    assert.equal(
      refused((sheet) => (sheet.requires[0]!['needs'] = { some: 'code', matches: '(' })),
      'requires[0].needs.matches must be a regular expression',
    )
    assert.equal(
      refused((sheet) => (sheet.requires[2]!['needs'] = { speaks: ['de'] })),
      'requires[2].needs can only be asked of the alert',
    )
    assert.match(
      refused((sheet) => (sheet.writes['allClear'] = 'silence')),
      /^writes\.allClear must be one of update, cancel/,
    )
    const notJsonObject = readProfileSheet([])
    assert.ok(!notJsonObject.ok && notJsonObject.problem.at === 'profile')
  })
})
