import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { instantOf, recordingLog, second, virtualClock } from '#base'
import type { Heard, Station } from '#sites'
import type { ReadingLineOptions } from '../sites/reading-line.mqtt.ts'
import { openReadingIntake } from './reading-intake.ts'

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

/** An intake whose broker is in the test’s hand, at a server that may stop deciding. */
function world(more: { readonly linkTopic?: string } = {}) {
  const clock = virtualClock(instantOf(Date.parse('2026-11-23T02:40:00Z')))
  const lines: { readonly options: ReadingLineOptions; isUp: boolean; isClosed: boolean }[] = []
  let decides: 'me' | 'other' = 'other'
  const heard: Heard[] = []
  const links: string[] = []
  const station = { site: { id: 'north' }, station: {} as Station }
  const intake = openReadingIntake(
    { clock, log: recordingLog(), decides: () => decides },
    {
      book: { station: (id: string) => (id.startsWith('north-') ? station : undefined) } as never,
      give: async (given) => {
        heard.push(...given)
        return { kept: given.length, told: [] }
      },
      linkIs: (link, state) => void links.push(`${link} ${state}`),
    },
    {
      ...{ url: 'mqtt://broker', password: async () => undefined, clientId: 'one' },
      ...{ topic: 'readings/{site}/{station}', linkTopic: '', ...more },
      open(options) {
        const line = { options, isUp: false, isClosed: false }
        lines.push(line)
        return Object.assign(line, {
          async close() {
            line.isClosed = true
          },
        })
      },
    },
  )
  const decide = async (who: 'me' | 'other') => {
    decides = who
    clock.advance(second)
    await settled()
  }
  const say = (topic: string, payload: string) =>
    lines.at(-1)!.options.take([{ topic, payload: Buffer.from(payload), freshness: 'fresh' }])
  return { intake, lines, decide, say, heard, links }
}

describe('the intake of readings', () => {
  test('is open at the server that decides, and at no other', async () => {
    const { intake, lines, decide } = world()
    await decide('other')
    assert.deepEqual([lines.length, intake.state()?.state], [0, 'another-server'])
    await decide('me')
    assert.deepEqual([lines.length, intake.state()?.state], [1, 'out-of-touch'])
    lines[0]!.isUp = true
    assert.equal(intake.state()?.state, 'taking')
    await decide('other')
    assert.deepEqual([lines[0]!.isClosed, intake.state()?.state], [true, 'another-server'])
    await decide('me')
    assert.equal(lines.length, 2)
    await intake.stop()
    assert.equal(lines[1]!.isClosed, true)
  })

  test('takes the station from the topic, refuses one of another site, and goes on after what can’t be read', async () => {
    const { intake, decide, say, heard } = world()
    await decide('me')
    const at = '2026-11-23T02:40:00Z'
    await say('readings/north/north-1', JSON.stringify({ at, value: 92, unit: 'nSv/h' }))
    await say('readings/south/north-1', JSON.stringify({ at, value: 9_000, unit: 'nSv/h' }))
    await say('readings/north/north-1', '{')
    await say('readings/north/north-2', JSON.stringify({ flags: ['battery'], at }))
    assert.deepEqual(
      heard.map(({ station, value }) => `${station} ${value}`),
      ['north-1 92', 'north-2 null'],
    )
    const { messages, kept, refused, lastRefused } = intake.state()!
    assert.deepEqual([messages, kept, refused], [4, 2, 2])
    assert.equal(lastRefused?.code, 'sites/unreadable-readings')
    await intake.stop()
  })

  test('hears links say of themselves that they are there, or by their last will that they are not', async () => {
    const { intake, decide, say, links, lines } = world({ linkTopic: 'links/{link}' })
    await decide('me')
    assert.deepEqual(lines[0]!.options.filters, ['readings/+/+', 'links/+'])
    await say('links/mast-1', 'offline')
    await say('links/mast-1', 'online')
    assert.deepEqual(links, ['mast-1 down', 'mast-1 up'])
    assert.equal(intake.state()?.messages, 0)
    await intake.stop()
  })
})
