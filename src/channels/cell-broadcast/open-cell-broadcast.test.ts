import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { countingIds, memoryShelf, recordingLog, virtualClock, type Instant } from '#base'
import { drillNotice } from '../../../test/support/notices.ts'
import { openCellBroadcast } from './open-cell-broadcast.cbe.ts'

async function opened(t: TestContext, list: string | undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-networks-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'networks.json')
  if (list !== undefined && list !== '') writeFileSync(file, list)
  const log = recordingLog()
  const ready = await openCellBroadcast({
    ...{
      shelf: memoryShelf(),
      clock: virtualClock('2025-11-01T21:37:00.000Z' as Instant),
      ids: countingIds(),
      log,
    },
    ...{ modes: ['drill', 'test'], shipped: {}, note() {} },
    areas: { isArea: () => true, contains: (outer, inner) => outer === inner, neighbours: () => [] },
    settings: {
      broker: 'none',
      mqttPort: 0,
      webhookAllow: [],
      cellBroadcast: list === undefined ? '' : file,
    },
  })
  const channels = await ready.open()
  t.after(() => Promise.all(channels.map((channel) => channel.close())))
  return { desk: ready.desk, channels, log }
}

describe('the list of networks, when the server starts', () => {
  test('opens no channel where no file is named', async (t) => {
    const { channels, log } = await opened(t, undefined)
    assert.deepEqual(channels, [])
    assert.deepEqual(log.lines, [])
  })

  test('opens one for all its networks', async (t) => {
    const entry = { id: 'one', name: 'One', url: 'http://127.0.0.1:1', areas: ['gn:467120'] }
    const { channels, desk } = await opened(t, JSON.stringify({ networks: [entry] }))
    assert.deepEqual(
      desk.networks.map(({ id }) => id),
      ['one'],
    )
    const [channel] = channels
    assert.deepEqual(await channel?.targets(drillNotice(), () => true), [{ id: 'one', areas: ['gn:467120'] }])
    assert.equal(channel?.standing, undefined)
  })

  for (const [what, list] of [
    ['is not there', ''],
    ['is no JSON', '{'],
    [
      'has a misspelt word',
      '{"networks":[{"id":"one","name":"One","url":"http://127.0.0.1:1","areas":["A"],"live":true}]}',
    ],
  ] as const)
    test(`is seen in the duty room to fail when the file ${what}`, async (t) => {
      const { channels, log } = await opened(t, list)
      assert.deepEqual(await channels[0]?.targets(drillNotice(), () => true), [])
      const { state, problem } = channels[0]?.standing?.() ?? {}
      assert.deepEqual([state, problem], ['failing', 'cell-broadcast/bad-list'])
      assert.equal(log.lines.length, 1)
    })
})
