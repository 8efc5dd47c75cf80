import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { passwordLength } from '../src/people/credentials/password-rules.ts'
import { usualCost } from '../src/people/credentials/password.node.ts'
import { linkLifeFor } from '../src/people/links/link.ts'
import { provedForMinutes, sessionLimits } from '../src/people/session.ts'
import { mostSessions } from '../src/people/sessions/session-book.ts'
import {
  addressGrowth,
  knownPairGrowth,
  loginUnderAttack,
  pairGrowth,
} from '../src/people/sign-in/back-off.ts'
import { countsOf, gapsOf, levelOf, readTable, saidOfCounts, wrongTests } from './support/asvs-table.ts'

const root = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const security = read('SECURITY.md')

describe('the table of OWASP ASVS 5.0.0 in SECURITY.md', () => {
  const rows = readTable(security)

  test('has every requirement of levels 1 and 2 once, with its level', () => {
    const levels = [...levelOf.values()]
    assert.deepEqual(
      [1, 2].map((level) => levels.filter((one) => one === level).length),
      [70, 183],
      'the list of the standard is not whole',
    )
    assert.deepEqual(gapsOf(rows), [])
  })

  test('is counted as it says', () => {
    assert.ok(security.includes(saidOfCounts(countsOf(rows))), saidOfCounts(countsOf(rows)))
  })

  test('names tests that are there, for everything that is met', () => {
    assert.deepEqual(wrongTests(rows, root), [])
    assert.ok(rows.flatMap(({ tests }) => tests).length > 150)
  })

  test('leads to what is written down, and a heading stands there', () => {
    const headings = Array.from(security.matchAll(/^#{2,3} (.+)$/gm), ([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    )
    const links = Array.from(security.matchAll(/\]\(#([^)]+)\)/g), ([, anchor]) => anchor)
    assert.ok(links.length > 15)
    assert.deepEqual(
      links.filter((anchor) => !headings.includes(anchor!)),
      [],
    )
    // What the standard wants said in writing is never met by a mere word.
    const written = ['2.1', '6.1', '7.1', '8.1', '11.1', '13.1', '14.1', '15.1', '16.1']
    const rowsOfText = security
      .split('\n')
      .filter((line) => written.some((section) => line.startsWith(`| ${section}.`)))
    assert.ok(rowsOfText.length >= 17)
    for (const line of rowsOfText) assert.match(line, /\]\((?:#|docs\/)/, line.slice(0, 60))
  })

  test('says the figures that the sources have', () => {
    const hours = (milliseconds: number) => `${milliseconds / 3_600_000} h`
    const waits = (milliseconds: number) => milliseconds / 1_000
    const { own, shared } = sessionLimits
    const line = ({ idleMinutes, longestMinutes, warnMinutes }: typeof own, bound: string) =>
      `| ${idleMinutes} minutes | ${longestMinutes / 60} hours | ${bound} | ${warnMinutes} minutes |`
    const said = security.replace(/\s+/g, ' ')
    for (const text of [
      `| one's own ${line(own, 'browser')}`,
      `| shared ${line(shared, 'browser and address')}`,
      `Somebody may have ${mostSessions}; with the next the oldest ends`,
      `a proof of the last ${provedForMinutes} minutes`,
      `set-up ${hours(linkLifeFor['set-up'])}, invitation ${hours(linkLifeFor.invitation)}, restoring ${hours(linkLifeFor.restore)}`,
      `${passwordLength.least} to ${passwordLength.most} characters of any kind`,
      `Argon2id (${usualCost.memoryKibibytes / 1_024} MiB, ${usualCost.passes} passes)`,
      `waits ${waits(pairGrowth.first)} s and twice as long each time, ${waits(pairGrowth.longest) / 60} minutes at most`,
      `An address waits by itself after ${addressGrowth.free} failures`,
      `${loginUnderAttack} failures at a login from anywhere`,
    ])
      assert.ok(said.includes(text), text)
    // The fifth failure is the first that costs time.
    assert.equal(pairGrowth.free, 4)
    assert.equal(waits(knownPairGrowth.longest), 60)
  })

  test('would be found wrong: a missing number, a number twice, another level, a test that is not there', () => {
    const [row] = rows.filter(({ state }) => state === 'met')
    assert.ok(row !== undefined)
    assert.deepEqual(gapsOf(rows.filter((one) => one !== row)), [`${row.requirement} is missing`])
    assert.deepEqual(gapsOf([...rows, row]), [`${row.requirement} stands twice`])
    const raised = rows.map((one) => (one === row ? { ...one, level: 3 - one.level } : one))
    assert.deepEqual(gapsOf(raised), [`${row.requirement} is of level ${row.level}`])
    const planted = (file: string, name: string) =>
      wrongTests([{ ...row, tests: [{ file, name }] }], root).map((one) => one.split(': ')[1])
    const [{ file, name }] = row.tests as [{ file: string; name: string }]
    assert.deepEqual(planted(file, name), [])
    assert.deepEqual(planted(file, `${name} and the moon`), [`${file} has no test “${name} and the moon”`])
    assert.deepEqual(planted('test/api/moon.test.ts', name), ['test/api/moon.test.ts is not there'])
    // A title with a blank in it is no excuse for any word in the blank.
    const blank = 'test/api/oidc-hostile.test.ts'
    assert.deepEqual(planted(blank, 'is refused with another audience'), [])
    assert.equal(planted(blank, 'is refused with the moon').length, 1)
    assert.equal(wrongTests([{ ...row, tests: [] }], root).length, 1)
  })
})
