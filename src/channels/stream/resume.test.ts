import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { AreaCode } from '#areas'
import { ok } from '#base'
import { concerns, everything, type AreaFilter } from './area-filter.ts'
import { eventStreamReader } from './event-stream-reader.ts'
import { liveHub, type LiveHub } from './hub.ts'
import { liveFact, type LiveFact } from './live-event.ts'
import type { LiveSource } from './live-source.ts'
import { openings, type OpeningReader, type Openings } from './opening.ts'
import { parseEventId } from './position.ts'

const noMap = { ancestors: () => [] }
const codes = ['a', 'b', 'c'] as AreaCode[]
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** A ledger, the hub in front of it, and readers whose lines break at any byte. */
class World {
  readonly facts: LiveFact[] = []
  readonly random: () => number
  readonly clients: Client[] = []
  readonly keepFacts: number
  hub: LiveHub
  openings: Openings
  failing = false

  constructor(random: () => number, keepFacts: number) {
    this.random = random
    this.keepFacts = keepFacts
    ;({ hub: this.hub, openings: this.openings } = this.start())
  }

  readonly source: LiveSource = {
    filter: async () => ok(everything),
    head: async () => this.facts.length,
    after: async (seq, limit) => {
      await this.someTurns()
      if (this.failing) throw new Error('the disk is gone')
      const through = Math.min(this.facts.length, seq + 1 + Math.floor(this.random() * Math.min(limit, 7)))
      return { after: seq, through, facts: this.facts.slice(seq, through) }
    },
    board: async () => {
      const seq = this.facts.length
      await this.someTurns()
      return { seq, data: { seq } }
    },
  }

  start(longestCatchUp = 10_000) {
    const hub = liveHub({ head: this.facts.length, keepFacts: this.keepFacts, slice: 2, soon: setImmediate })
    this.hub = hub
    this.openings = openings({ hub, source: this.source, pageBytes: 60, longestCatchUp })
    return { hub, openings: this.openings }
  }

  client(filter: AreaFilter): Client {
    const client = new Client(this, filter)
    this.clients.push(client)
    return client
  }

  async someTurns() {
    for (let i = Math.floor(this.random() * 4); i > 0; i--) await turn()
  }

  /** Durable now, published when `publish` is called. */
  append(messageCodes: readonly (readonly AreaCode[])[]) {
    const seq = this.facts.length + 1
    this.facts.push(
      liveFact(
        noMap,
        seq,
        messageCodes.map((areas, i) => ({ event: 'notice', data: `${seq}/${i}`, areas })),
      ),
    )
  }

  publish() {
    const after = Math.max(0, this.hub.head - 1) // one is handed over again: a follower may repeat itself
    this.hub.publish({ after, through: this.facts.length, facts: this.facts.slice(after) })
  }

  restart() {
    for (const client of this.clients) client.line?.end()
    this.start()
  }
}

class Line implements OpeningReader {
  joinedAt = 0
  closed = false
  readonly client: Client
  left: number
  constructor(client: Client, left: number) {
    this.client = client
    this.left = left
  }
  write(bytes: Buffer): void {
    if (this.closed) return
    this.client.receive(bytes.subarray(0, this.left))
    this.left -= bytes.length
    if (this.left <= 0) this.end()
  }
  async send(chunks: readonly Buffer[]): Promise<void> {
    for (const chunk of chunks) this.write(chunk)
    await this.client.world.someTurns()
  }
  end(): void {
    this.closed = true
    this.client.world.hub.leave(this, this.client.filter)
  }
}

class Client {
  readonly world: World
  readonly filter: AreaFilter
  readonly heard: string[] = []
  readonly boards: number[] = []
  readonly resets: string[] = []
  id = ''
  line: Line | undefined
  #reader = eventStreamReader()

  constructor(world: World, filter: AreaFilter) {
    this.world = world
    this.filter = filter
  }

  connect(cutAfterBytes = Infinity): Promise<void> {
    this.line?.end()
    const line = (this.line = new Line(this, cutAfterBytes))
    this.#reader = eventStreamReader(this.id)
    const from = parseEventId(this.id)
    return this.world.openings.open(line, this.filter, from.ok ? from.value : 'the present')
  }

  receive(bytes: Uint8Array): void {
    for (const { event, data } of this.#reader.read(bytes)) {
      if (event === 'board') this.boards.push((JSON.parse(data) as { seq: number }).seq)
      if (event === 'notice') this.heard.push(data)
      if (event === 'reset') this.resets.push((JSON.parse(data) as { reason: string }).reason)
    }
    this.id = this.#reader.lastEventId
  }

  /** What it should have heard, counted from its board. */
  expected(): string[] {
    return this.world.facts
      .slice(this.boards[0])
      .flatMap((fact) =>
        fact.messages.flatMap((message, i) => (concerns(this.filter, message) ? [`${fact.seq}/${i}`] : [])),
      )
  }
}

const filterOf = (...wanted: AreaCode[]): AreaFilter => ({ key: wanted.join(','), codes: wanted, above: [] })
const filters = [
  everything,
  filterOf('a' as AreaCode),
  filterOf('b' as AreaCode),
  filterOf(...codes.slice(1)),
]

type Step =
  | { do: 'append'; messages: AreaCode[][]; publish: boolean }
  | { do: 'connect'; client: number; cut: number }
  | { do: 'restart' | 'ping' | 'turn' | 'publish' }

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('append' as const),
        messages: fc.array(fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1 }), { maxLength: 3 }),
        publish: fc.boolean(),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant('connect' as const),
        client: fc.nat({ max: 5 }),
        cut: fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 300 })),
      }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('turn' as const, 'publish' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('restart' as const, 'ping' as const) }) },
  ),
  { maxLength: 80, size: 'max' },
)

describe('a reader of the live stream', () => {
  test('hears each event that concerns it once and in order, wherever its line breaks and whenever the server restarts', async () => {
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.infiniteStream(fc.nat({ max: 999 })),
        fc.nat({ max: 6 }),
        async (steps, numbers, keep) => {
          const world = new World(() => (numbers.next().value as number) / 1000, keep)
          for (let i = 0; i < 6; i++) world.client(filters[i % filters.length] as AreaFilter)
          for (const step of steps) {
            if (step.do === 'append') world.append(step.messages)
            if (step.do === 'publish' || (step.do === 'append' && step.publish)) world.publish()
            if (step.do === 'connect') void (world.clients[step.client] as Client).connect(step.cut)
            if (step.do === 'restart') world.restart()
            if (step.do === 'ping') world.hub.ping()
            if (step.do === 'turn') await turn()
          }
          world.publish()
          await Promise.all(world.clients.map((client) => client.connect()))
          world.append([codes])
          world.publish()
          for (let i = 0; i < 40; i++) await turn()
          for (const client of world.clients) {
            assert.equal(client.boards.length, 1, 'one board, then only events')
            assert.deepEqual(client.heard, client.expected())
          }
          assert.equal(world.hub.readers, world.clients.length)
        },
      ),
      { seed: 20251102, numRuns: 150 },
    )
  })

  const worldOf = (count: number, keepFacts = 100) => {
    const world = new World(() => 0.5, keepFacts)
    for (let i = 0; i < count; i++) world.append([codes])
    world.start()
    return world
  }

  test('that brings an id from another ledger is told so and begins with the board', async () => {
    const world = worldOf(3)
    const client = world.client(everything)
    client.id = '900'
    await client.connect()
    assert.deepEqual(client.resets, ['unknown-position'])
    assert.deepEqual(client.boards, [3])
    assert.equal(client.id, '3')
  })

  test('that is ahead of this process but not of the ledger waits for its place', async () => {
    const world = worldOf(3)
    const client = world.client(everything)
    world.append([codes, codes])
    client.id = '3.1'
    const opened = client.connect()
    await turn()
    assert.deepEqual(client.heard, [])
    world.publish()
    await opened
    assert.deepEqual(client.heard, ['4/1'])
    assert.deepEqual(client.resets, [])
  })

  test('that was away too long begins with the board instead of the whole past', async () => {
    const world = worldOf(20, 2)
    world.start(10)
    const client = world.client(everything)
    client.id = '9'
    await client.connect()
    assert.deepEqual(client.resets, ['too-far-behind'])
    assert.deepEqual(client.heard, [])
    const late = world.client(everything)
    late.id = '10'
    await late.connect()
    assert.deepEqual(late.resets, [])
    assert.equal(late.heard.length, 10)
  })

  test('is told that its stream can’t be opened when the ledger can’t be read', async () => {
    const world = worldOf(20, 2)
    world.failing = true
    const client = world.client(everything)
    client.id = '1'
    await assert.rejects(client.connect(), /the disk is gone/)
    world.failing = false
    await client.connect()
    assert.deepEqual(client.heard.length, 19)
  })

  test('moves its position with every ping, so that a quiet area has little to catch up', async () => {
    const world = worldOf(3)
    const client = world.client(filterOf('nowhere' as AreaCode))
    await client.connect()
    world.append([codes])
    world.publish()
    assert.equal(client.id, '3')
    world.hub.ping()
    assert.equal(client.id, '4')
    assert.deepEqual(client.heard, [])
  })
})

describe('the hub', () => {
  test('never takes a reader back to an earlier position with a ping that was under way when it joined', async () => {
    const world = new World(() => 0, 100)
    for (let i = 0; i < 9; i++) world.hub.join({ joinedAt: 0, write() {}, end() {} }, everything)
    world.hub.ping()
    world.append([codes])
    world.publish()
    const client = world.client(everything)
    client.id = '0'
    await client.connect()
    for (let i = 0; i < 10; i++) await turn()
    assert.equal(client.id, '1')
    assert.deepEqual(client.heard, ['1/0'])
  })

  test('ends every stream rather than let one miss a fact', async () => {
    const world = new World(() => 0, 100)
    const client = world.client(everything)
    await client.connect()
    world.append([codes])
    world.append([codes])
    world.hub.publish({ after: 1, through: 2, facts: world.facts.slice(1) })
    assert(client.line?.closed)
    assert.deepEqual(client.heard, [])
    await client.connect()
    assert.deepEqual(client.heard, ['1/0', '2/0'])
  })

  test('writes the same buffer to all who hear the same', async () => {
    const world = new World(() => 0, 100)
    const got: Buffer[] = []
    const reader = () => ({ joinedAt: 0, write: (bytes: Buffer) => void got.push(bytes), end() {} })
    for (const filter of filters) for (let i = 0; i < 3; i++) world.hub.join(reader(), filter)
    world.append([['a' as AreaCode, 'b' as AreaCode]])
    world.append([codes])
    world.publish()
    for (let i = 0; i < 10; i++) await turn()
    assert.equal(got.length, 12)
    assert.equal(new Set(got).size, 1)
  })

  test('asks for the board and for a page of the past once for all who come at once', async () => {
    const world = new World(() => 0.9, 0)
    for (let i = 0; i < 5; i++) world.append([codes])
    world.start()
    const calls = { board: 0, after: 0 }
    const source: LiveSource = {
      ...world.source,
      board: (filter) => (calls.board++, world.source.board(filter)),
      after: (seq, limit) => (calls.after++, world.source.after(seq, limit)),
    }
    world.openings = openings({ hub: world.hub, source })
    const clients = Array.from({ length: 50 }, () => world.client(everything))
    for (const client of clients.slice(25)) client.id = '0'
    await Promise.all(clients.map((client) => client.connect()))
    assert.equal(calls.board, 1)
    assert(calls.after <= 2, `${calls.after} pages`)
    assert(clients.slice(25).every((client) => client.heard.length === 5))
  })
})
