import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { defaultPolicy } from '#alerts'
import type { JsonObject } from '#base'
import { policyOf } from './authority-policy.ts'
import { parseAuthority } from './authority.ts'

const shipped = JSON.parse(readFileSync('packs/lipetsk/authority.json', 'utf8')) as JsonObject

function policy(given: JsonObject) {
  const parsed = parseAuthority({ ...shipped, policy: given })
  assert.ok(parsed.ok, JSON.stringify(parsed))
  return parsed.value.policy
}

function why(given: JsonObject): string {
  const parsed = parseAuthority({ ...shipped, policy: given })
  assert.ok(!parsed.ok, 'it was taken')
  assert.equal(parsed.problem.code, 'server/bad-authority')
  return `${parsed.problem.at}: ${String(parsed.problem.details['why'])}`
}

describe('the policy of an authority', () => {
  test('is the usual one where its file says nothing', () => {
    for (const mode of ['live', 'drill', 'test'] as const)
      assert.deepEqual(policyOf(mode, undefined, 'no'), defaultPolicy[mode])
    assert.equal(policyOf('drill', undefined, 'yes').people, 2)
    assert.deepEqual(policyOf('live', policy({}), 'no'), defaultPolicy.live)
  })

  test('says who must agree to what, and who is called when', () => {
    const given = policy({
      ...{ changesThatNeedTwo: ['lowered'], aloneInAnEmergency: ['lipetsk/red'] },
      ...{ everybodyAfterMinutes: 2, administratorsAfterMinutes: 6 },
    })
    const live = policyOf('live', given, 'no')
    assert.deepEqual(
      [live.people, live.changesThatNeedPeople, live.emergency, live.escalation],
      [2, ['lowered'], ['lipetsk/red'], { everybodyAfterMinutes: 2, administratorsAfterMinutes: 6 }],
    )
  })

  test('can let one person issue live, and asks drills for two all the same where the installation does', () => {
    const given = policy({ peopleForLive: 1 })
    assert.equal(policyOf('live', given, 'yes').people, 1)
    assert.equal(policyOf('drill', given, 'no').people, 1)
    assert.equal(policyOf('drill', given, 'yes').people, 2)
  })

  test('can let nobody act alone anywhere', () => {
    assert.deepEqual(policyOf('live', policy({ aloneInAnEmergency: [] }), 'no').emergency, [])
  })

  test('is refused with the place and the reason', () => {
    assert.match(why({ peopleForLive: 3 }), /^policy\.peopleForLive: /)
    assert.match(
      why({ aloneInAnEmergency: ['danger', 'lipetsk/rot'] }),
      /^policy\.aloneInAnEmergency\[1\]: .*lipetsk\/rot/,
    )
    assert.match(why({ aloneInAnEmergency: ['grave'] }), /must be advisory or danger, or a level that exists/)
    assert.match(why({ changesThatNeedTwo: ['renewed'] }), /^policy\.changesThatNeedTwo\[0\]: /)
    assert.match(why({ everybodyAfterMinutes: 0 }), /^policy\.everybodyAfterMinutes: /)
    assert.equal(
      why({ everybodyAfterMinutes: 20 }),
      'policy.administratorsAfterMinutes: must be later than everybodyAfterMinutes, which is 20',
    )
    assert.match(why({ people: 2 }), /people: nothing of that name is expected here/)
  })
})
