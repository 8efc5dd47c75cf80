import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { checkCap } from '../../src/cap/check.ts'
import { capProfile } from '../../src/cap/profiles/registry.ts'
import { capLibraryProfileReasons } from './cap-library-profile-reasons.ts'
import { capLibraryReasons } from './cap-library-reasons.ts'

describe('what cap-library finds in a message or a feed', () => {
  for (const [reason, { ours, level, theirs, xml, because }] of Object.entries(capLibraryReasons))
    test(`is found here, too: ${reason} is ${ours}`, () => {
      const said = checkCap(xml).problems.filter(({ code }) => code === ours)
      assert.deepEqual([...new Set(said.map((problem) => problem.level))], [level])
      assert.equal(because !== undefined, level !== theirs, 'another level has its reason, and only that')
    })

  test('are 33 reasons for messages and 15 for feeds', () =>
    assert.equal(Object.keys(capLibraryReasons).length, 33 + 15))
})

for (const [profile, reasons] of Object.entries(capLibraryProfileReasons))
  describe(`what cap-library finds by its profile ${profile}`, () => {
    for (const [reason, { ours, level, theirs, xml, because }] of Object.entries(reasons))
      test(`is found here, too: ${reason} is ${ours}`, () => {
        const said = checkCap(xml, { profiles: [capProfile(profile)!] }).problems.filter(
          ({ code }) => code === ours,
        )
        assert.deepEqual([...new Set(said.map((problem) => problem.level))], [level])
        assert.equal(because !== undefined, level !== theirs, 'another level has its reason, and only that')
      })
  })
