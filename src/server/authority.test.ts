import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { Json, JsonObject } from '#base'
import { parseAuthority } from './authority.ts'

const shipped = JSON.parse(readFileSync('packs/lipetsk/authority.json', 'utf8')) as JsonObject
/** Breaks one member, or leaves it out. */
const broken = (member: string, value?: Json) => {
  const { [member]: _, ...rest } = shipped
  const parsed = parseAuthority(value === undefined ? rest : { ...rest, [member]: value })
  assert.ok(!parsed.ok, `${member} was taken`)
  assert.equal(parsed.problem.code, 'server/bad-authority')
  return `${parsed.problem.at}: ${String(parsed.problem.details['why'])}`
}

describe('who warns', () => {
  test('is read from the shipped file', () => {
    const parsed = parseAuthority(shipped)
    assert.ok(parsed.ok)
    assert.deepEqual(
      [parsed.value.demonstration, parsed.value.areas, parsed.value.timeZone],
      [true, ['RU-LIP'], 'Europe/Moscow'],
    )
  })

  test('is refused with the place and the reason', () => {
    assert.equal(broken('issuer'), 'issuer: it is missing')
    assert.match(broken('sender', 'a b'), /^sender: it doesn’t fit /)
    assert.equal(broken('languages', []), 'languages: it is empty')
    assert.match(broken('languages', ['english!']), /^languages\[0\]: must be a language tag/)
    assert.equal(broken('timeZone', 'Moscow'), 'timeZone: must be an IANA time zone')
    assert.equal(broken('areas', []), 'areas: it is empty')
    assert.equal(broken('renewForMinutes', 0.5), 'renewForMinutes: it must be a whole number')
    assert.equal(broken('laddr', 'lipetsk'), 'laddr: nothing of that name is expected here')
  })

  test('stands sixty minutes unrenewed and is no demonstration unless it says so', () => {
    const { renewForMinutes: _, demonstration: __, ...rest } = shipped
    const parsed = parseAuthority(rest)
    assert.ok(parsed.ok)
    assert.deepEqual([parsed.value.renewForMinutes, parsed.value.demonstration], [60, false])
  })
})
