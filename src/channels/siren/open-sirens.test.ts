import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { countingIds, memoryShelf, silentLog } from '#base'
import { systemClock } from '../../base/clock.node.ts'
import { openSirens } from './open-sirens.mqtt.ts'

async function addressShown(broker: string): Promise<string> {
  const ready = await openSirens({
    ...{ shelf: memoryShelf(), clock: systemClock(), ids: countingIds(), log: silentLog, modes: ['drill'] },
    areas: { isArea: () => true, contains: () => false, neighbours: () => [] },
    settings: { broker, mqttPort: 0, webhookAllow: [] },
    shipped: {},
    note: () => {},
  })
  return ready.desk.brokerUrl
}

describe('the address of the sirens’ broker', () => {
  test('is shown without the password in it', async () => {
    assert.equal(
      await addressShown('mqtts://tocsin:p%40ss@broker.example:8883'),
      'mqtts://broker.example:8883',
    )
    assert.equal(await addressShown('mqtt://tocsin:a@b@broker.example'), 'mqtt://broker.example')
  })
  test('is shown as it is where there is none, and empty without a broker', async () => {
    assert.equal(await addressShown('mqtt://[::1]:1883'), 'mqtt://[::1]:1883')
    assert.equal(await addressShown('none'), '')
  })
})
