import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { recordingLog } from '#base'
import { openMirror } from './home-assistant-mirror.ts'

/** A broker that takes what it is sent when it is let. */
function slowBroker() {
  const sent: string[] = []
  const has = new Map<string, string>()
  let waiting: (() => void)[] = []
  let [isUp, refuses] = [true, 'nothing']
  const settle = async () => {
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
  return {
    ...{ sent, has },
    line: {
      get isUp() {
        return isUp
      },
      publish: (topic: string, payload: string) => {
        sent.push(`${topic}=${payload}`)
        return new Promise<void>((resolve, reject) => {
          waiting.push(() => {
            if (!isUp) return reject(new Error('the line broke'))
            if (refuses === topic) return reject(Object.assign(new Error('not authorised'), { code: 135 }))
            if (payload === '') has.delete(topic)
            else has.set(topic, payload)
            resolve()
          })
        })
      },
    },
    goesDown: () => void (isUp = false),
    comesUp: () => void (isUp = true),
    refuse: (topic: string) => void (refuses = topic),
    settle,
    async takes() {
      for (await settle(); waiting.length > 0; await settle()) {
        const now = waiting
        waiting = []
        for (const take of now) take()
      }
    },
  }
}

function around(wanted: () => ReadonlyMap<string, string>) {
  const broker = slowBroker()
  const log = recordingLog()
  const line = () => broker.line
  const mirror = openMirror({ line, wanted, soon: (act) => void setImmediate(act), log })
  return { broker, log, mirror }
}

describe('a broker that is kept true', () => {
  test('is sent what differs, in order, and nothing twice', async () => {
    let state = new Map([
      ['a', '1'],
      ['b', '1'],
    ])
    const { broker, mirror } = around(() => state)
    mirror.begun()
    await broker.takes()
    state = new Map([
      ['a', '1'],
      ['b', '2'],
    ])
    mirror.changed()
    mirror.changed()
    await broker.takes()
    assert.deepEqual(broker.sent, ['a=1', 'b=1', 'b=2'])
  })

  test('is sent what is true when it can take it: what began and ended meanwhile never comes', async () => {
    let state = 'OFF'
    const { broker, mirror } = around(() => new Map([['in_force', state]]))
    mirror.begun()
    await broker.settle()
    for (state of ['ON', 'OFF', 'ON', 'OFF']) mirror.changed()
    await broker.takes()
    assert.deepEqual(broker.sent, ['in_force=OFF'])
    state = 'ON'
    mirror.changed()
    await broker.settle()
    state = 'OFF'
    mirror.changed()
    await broker.takes()
    assert.deepEqual(broker.sent, ['in_force=OFF', 'in_force=ON', 'in_force=OFF'])
  })

  test('is told everything anew after its line broke, and what was on its way is forgotten', async () => {
    let state = 'ON'
    const { broker, log, mirror } = around(() => new Map([['in_force', state]]))
    mirror.begun()
    await broker.settle()
    broker.goesDown()
    state = 'OFF'
    mirror.changed()
    await broker.takes()
    assert.equal(broker.has.size, 0)
    broker.comesUp()
    mirror.begun()
    await broker.takes()
    assert.equal(broker.has.get('in_force'), 'OFF')
    assert.deepEqual(log.lines, [])
  })

  test('forgets what it had of areas that are not chosen any more, also when it tells of it before it counts as reached', async () => {
    const { broker, mirror } = around(() => new Map([['a', '1']]))
    broker.has.set('old', '1')
    mirror.stray('old')
    mirror.stray('a')
    mirror.begun()
    await broker.takes()
    assert.deepEqual([...broker.has], [['a', '1']])
    assert.ok(broker.sent.includes('old='))
  })

  test('is corrected where it says something else, and hears again what would expire', async () => {
    const { broker, mirror } = around(
      () =>
        new Map([
          ['status', 'online'],
          ['level', 'red'],
        ]),
    )
    mirror.begun()
    await broker.takes()
    broker.sent.length = 0
    mirror.found('status', 'offline')
    await broker.takes()
    mirror.again((topic) => topic === 'level')
    await broker.takes()
    assert.deepEqual(broker.sent, ['status=online', 'level=red'])
  })

  test('that refuses one topic is told all others, and that is logged once', async () => {
    let state = '1'
    const { broker, log, mirror } = around(
      () => new Map(Array.from({ length: 200 }, (_, n) => [`t${n}`, state] as const)),
    )
    broker.refuse('t3')
    mirror.begun()
    await broker.takes()
    state = '2'
    mirror.changed()
    await broker.takes()
    assert.equal([...broker.has.values()].filter((one) => one === '2').length, 199)
    assert.deepEqual(
      log.lines.map(({ details }) => details['topic']),
      ['t3'],
    )
  })

  test('is sent nothing after it was let go', async () => {
    const { broker, mirror } = around(() => new Map([['a', '1']]))
    mirror.begun()
    mirror.stop()
    mirror.changed()
    await broker.takes()
    assert.deepEqual(broker.sent, [])
  })
})
