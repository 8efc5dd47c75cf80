/** 50,000 readings, each a message of its own, from mosquitto to the disk: how many a minute are acknowledged, and how long the thread is held. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { recordingLog, type JsonObject } from '#base'
import { readingStoreOver, readReadings, take } from '#sites'
import { systemClock } from '../src/base/clock.node.ts'
import { openReadingLine } from '../src/sites/reading-line.mqtt.ts'
import { openSqliteReadingRows } from '../src/sites/reading-rows.sqlite.ts'
import { startMosquitto } from '../test/support/mosquitto.node.ts'

const [stations, messages] = [1_739, 50_000]
const folder = mkdtempSync(join(tmpdir(), 'tocsin-readings-mqtt-bench-'))
const mosquitto = await startMosquitto({ persistence: true })
const store = readingStoreOver(openSqliteReadingRows(join(folder, 'readings.sqlite')))
const startMs = Date.now() - 3_600_000
let [kept, batches, firstAt, lastAt] = [0, 0, 0, 0]
const held = monitorEventLoopDelay({ resolution: 1 })
const line = openReadingLine({
  ...{ url: mosquitto.url, clientId: 'bench', filters: ['readings/+'], password: async () => undefined },
  ...{ clock: systemClock(), log: recordingLog(), onUp: () => {}, onDown: () => {} },
  async take(delivered) {
    if (kept === 0) firstAt = performance.now()
    const heard = delivered.flatMap(({ topic, payload }) => {
      const station = topic.slice(topic.indexOf('/') + 1)
      const read = readReadings(Buffer.from(payload).toString(), {
        ...{ zoneOffsetMinutes: null, receivedAtMs: Date.now(), station },
      })
      return read.ok ? read.value : []
    })
    await store.write(take(heard, () => 'gamma-dose-rate', Date.now()).readings)
    kept += heard.length
    batches++
    lastAt = performance.now()
  },
})

/** In a thread of its own, so that what it costs is not held against the server’s. */
const sender = `
  const { workerData } = require('node:worker_threads')
  const client = require('mqtt').connect(workerData.url)
  client.on('connect', async () => {
    for (let n = 0; n < workerData.messages; n += 500) {
      await Promise.all(Array.from({ length: 500 }, (_, i) => client.publishAsync('readings/st-' + ((n + i) % workerData.stations),
        JSON.stringify({ at: new Date(workerData.startMs + (n + i) * 50).toISOString(), value: 90 + (n + i) % 7, unit: 'nSv/h' }), { qos: 1 })))
    }
    client.end()
  })`
try {
  while (!line.isUp) await wait(20)
  held.enable()
  const workerData: JsonObject = { url: mosquitto.url, messages, stations, startMs }
  const worker = new Worker(sender, { eval: true, workerData })
  while (kept < messages) await wait(50)
  held.disable()
  await worker.terminate()
  const seconds = (lastAt - firstAt) / 1_000
  console.log(
    `${messages} messages of one reading in ${seconds.toFixed(1)} s: ${((messages / seconds) * 60).toFixed(0)} a minute, ` +
      `${(messages / batches).toFixed(0)} to a write; the thread was held for ${(held.max / 1e6).toFixed(0)} ms at most, ${(held.percentile(99) / 1e6).toFixed(0)} ms at the 99th percentile`,
  )
} finally {
  await line.close()
  await store.close()
  await mosquitto.stop()
  rmSync(folder, { recursive: true })
}
