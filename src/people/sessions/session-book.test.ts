import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  countingIds,
  hour,
  memoryShelf,
  minute,
  ok,
  refuse,
  silentLog,
  virtualClock,
  type Instant,
  type PersonId,
  type Shelf,
} from '#base'
import type { Place, Screen, SessionId } from '../session.ts'
import type { SignInFact } from '../sign-in/ports.ts'
import { mostSessions, openSessionBook } from './session-book.ts'
import type { SessionBook } from './sessions.ts'
import { newToken } from './token.node.ts'

const olena = 'person-olena' as PersonId
const taras = 'person-taras' as PersonId
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0'
const desk: Place = { address: '10.0.0.7', browser: firefox }

interface World {
  readonly shelf: Shelf
  readonly clock: ReturnType<typeof virtualClock>
  readonly facts: SignInFact[]
  readonly states: Map<PersonId, 'active' | 'suspended' | 'removed'>
  decides: 'me' | 'other'
  canWrite: 'yes' | 'no'
  open(decides?: 'me' | 'other'): Promise<SessionBook>
}

function world(shelf: Shelf = memoryShelf()): World {
  const clock = virtualClock('2026-11-22T02:00:00.000Z' as Instant)
  const ids = countingIds()
  const facts: SignInFact[] = []
  const made: World = {
    ...{ shelf, clock, facts, decides: 'me', canWrite: 'yes' },
    states: new Map(),
    open: (decides) =>
      openSessionBook({
        ...{ shelf, clock, ids, newToken, log: silentLog },
        decides: () => decides ?? made.decides,
        stateOf: (person) => made.states.get(person) ?? 'active',
        note: async (fact) => {
          if (made.canWrite === 'no') return refuse('ledger/cannot-write')
          facts.push(fact)
          return ok()
        },
      }),
  }
  return made
}

const begin = async (book: SessionBook, screen: Screen = 'own', person = olena) => {
  const started = await book.start({ person, screen, method: 'passkey', place: desk })
  assert.ok(started.ok)
  return started.value
}
const whyOver = async (book: SessionBook, token: string, place = desk) => {
  const found = await book.use(token, place)
  return found.ok ? 'holds' : found.problem.details['why']
}

describe('a session', () => {
  test('is found by its token alone, also after a restart, and the shelf holds no token', async () => {
    const { open, shelf } = world()
    const book = await open()
    const { token, session } = await begin(book)
    for (const server of [book, await open()]) {
      const found = await server.use(token, desk)
      assert.ok(found.ok && found.value.id === session.id)
      for (const wrong of ['', 'x'.repeat(43), session.tokenHash, session.id, `${token}x`])
        assert.equal(await whyOver(server, wrong), 'unknown', wrong)
    }
    assert.match(token, /^[\w-]{43}$/)
    assert.ok(!JSON.stringify(await shelf.list('sessions')).includes(token))
  })

  test('is written down with opaque ids alone when it starts and ends', async () => {
    const { open, facts } = world()
    const book = await open()
    const { session, token } = await begin(book)
    await book.end(session.id, 'signed-out')
    await book.end(session.id, 'idle')
    assert.deepEqual(facts, [
      {
        ...{ stream: 'sessions', type: 'session-started', by: olena, via: `session:${session.id}` },
        data: { session: session.id, person: olena, method: 'passkey', screen: 'own' },
      },
      {
        ...{ stream: 'sessions', type: 'session-ended', by: olena },
        data: { session: session.id, person: olena, why: 'signed-out' },
      },
    ])
    assert.equal(await whyOver(book, token), 'signed-out')
    assert.equal(await whyOver(await open(), token), 'signed-out')
  })

  test('does not begin when its fact can’t be written, and leaves nothing behind', async () => {
    const here = world()
    const book = await here.open()
    here.canWrite = 'no'
    const started = await book.start({ person: olena, screen: 'own', method: 'passkey', place: desk })
    assert.ok(!started.ok && started.problem.code === 'ledger/cannot-write')
    assert.deepEqual(await here.shelf.list('sessions'), [])
    assert.deepEqual(book.listOf(olena), [])
  })

  test('ends when nobody uses it: after an hour, on a shared screen after fifteen minutes', async () => {
    for (const [screen, idle] of [['own', 60] as const, ['shared', 15] as const]) {
      const { open, clock, facts } = world()
      const book = await open()
      const { token } = await begin(book, screen)
      clock.advance(idle * minute - 1)
      assert.equal(await whyOver(book, token), 'holds')
      clock.advance(idle * minute - 1)
      assert.ok((await book.look(token, desk)).ok, 'looking is no use')
      clock.advance(1)
      assert.equal(await whyOver(book, token), 'idle')
      assert.equal(facts.at(-1)?.data['why'], 'idle')
    }
  })

  test('ends after twelve hours, however busy', async () => {
    const { open, clock } = world()
    const book = await open()
    const { token } = await begin(book)
    for (let half = 1; half < 24; half++) {
      clock.advance(30 * minute)
      assert.equal(await whyOver(book, token), 'holds')
    }
    clock.advance(30 * minute)
    assert.equal(await whyOver(book, token), 'too-long')
  })

  test('ends in another browser; the one it was opened in may bring itself up to date', async () => {
    const book = await world().open()
    const { token } = await begin(book)
    assert.equal(await whyOver(book, token, { ...desk, browser: firefox.replaceAll('143', '144') }), 'holds')
    assert.equal(await whyOver(book, token, { ...desk, browser: 'curl/8.5.0' }), 'other-browser')
    assert.equal(await whyOver(book, token), 'other-browser', 'it is over for its owner too, who is told why')
  })

  test('follows a telephone to another address, and does not leave a shared screen', async () => {
    const book = await world().open()
    const [own, shared] = [await begin(book), await begin(book, 'shared')]
    const away = { ...desk, address: '203.0.113.9' }
    assert.equal(await whyOver(book, own.token, away), 'holds')
    assert.equal(await whyOver(book, shared.token, away), 'other-address')
  })

  test('does not outlive a clock that jumps ahead, and a proof from the future is none', async () => {
    const { open, clock } = world()
    const book = await open()
    const { token } = await begin(book)
    clock.advance(400 * 24 * hour)
    assert.equal(await whyOver(book, token), 'too-long')
  })

  test('ends with the person’s access, at once', async () => {
    const { open, states } = world()
    const book = await open()
    const { token } = await begin(book)
    states.set(olena, 'suspended')
    assert.equal(await whyOver(book, token), 'suspended')
    states.set(olena, 'active')
    assert.equal(await whyOver(book, token), 'suspended', 'and does not come back with it')
  })

  test('does not begin for whom was suspended since they proved who they are', async () => {
    const { open, states, facts } = world()
    const book = await open()
    states.set(olena, 'suspended')
    const refused = await book.start({ person: olena, screen: 'own', method: 'passkey', place: desk })
    assert.ok(!refused.ok && refused.problem.details['why'] === 'suspended')
    assert.deepEqual(facts, [])
    states.set(olena, 'active')
    assert.deepEqual(book.listOf(olena), [])
  })

  test('of somebody suspended is ended for good by the first sweep, where the server died before it was', async () => {
    const { open, states } = world()
    const { token } = await begin(await open())
    states.set(olena, 'suspended')
    const next = await open()
    await next.sweep()
    states.set(olena, 'active')
    assert.equal(await whyOver(next, token), 'suspended')
  })

  test('changes its token when somebody proves themselves anew; the old one is worth nothing', async () => {
    const { open, clock, facts } = world()
    const book = await open()
    const { token, session } = await begin(book)
    clock.advance(20 * minute)
    const renewed = await book.renew(session.id, 'password-totp')
    assert.ok(renewed.ok && renewed.value.session.id === session.id && renewed.value.token !== token)
    assert.equal(renewed.value.session.provedAt, clock.now())
    assert.equal(renewed.value.session.startedAt, session.startedAt, 'it lasts no longer by that')
    for (const server of [book, await open()]) {
      assert.equal(await whyOver(server, token), 'unknown')
      assert.equal(await whyOver(server, renewed.value.token), 'holds')
    }
    assert.equal(facts.at(-1)?.type, 'session-renewed')
  })

  test('that ended is not brought back by a renewal under way, nor by its use', async () => {
    const { open, shelf, clock } = world()
    const book = await open()
    const { token, session } = await begin(book)
    clock.advance(2 * minute)
    const [, renewed] = await Promise.all([
      book.end(session.id, 'ended-elsewhere'),
      book.renew(session.id, 'passkey'),
      book.use(token, desk),
    ])
    await book.settled()
    assert.ok(!renewed.ok && renewed.problem.code === 'people/session-over')
    assert.equal(await whyOver(await open(), token), 'ended-elsewhere')
    assert.equal((await shelf.list('sessions')).length, 1)
  })
})

describe('the sessions of a person', () => {
  test('end together, or all but the one they sit at', async () => {
    const book = await world().open()
    const [one, two, three] = [await begin(book), await begin(book), await begin(book)]
    const another = await begin(book, 'own', taras)
    assert.equal(await book.endAllOf(olena, 'credential-changed', two.session.id), 2)
    assert.equal(await whyOver(book, one.token), 'credential-changed')
    assert.equal(await whyOver(book, two.token), 'holds')
    assert.equal(await book.endAllOf(olena, 'removed'), 1)
    assert.equal(await whyOver(book, three.token), 'credential-changed')
    assert.equal(await whyOver(book, another.token), 'holds')
  })

  test('are bounded: the oldest ends', async () => {
    const { open, clock } = world()
    const book = await open()
    const first = await begin(book)
    for (let more = 0; more < mostSessions; more++) {
      clock.advance(1_000)
      await begin(book)
    }
    assert.equal(book.listOf(olena).length, mostSessions)
    assert.equal(await whyOver(book, first.token), 'too-many')
  })
})

describe('the shelf of sessions', () => {
  test('is written at most once a minute by use', async () => {
    const puts: string[] = []
    const kept = memoryShelf()
    const shelf: Shelf = { ...kept, put: (name, entries) => (puts.push(name), kept.put(name, entries)) }
    const { open, clock } = world(shelf)
    const book = await open()
    const { token } = await begin(book)
    for (let seconds = 0; seconds < 300; seconds++) {
      clock.advance(1_000)
      await book.use(token, desk)
    }
    await book.settled()
    assert.deepEqual(puts, ['sessions', ...Array<string>(5).fill('sessions-seen')])
  })

  test('forgets where an ended session was used from, and a day later the rest', async () => {
    const { open, clock, shelf } = world()
    const book = await open()
    const { token } = await begin(book)
    clock.advance(61 * minute)
    await book.sweep()
    const text = JSON.stringify(await shelf.list('sessions'))
    assert.ok(text.includes('"why":"idle"') && !text.includes('10.0.0.7') && !text.includes('Firefox'))
    assert.equal(await whyOver(book, token), 'idle')
    clock.advance(24 * hour)
    await book.sweep()
    assert.deepEqual([...(await shelf.list('sessions')), ...(await shelf.list('sessions-seen'))], [])
    assert.equal(await whyOver(book, token), 'unknown')
  })

  test('keeps what is in use when it is swept', async () => {
    const { open, clock } = world()
    const book = await open()
    const { token } = await begin(book)
    clock.advance(59 * minute)
    await book.use(token, desk)
    clock.advance(2 * minute)
    await book.sweep()
    assert.equal(await whyOver(book, token), 'holds')
  })
})

describe('a server that does not decide', () => {
  test('knows a session that another one started, before its fact has come, and ends none itself', async () => {
    const { open, facts, clock } = world()
    const [decider, reader] = [await open('me'), await open('other')]
    const { token, session } = await begin(decider)
    assert.equal(await whyOver(reader, token), 'holds')
    assert.equal(await whyOver(reader, token, { ...desk, browser: 'curl/8.5.0' }), 'other-browser')
    assert.equal(facts.length, 1)
    await decider.end(session.id, 'signed-out')
    await reader.kept.reload()
    assert.equal(await whyOver(reader, token), 'signed-out')
    clock.advance(1)
  })

  test('looks on the shelf once a second at most, whatever cookies it is shown', async () => {
    let lists = 0
    const kept = memoryShelf()
    const shelf: Shelf = { ...kept, list: (...asked) => (lists++, kept.list(...asked)) }
    const reader = await world(shelf).open('other')
    const before = lists
    for (let i = 0; i < 100; i++) await whyOver(reader, newToken())
    assert.equal(lists - before, 2)
  })

  test('keeps a session alive that is used there, for all servers', async () => {
    const { open, clock } = world()
    const [decider, reader] = [await open('me'), await open('other')]
    const { token } = await begin(decider)
    for (let times = 0; times < 3; times++) {
      clock.advance(40 * minute)
      assert.equal(await whyOver(reader, token), 'holds')
      await reader.settled()
    }
    assert.equal(await whyOver(decider, token), 'holds', 'read again before it is called idle')
    clock.advance(61 * minute)
    assert.equal(await whyOver(reader, token), 'idle')
    assert.equal(await whyOver(decider, token), 'idle')
  })

  test('does not bring back by use what was ended meanwhile', async () => {
    const { open, clock } = world()
    const [decider, reader] = [await open('me'), await open('other')]
    const { token, session } = await begin(decider)
    await reader.kept.reload()
    await decider.end(session.id as SessionId, 'suspended')
    clock.advance(2 * minute)
    await reader.use(token, desk)
    await reader.settled()
    assert.equal(await whyOver(await open('me'), token), 'suspended')
  })
})
