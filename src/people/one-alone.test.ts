/** What one administrator tries alone: every way here must end at a second person, or at a refusal. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { minute, type PersonId } from '#base'
import { everywhere, installation } from '../../test/support/installation.ts'
import { hashOfKey, mainAuthority, type KeyId, type PeopleOrder, type RoleId } from './index.ts'

const [admin, ann, bo, local, olena] = ['admin', 'ann', 'bo', 'local', 'olena'] as PersonId[]
const live = { ...everywhere, modes: ['live' as const] }
const rotated = (key: string): PeopleOrder => ({
  ...{ type: 'rotate-key', key: key as KeyId, next: `next-${key}` as KeyId, overlapMinutes: 10 },
  hash: hashOfKey(`text of next-${key}`),
})

/** Two administrators, an officer for live alerts, and the machine's own account with its key. */
async function governed() {
  const world = await installation()
  const { done, add, join, twoAdministrators, key } = world
  await done({ ...add('admin', 'machine'), kind: 'machine' } as PeopleOrder)
  await done(key('admin', 'machine-key'))
  await done(add('olena', 'officer', { modes: ['live'] }))
  await join('olena')
  await done(key('olena', 'officer-key', { modes: ['live'] }))
  await twoAdministrators()
  return world
}

describe('one administrator alone', () => {
  test('takes the machine’s own account from nobody: it is the way back in', async () => {
    const { people, as, refusedAs, key, done } = await governed()
    for (const order of [
      { type: 'suspend', person: admin! },
      { type: 'remove', person: admin! },
      { type: 'erase', person: admin! },
      { type: 'change-person', person: admin!, ...everywhere, roles: ['watcher'] },
      key('admin', 'mine'),
      rotated('machine-key'),
    ] satisfies PeopleOrder[])
      await refusedAs('people/way-back-in', people.order(order, as('ann')))
    // A key that was stolen is stopped all the same; the server makes another at its next start.
    await done({ type: 'revoke-key', key: 'machine-key' as KeyId }, as('ann'))
  })

  test('gets no key that issues by replacing one', async () => {
    const { people, as, waits, clock } = await governed()
    const proposal = await waits(rotated('officer-key'), as('ann'))
    assert.equal(people.withKey('text of next-officer-key').ok, false)
    clock.advance(60 * minute)
    assert.ok((await people.confirm(proposal.id, proposal.contentHash, as('bo'))).ok)
    // Counted from when both had agreed: a proposal that waited leaves no gap.
    for (const text of ['text of officer-key', 'text of next-officer-key'])
      assert.ok(people.withKey(text).ok, text)
    clock.advance(10 * minute)
    assert.equal(people.withKey('text of officer-key').ok, false)
  })

  test('gets no key today that becomes grave when its owner is given more tomorrow', async () => {
    const { people, as, add, done, join, key, waits } = await governed()
    await done(add('eve', 'watcher', { modes: ['live'] }), as('ann'))
    await join('eve')
    await done(key('eve', 'all-key', { modes: ['live'] }), as('ann'))
    await done(
      key('eve', 'named-key', { actions: ['people.confirm', 'alert.approve', 'board.read'] }),
      as('ann'),
    )
    const roles = ['administrator', 'approver'] as RoleId[]
    const proposal = await waits(
      { type: 'change-person', person: 'eve' as PersonId, ...live, roles },
      as('ann'),
    )
    assert.ok((await people.confirm(proposal.id, proposal.contentHash, as('bo'))).ok)
    for (const text of ['text of all-key', 'text of named-key']) {
      const found = people.withKey(text)
      assert.ok(found.ok)
      const { actions } = found.value.permitted
      assert.ok(actions.includes('board.read'), text)
      assert.ok(!actions.includes('people.confirm') && !actions.includes('alert.approve'), text)
    }
  })

  test('gives a program what a key to warn would need two for, in drills too', async () => {
    const { people, as, done, waits } = await governed()
    const robot = 'robot' as PersonId
    const rights = (role: string) => ({ ...everywhere, roles: [role as RoleId] })
    const change = (role: string): PeopleOrder => ({
      ...{ type: 'change-person', person: robot },
      ...rights(role),
    })
    await done({ type: 'add-person', person: robot, kind: 'machine', ...rights('watcher') }, as('ann'))
    await done(change('analyst'), as('ann'))
    await waits(change('approver'), as('ann'))
    await waits(
      { type: 'add-person', person: 'second' as PersonId, kind: 'machine', ...rights('officer') },
      as('ann'),
    )
    const proposal = await waits(change('officer'), as('ann'))
    assert.ok((await people.confirm(proposal.id, proposal.contentHash, as('bo'))).ok)
    // Taking it away again is one person's.
    await done(change('watcher'), as('ann'))
    // Somebody who does drills is as free as before: they sign in, and see what they send.
    await done(
      { type: 'add-person', person: 'dan' as PersonId, kind: 'human', ...rights('officer') },
      as('ann'),
    )
  })

  test('lets nobody end live warnings, or judge what was done alone', async () => {
    const { as, add, done, waits } = await governed()
    for (const action of ['alert.end', 'alert.review'] as const)
      await waits({ type: 'define-role', role: 'small' as RoleId, actions: [action] }, as('ann'))
    await done({ type: 'define-role', role: 'desk' as RoleId, actions: ['alert.draft'] }, as('ann'))
    await done(add('p', 'desk', { modes: ['live'] }), as('ann'))
  })

  test('can’t use who was suspended meanwhile: what they proposed falls with them', async () => {
    const { people, as, add, waits, done, refusedAs } = await governed()
    const proposal = await waits(add('c', 'administrator'), as('ann'))
    await done({ type: 'suspend', person: ann! }, as('bo'))
    await refusedAs('people/proposer-gone', people.confirm(proposal.id, proposal.contentHash, as('bo')))
    assert.ok((await people.answer(proposal.id, 'refuse', as('bo'))).ok)
  })

  test('of one place neither orders nor agrees to what is everybody’s', async () => {
    const { people, as, add, done, join, waits, refusedAs, machine } = await governed()
    const added = await waits(add('local', 'administrator', { areas: ['gn:1'] }), as('ann'))
    assert.ok((await people.confirm(added.id, added.contentHash, as('bo'))).ok)
    await join('local')
    const owns = { areas: ['gn:1'], threats: 'all', ladders: 'all', levels: 'all', channels: 'all' } as const
    const role = 'desk' as RoleId
    await done({ type: 'define-role', role, actions: ['alert.draft'] }, as('ann'))
    for (const order of [
      { type: 'switch-service', authority: mainAuthority, service: 'live' },
      { type: 'found-authority', authority: 'x' as never, names: { en: 'X' }, owns },
      { type: 'define-role', role, actions: ['board.read'] },
      { type: 'remove-role', role },
    ] satisfies PeopleOrder[])
      await refusedAs('people/beyond-own', people.order(order, as('local')))
    const wide = await waits(add('c', 'administrator'), as('ann'))
    await refusedAs('people/beyond-own', people.confirm(wide.id, wide.contentHash, as('local')))
    const shown = { host: 'h', areas: 'everywhere' }
    const foreign = { type: 'foreign', kind: 'webhooks/create', digest: hashOfKey('x'), shown } as const
    const hook = await waits(foreign, as('ann'))
    await refusedAs('people/beyond-own', people.confirm(hook.id, hook.contentHash, as('local')))
    const here = { ...foreign, digest: hashOfKey('y'), shown: { host: 'h', areas: ['gn:1'] } } as const
    const own = await waits(here, as('ann'))
    assert.ok((await people.confirm(own.id, own.contentHash, as('local'))).ok)
    // Another authority's administrator is one for it alone.
    const town = { type: 'found-authority', authority: 'town' as never, names: { en: 'T' }, owns } as const
    const founded = await waits(town, machine)
    assert.ok((await people.confirm(founded.id, founded.contentHash, as('bo'))).ok)
    const theirs = await waits(
      { ...add('t', 'administrator'), authority: 'town' as never } as PeopleOrder,
      as('ann'),
    )
    assert.ok((await people.confirm(theirs.id, theirs.contentHash, as('bo'))).ok)
    await join('t')
    const service = { type: 'switch-service', service: 'live' } as const
    await refusedAs('people/beyond-own', people.order({ ...service, authority: mainAuthority }, as('t')))
    const change = { ...town, type: 'change-authority', names: { en: 'Town' } } as const
    await refusedAs('people/beyond-own', people.order(change, as('t')))
    await waits({ ...service, authority: 'town' as never }, as('t'))
    assert.notEqual(local, olena)
  })

  test('does not count twice by somebody who never joined', async () => {
    const { people, as, add, done, waits, refusedAs } = await governed()
    const added = await waits(add('c', 'administrator'), as('ann'))
    assert.ok((await people.confirm(added.id, added.contentHash, as('bo'))).ok)
    const c = 'c' as PersonId
    await done({ type: 'suspend', person: c }, as('ann'))
    const back = await waits({ type: 'reinstate', person: c }, as('ann'))
    assert.ok((await people.confirm(back.id, back.contentHash, as('bo'))).ok)
    assert.equal(people.registry.people.get(c)?.state, 'invited')
    await done({ type: 'suspend', person: bo! }, as('ann'))
    await refusedAs('people/last-administrator', people.order({ type: 'remove', person: ann! }, as('ann')))
  })

  test('can’t empty the role by which the last administrators are some', async () => {
    const { as, add, done, join, people, refusedAs } = await installation()
    const role = 'boss' as RoleId
    await done({ type: 'define-role', role, actions: ['people.manage', 'keys.manage', 'board.read'] })
    await done(add('z', 'boss'))
    await join('z')
    const less: PeopleOrder = { type: 'define-role', role, actions: ['board.read'] }
    await refusedAs('people/last-administrator', people.order(less, as('z')))
    await done(add('ann', 'administrator'))
    await join('ann')
    await done(less, as('z'))
  })
})

describe('a demonstration', () => {
  test('is never switched to live, and is none where its ledger says that it was', async () => {
    const { open, people, as, twoAdministrators, waits, refusedAs } = await installation()
    await twoAdministrators()
    const order = { type: 'switch-service', authority: mainAuthority, service: 'live' } as const
    const proposal = await waits(order, as('ann'))
    assert.ok((await people.confirm(proposal.id, proposal.contentHash, as('bo'))).ok)
    const shown = await open('drills-only')
    assert.equal(shown.registry.authorities.get(mainAuthority)?.service, 'drill')
    assert.equal(shown.permitted(ann!)?.service, 'drill')
    await refusedAs('people/demonstration', shown.order(order, as('ann')))
  })
})
