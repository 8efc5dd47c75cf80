import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { day, minute, plus, type PersonId } from '#base'
import { everywhere, installation } from '../../test/support/installation.ts'
import {
  hashOfKey,
  mainAuthority,
  peopleFactTypes,
  permittedOf,
  type KeyId,
  type Orderer,
  type PeopleOrder,
  type RoleId,
} from './index.ts'

describe('people', () => {
  test('are as the ledger tells them, also after a restart', async () => {
    const { people, open, done, add, join, key } = await installation()
    await done(add('olena', 'officer'))
    await join('olena')
    await done(key('olena', 'key-1'))
    for (const known of [people, await open()]) {
      assert.equal(known.registry.people.get('olena' as PersonId)?.state, 'active')
      const found = known.withKey('text of key-1')
      assert.ok(found.ok && found.value.person.id === 'olena')
      for (const text of ['', 'olena', hashOfKey('text of key-1')])
        assert.equal(known.withKey(text).ok, false)
    }
  })

  test('that two add at once are there once each, and a name twice is refused', async () => {
    const { people, add, machine, refusedAs } = await installation()
    const answers = await Promise.all([
      people.order(add('ann', 'officer'), machine),
      people.order(add('bo', 'watcher'), machine),
      people.order(add('ann', 'approver'), machine),
    ])
    assert.equal(answers.filter(({ ok }) => ok).length, 2)
    await refusedAs('people/exists', people.order(add('bo', 'officer'), machine))
  })

  test('that many add at once are all there: nobody is refused for being slower', async () => {
    const { people, add, machine } = await installation()
    const names = Array.from({ length: 60 }, (_, n) => `person-${n}`)
    const answers = await Promise.all(names.map((name) => people.order(add(name, 'watcher'), machine)))
    assert.deepEqual(
      answers.filter(({ ok }) => !ok),
      [],
    )
    assert.equal(people.registry.people.size, names.length)
  })

  test('invited can do nothing until they join, suspended nothing from that moment', async () => {
    const { people, done, add, join } = await installation()
    await done(add('olena', 'officer'))
    assert.equal(people.permitted('olena' as PersonId)?.state, 'invited')
    await join('olena')
    assert.equal(people.permitted('olena' as PersonId)?.state, 'active')
    await done({ type: 'suspend', person: 'olena' as PersonId })
    assert.equal(people.permitted('olena' as PersonId)?.state, 'suspended')
    await done({ type: 'reinstate', person: 'olena' as PersonId })
    assert.equal(people.permitted('olena' as PersonId)?.state, 'active')
  })

  test('lose their keys when they are removed, for good', async () => {
    const { people, done, add, join, key, refusedAs, machine } = await installation()
    await done(add('olena', 'officer'))
    await join('olena')
    await done(key('olena', 'key-1'))
    await done({ type: 'remove', person: 'olena' as PersonId })
    assert.equal(people.withKey('text of key-1').ok, false)
    await refusedAs(
      'people/wrong-state',
      people.order({ type: 'reinstate', person: 'olena' as PersonId }, machine),
    )
  })

  test('keep a human administrator, whoever else is there', async () => {
    const { people, as, done, refusedAs, twoAdministrators } = await installation()
    await twoAdministrators()
    await done({ type: 'suspend', person: 'bo' as PersonId }, as('ann'))
    await refusedAs(
      'people/last-administrator',
      people.order({ type: 'remove', person: 'ann' as PersonId }, as('ann')),
    )
  })

  test('reach no further than they may themselves when they add somebody', async () => {
    const { people, as, done, add, join, refusedAs } = await installation()
    await done(add('local', 'administrator', { areas: ['gn:1'] }))
    await join('local')
    await done(add('one', 'watcher', { areas: ['gn:1'] }), as('local'))
    await refusedAs('people/beyond-own', people.order(add('two', 'watcher'), as('local')))
    await refusedAs(
      'people/beyond-own',
      people.order(add('two', 'watcher', { areas: ['gn:2'] }), as('local')),
    )
    await done(add('wide', 'watcher'))
    await refusedAs(
      'people/beyond-own',
      people.order({ type: 'suspend', person: 'wide' as PersonId }, as('local')),
    )
    await refusedAs('people/beyond-own', people.order(add('m', 'machine'), as('local')))
  })

  test('have roles of the table or sets of actions that were defined here, and no others', async () => {
    const { people, machine, done, add, join, refusedAs } = await installation()
    await refusedAs('people/no-such-role', people.order(add('x', 'king'), machine))
    const role = 'night-desk' as RoleId
    await done({ type: 'define-role', role, actions: ['alert.draft', 'report.judge'] })
    await done(add('x', 'night-desk'))
    await join('x')
    assert.deepEqual(people.permitted('x' as PersonId)?.actions, ['alert.draft', 'report.judge'])
    await refusedAs('people/role-in-use', people.order({ type: 'remove-role', role }, machine))
    for (const [named, code] of [
      ['officer', 'people/role-is-built-in'],
      ['other', 'people/no-such-action'],
    ] as const)
      await refusedAs(
        code,
        people.order({ type: 'define-role', role: named as RoleId, actions: ['access.restore'] }, machine),
      )
  })

  test('each kind of fact is one that others read again for', () => {
    assert.equal(new Set(peopleFactTypes).size, peopleFactTypes.length)
  })
})

describe('a key', () => {
  test('is narrower than its owner, never wider', async () => {
    const { people, done, add, join, key, clock } = await installation()
    await done(add('olena', 'officer', { areas: ['gn:1', 'gn:2'] }))
    await join('olena')
    await done(
      key('olena', 'key-1', {
        actions: ['alert.draft', 'people.manage'],
        areas: ['gn:2', 'gn:3'],
        modes: ['drill', 'live'],
      }),
    )
    const found = people.withKey('text of key-1')
    assert.ok(found.ok)
    assert.deepEqual(found.value.permitted.actions, ['alert.draft'])
    assert.deepEqual(found.value.permitted.modes, ['drill'])
    assert.deepEqual(found.value.permitted.within, [
      ['gn:1', 'gn:2'],
      ['gn:2', 'gn:3'],
      ['RU-LIP'],
      ['RU-LIP'],
    ])
    assert.ok(clock.now())
  })

  test('is worth nothing after its day, and says so to who holds it', async () => {
    const { people, done, add, join, key, clock } = await installation()
    await done(add('olena', 'officer'))
    await join('olena')
    await done(key('olena', 'key-1', { expiresAt: plus(clock.now(), day) }))
    assert.ok(people.withKey('text of key-1').ok)
    clock.advance(day)
    const over = people.withKey('text of key-1')
    assert.ok(!over.ok && over.problem.code === 'people/key-over')
  })

  test('is replaced without a gap: both count until the old one runs out', async () => {
    const { people, done, add, join, key, clock } = await installation()
    await done(add('olena', 'officer'))
    await join('olena')
    await done(key('olena', 'key-1', { perMinute: 7 }))
    await done({
      ...{ type: 'rotate-key', key: 'key-1' as KeyId, next: 'key-2' as KeyId },
      ...{ hash: hashOfKey('text of key-2'), overlapMinutes: 10 },
    })
    for (const text of ['text of key-1', 'text of key-2']) assert.ok(people.withKey(text).ok, text)
    clock.advance(10 * minute)
    assert.equal(people.withKey('text of key-1').ok, false)
    const next = people.withKey('text of key-2')
    assert.ok(next.ok && next.value.via.by === 'key' && next.value.via.perMinute === 7)
  })

  test('that names a certificate counts with it alone', async () => {
    const { people, done, add, join, key } = await installation()
    await done(add('olena', 'officer'))
    await join('olena')
    await done(key('olena', 'key-1', { certificate: 'a'.repeat(64) }))
    for (const certificate of [undefined, 'b'.repeat(64)]) {
      const without = people.withKey('text of key-1', certificate)
      assert.ok(!without.ok && without.problem.code === 'people/wrong-certificate')
    }
    assert.ok(people.withKey('text of key-1', 'a'.repeat(64)).ok)
  })

  test('of a machine agrees to nothing, whatever its roles', async () => {
    const { people, done, add, join } = await installation()
    await done(add('ann', 'administrator'))
    await join('ann')
    await done({ ...add('m', 'administrator'), kind: 'machine' } as PeopleOrder)
    const person = people.registry.people.get('m' as PersonId)!
    assert.equal(person.state, 'active')
    assert.ok(!permittedOf(people.registry, person).actions.includes('people.confirm'))
  })
})

describe('two people', () => {
  test('are needed for what is grave from the day there are two, and the first may be alone', async () => {
    const { people, as, add, waits, key, done, join, twoAdministrators } = await installation()
    await done(add('olena', 'officer', { modes: ['live'] }))
    await join('olena')
    assert.equal(people.registry.twoSince, undefined)
    await twoAdministrators()
    assert.notEqual(people.registry.twoSince, undefined)
    for (const order of [
      add('c', 'administrator'),
      add('d', 'officer', { modes: ['live'] }),
      key('olena', 'key-1', { modes: ['drill'] }),
      { type: 'restore-access', person: 'olena' as PersonId } as const,
      {
        type: 'change-person',
        person: 'olena' as PersonId,
        ...everywhere,
        roles: ['administrator'],
      } as const,
      { type: 'define-role', role: 'all' as RoleId, actions: ['alert.issue'] } as const,
      { type: 'foreign', kind: 'webhooks/create', digest: hashOfKey('x'), shown: {} } as const,
      { type: 'switch-service', authority: mainAuthority, service: 'live' } as const,
    ] satisfies PeopleOrder[])
      assert.equal((await waits(order, as('ann'))).by, 'ann', JSON.stringify(order))
  })

  test('are not needed for what takes away, for drills, for watching, nor on the machine to let somebody in again', async () => {
    const { as, add, done, join, machine, twoAdministrators, key } = await installation()
    await done(add('olena', 'officer', { modes: ['live'] }))
    await join('olena')
    await twoAdministrators()
    await done(add('trainee', 'officer', { modes: ['drill'] }), as('ann'))
    await done(add('eve', 'watcher', { modes: ['live'] }), as('ann'))
    await done(key('olena', 'key-1', { actions: ['board.read'] }), as('ann'))
    await done(
      { type: 'change-person', person: 'olena' as PersonId, ...everywhere, roles: ['watcher'] },
      as('ann'),
    )
    await done({ type: 'suspend', person: 'bo' as PersonId }, as('ann'))
    await done({ type: 'restore-access', person: 'ann' as PersonId }, machine)
  })

  test('are not needed on the machine for the way back in, and stay needed for every other program', async () => {
    const { people, as, add, done, join, waits, machine, refusedAs, twoAdministrators } = await installation()
    await done({ ...add('m', 'administrator'), kind: 'machine' } as PeopleOrder)
    const program: Orderer = { ...as('m'), kind: 'machine' }
    await twoAdministrators()
    const [ann, bo] = ['ann' as PersonId, 'bo' as PersonId]
    await waits({ type: 'restore-access', person: ann }, program)
    await done({ type: 'suspend', person: ann })
    await waits({ type: 'reinstate', person: ann }, program)
    await done({ type: 'reinstate', person: ann })
    // Two are there who can agree: the machine is not a second person.
    await waits(add('c', 'administrator'))
    for (const person of [ann, bo]) {
      await refusedAs('people/governed-already', people.order({ type: 'set-up', person: ann }, machine))
      await done({ type: 'remove', person })
    }
    await waits(add('d', 'administrator'), program)
    await done({ type: 'set-up', person: 'e' as PersonId })
    await done(add('e', 'administrator'))
    await join('e')
    await waits(add('f', 'administrator'), as('e'))
    await done(add('g', 'administrator'))
    await join('g')
    await waits(add('h', 'administrator'))
  })

  test('stay needed when one of the two is gone', async () => {
    const { as, add, done, waits, twoAdministrators } = await installation()
    await twoAdministrators()
    await done({ type: 'suspend', person: 'bo' as PersonId }, as('ann'))
    await waits(add('c', 'administrator'), as('ann'))
  })

  test('are two: not who proposed it, not who gains by it, not a machine, and not on other words', async () => {
    const { people, as, add, waits, refusedAs, machine, twoAdministrators, done, join } = await installation()
    await done(add('w', 'watcher'))
    await join('w')
    await twoAdministrators()
    const proposal = await waits(add('c', 'administrator'), as('ann'))
    await refusedAs('people/own-proposal', people.confirm(proposal.id, proposal.contentHash, as('ann')))
    await refusedAs('people/own-proposal', people.confirm(proposal.id, proposal.contentHash, machine))
    await refusedAs('people/proposal-changed', people.confirm(proposal.id, hashOfKey('other'), as('bo')))
    const forBo = await waits(
      {
        type: 'change-person',
        person: 'bo' as PersonId,
        ...everywhere,
        modes: ['live'],
        roles: ['administrator', 'officer'],
      },
      as('ann'),
    )
    await refusedAs('people/own-proposal', people.confirm(forBo.id, forBo.contentHash, as('bo')))
    assert.ok((await people.confirm(proposal.id, proposal.contentHash, as('bo'))).ok)
    assert.equal(people.registry.people.get('c' as PersonId)?.state, 'invited')
    await refusedAs('people/no-such-proposal', people.confirm(proposal.id, proposal.contentHash, as('bo')))
  })

  test('confirm within a day, what still holds then, and once', async () => {
    const { people, as, add, waits, done, refusedAs, twoAdministrators, clock } = await installation()
    await twoAdministrators()
    const proposal = await waits(add('c', 'administrator'), as('ann'))
    await refusedAs('people/proposed-already', people.order(add('c', 'administrator'), as('bo')))
    await done(add('c', 'watcher'), as('ann'))
    await refusedAs('people/exists', people.confirm(proposal.id, proposal.contentHash, as('bo')))
    const late = await waits(add('d', 'administrator'), as('ann'))
    clock.advance(day)
    await refusedAs('people/no-such-proposal', people.confirm(late.id, late.contentHash, as('bo')))
    assert.deepEqual(people.waiting(), [])
  })

  test('may be refused by the second and withdrawn by the first', async () => {
    const { people, as, add, waits, refusedAs, twoAdministrators } = await installation()
    await twoAdministrators()
    const [one, two] = [
      await waits(add('c', 'administrator'), as('ann')),
      await waits(add('d', 'administrator'), as('ann')),
    ]
    await refusedAs('people/not-yours', people.answer(two.id, 'withdraw', as('bo')))
    assert.ok((await people.answer(one.id, 'refuse', as('bo'))).ok)
    assert.ok((await people.answer(two.id, 'withdraw', as('ann'))).ok)
    assert.deepEqual(people.waiting(), [])
  })

  test('switch to live, and there must be two who can; one switches back', async () => {
    const { people, as, machine, done, waits, refusedAs, twoAdministrators } = await installation()
    const live = { type: 'switch-service', authority: mainAuthority, service: 'live' } as const
    await refusedAs('people/two-administrators-first', people.order(live, machine))
    await twoAdministrators()
    const proposal = await waits(live, as('ann'))
    assert.ok((await people.confirm(proposal.id, proposal.contentHash, as('bo'))).ok)
    assert.equal(people.registry.authorities.get(mainAuthority)?.service, 'live')
    await done({ ...live, service: 'drill' }, as('bo'))
  })

  test('what they agreed to for another part is carried out once, also when the power goes in between', async () => {
    const { people, open, as, waits, twoAdministrators } = await installation()
    await twoAdministrators()
    const order = {
      type: 'foreign',
      kind: 'webhooks/create',
      digest: hashOfKey('x'),
      shown: { host: 'h' },
    } as const
    const proposal = await waits(order, as('ann'))
    people.onAgreed('webhooks/create', () => Promise.reject(new Error('the power goes')))
    await assert.rejects(people.confirm(proposal.id, proposal.contentHash, as('bo')))
    const again = await open()
    const carried: string[] = []
    again.onAgreed('webhooks/create', async ({ id }) => void carried.push(id))
    await again.carryOutAgreed()
    await again.carryOutAgreed()
    assert.deepEqual(carried, [proposal.id])
    assert.equal((await open()).registry.agreed.size, 0)
  })
})

describe('an authority', () => {
  test('owns a part of what the main one owns, and nobody warns outside of it', async () => {
    const { people, machine, done, add, join, refusedAs } = await installation()
    const own = {
      areas: ['gn:1'],
      threats: ['flood'],
      ladders: 'all',
      levels: 'all',
      channels: ['stream'],
    } as const
    const found = { type: 'found-authority', names: { en: 'Town' }, owns: own } as const
    await refusedAs(
      'people/beyond-own',
      people.order(
        { ...found, authority: 'x' as never, owns: { ...own, areas: ['DE-1'] } } as PeopleOrder,
        machine,
      ),
    )
    await done({ ...found, authority: 'town' as never } as PeopleOrder)
    await done({ ...add('t', 'officer'), authority: 'town' as never } as PeopleOrder)
    await join('t')
    const permitted = people.permitted('t' as PersonId)!
    assert.deepEqual(permitted.owns.threats, ['flood'])
    assert.ok(permitted.within.some((areas) => areas !== 'everywhere' && areas.includes('gn:1')))
    await refusedAs(
      'people/no-such-authority',
      people.order({ ...add('u', 'officer'), authority: 'none' as never } as PeopleOrder, machine),
    )
  })
})
