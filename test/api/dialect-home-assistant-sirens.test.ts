/** Home Assistant beside sirens, at a broker with accounts, at an installation that only drills, and with a second server. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { connectAsync } from 'mqtt'
import { absent } from '../support/absent.ts'
import { startHomeAssistant } from '../support/home-assistant.node.ts'
import { inForce, inZadonsky, level, order, says, warn } from '../support/home-assistant-world.ts'
import { startMosquitto } from '../support/mosquitto.node.ts'
import { issueAlert, startTestServer, zadonsky } from '../support/server.node.ts'
import { joinSiren, sirenIn } from '../support/sirens.ts'
import { removeAtExit } from '../support/started.node.ts'
import { testAuthority } from '../support/tls.node.ts'
import { startTwoServers } from '../support/two-test-servers.node.ts'

/** Between the server and its broker: cut, it is as if a cable were pulled. */
async function startLine(port: number) {
  const all = new Set<Socket>()
  let is: 'whole' | 'cut' = 'whole'
  const gate = createServer((near) => {
    if (is === 'cut') return near.destroy()
    const far = connect(port, '127.0.0.1')
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      all.add(one)
      one.on('error', () => {}).on('close', () => other.destroy())
      one.pipe(other)
    }
  })
  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve))
  return {
    port: (gate.address() as AddressInfo).port,
    is(now: 'whole' | 'cut') {
      is = now
      if (is === 'cut') for (const one of all) one.destroy()
    },
    close: () => void gate.close(),
  }
}

const sirens = `siren.tocsin_${inZadonsky}_sirens`

describe('Home Assistant', { skip: absent('mosquitto') }, () => {
  test('sees that a siren sounds a warning, not that it drills, and can neither start nor stop it', async (t) => {
    const mosquitto = await startMosquitto()
    const home = await startHomeAssistant(mosquitto.url)
    const server = await startTestServer({
      authority: 'own',
      settings: {
        ...{ TOCSIN_MODE: 'live', TOCSIN_BROKER: mosquitto.url },
        ...{ TOCSIN_HOME_ASSISTANT_BROKER: mosquitto.url, TOCSIN_HOME_ASSISTANT_AREAS: zadonsky },
      },
    })
    const spy = await connectAsync(mosquitto.url)
    t.after(async () => {
      await home.close()
      await spy.endAsync(true)
      await siren.connected.close()
      await server.close()
      await mosquitto.stop()
    })
    const desk = server.running.desks.siren
    const siren = await joinSiren(
      desk.registry,
      mosquitto,
      sirenIn(zadonsky, 'hand-1', { modes: ['live', 'drill'] }),
      { trusts: desk.commandKey, live: 'aloud' },
    )
    await home.until(says(sirens, 'off'), 'off')

    const drill = await warn(server, { mode: 'drill' })
    await home.until((all) => all.get(sirens)?.attributes['sounding_in_exercise'] === 1, 'a drill')
    assert.equal(home.entities().get(sirens)?.state, 'off')
    await order(server, { type: 'all-clear', alert: drill })
    await home.until((all) => all.get(sirens)?.attributes['sounding_in_exercise'] === 0, 'its end')

    const commands: string[] = []
    await spy.subscribeAsync('tocsin/v1/home-assistant/#')
    spy.on('message', (topic) => void (topic.endsWith('nobody-reads-this') && commands.push(topic)))
    assert.equal(await home.press(sirens, 'on'), 'nothing was sent')
    // Whoever writes there by hand is not heard either.
    const [, entity] = [...home.entities()].find(([id]) => id === sirens)!
    await spy.publishAsync(String(entity.config['command_topic']), '{"state":"ON"}', { qos: 1 })
    const live = await warn(server)
    await home.until(says(sirens, 'on'), 'on')
    assert.equal(await home.press(sirens, 'off'), 'nothing was sent')
    await spy.publishAsync(String(entity.config['command_topic']), '{"state":"OFF"}', { qos: 1 })
    assert.deepEqual(
      siren.obeyed.map(({ mode, action }) => `${mode} ${action}`),
      ['drill sound', 'drill stop', 'live sound'],
    )
    await order(server, { type: 'all-clear', alert: live })
    await home.until(says(sirens, 'off'), 'off again')
    const on = home.history.filter(([id, state]) => id === sirens && state === 'on')
    assert.equal(on.length, 1)
    assert.equal(commands.length, 2, 'only what was written by hand')
    assert.deepEqual(home.complaints, [])
  })

  test('is not told that nothing is in force by an installation that only drills; its broker asks for a password', async (t) => {
    const mosquitto = await startMosquitto({ passwords: { tocsin: 'a:b@c', home: 'h' } })
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-home-assistant-'))
    removeAtExit(folder)
    const file = join(folder, 'password')
    writeFileSync(file, 'wrong\n', { mode: 0o600 })
    const server = await startTestServer({
      settings: {
        ...{ TOCSIN_BROKER: 'none', TOCSIN_HOME_ASSISTANT_PASSWORD_FILE: file },
        TOCSIN_HOME_ASSISTANT_BROKER: mosquitto.url.replace('mqtt://', 'mqtt://tocsin@'),
        ...{ TOCSIN_HOME_ASSISTANT_AREAS: zadonsky, TOCSIN_HOME_ASSISTANT_PREFIX: 'ha/found' },
      },
      expects: /broker of Home Assistant can’t/,
    })
    const home = await startHomeAssistant(mosquitto.url.replace('mqtt://', 'mqtt://home:h@'), {
      prefix: 'ha/found',
    })
    t.after(async () => {
      await home.close()
      await server.close()
      await mosquitto.stop()
    })
    for (let turns = 0; !server.log.lines.some(({ message }) => /broker of Home/.test(message)); turns++) {
      assert.ok(turns < 500, 'the wrong password was not refused')
      await wait(20)
    }
    // It is read anew for each connection.
    writeFileSync(file, 'a:b@c\n')
    await home.until(says(inForce(), 'unknown'), 'unknown')
    await home.until(says(level(), 'unknown'), 'unknown')
    await issueAlert(server)
    await home.until(says(`binary_sensor.tocsin_${inZadonsky}_drill`, 'on'), 'the drill')
    assert.deepEqual(
      home.history.filter(([id, state]) => id === inForce() && state === 'on'),
      [],
    )
    assert.deepEqual(home.complaints, [])
    const { dialects } = (await server.stranger.get('/v1/dialects')).body as { dialects: { id: string }[] }
    assert.ok(dialects.some(({ id }) => id === 'home-assistant'))
  })

  test('and the server need no rights at the broker but those that the guide gives them', async (t) => {
    const guide = readFileSync(
      new URL('../../docs/guides/dialects/home-assistant.md', import.meta.url),
      'utf8',
    )
    const [, rights = ''] = /```\n(user tocsin\n[^`]+)```/.exec(guide) ?? []
    assert.match(rights, /user homeassistant/)
    const authority = testAuthority()
    const own = authority.server()
    const mosquitto = await startMosquitto({
      certificates: { ca: authority.ca, key: own.key, certificate: own.certificate, rights },
    })
    const mine = authority.client('tocsin')
    const server = await startTestServer({
      settings: {
        ...{ TOCSIN_BROKER: 'none', TOCSIN_HOME_ASSISTANT_BROKER: mosquitto.url },
        ...{ TOCSIN_BROKER_CA: authority.ca, TOCSIN_BROKER_KEY: mine.key },
        ...{ TOCSIN_BROKER_CERTIFICATE: mine.certificate, TOCSIN_HOME_ASSISTANT_AREAS: zadonsky },
      },
    })
    const { keyPem, pem } = authority.client('homeassistant').made
    const home = await startHomeAssistant(mosquitto.url, {
      tls: { ca: authority.made.pem, key: keyPem, cert: pem },
    })
    t.after(async () => {
      await home.close()
      await server.close()
      await mosquitto.stop()
    })
    const drill = `binary_sensor.tocsin_${inZadonsky}_drill`
    await home.until(says(drill, 'off'), 'off')
    const from = home.history.length
    await home.restart()
    await home.until((all) => home.history.length > from && says(drill, 'off')(all), 'all of it again')
    await issueAlert(server)
    await home.until(says(drill, 'on'), 'on')
    assert.deepEqual(home.complaints, [])
  })

  test('knows nothing when the line breaks without a goodbye, and never hears what was over before it is mended', async (t) => {
    const mosquitto = await startMosquitto()
    const line = await startLine(Number(new URL(mosquitto.url).port))
    const home = await startHomeAssistant(mosquitto.url)
    const server = await startTestServer({
      authority: 'own',
      settings: {
        ...{ TOCSIN_MODE: 'live', TOCSIN_BROKER: 'none', TOCSIN_HOME_ASSISTANT_AREAS: zadonsky },
        TOCSIN_HOME_ASSISTANT_BROKER: `mqtt://127.0.0.1:${line.port}`,
      },
      expects: /broker of Home Assistant can’t/,
    })
    t.after(async () => {
      await home.close()
      await server.close()
      line.close()
      await mosquitto.stop()
    })
    await home.until(says(inForce(), 'off'), 'off')
    const from = home.history.length
    line.is('cut')
    await home.until(says(inForce(), 'unavailable'), 'the last will')
    const alert = await warn(server)
    await order(server, { type: 'all-clear', alert })
    line.is('whole')
    await home.until(says(inForce(), 'off'), 'off')
    const states = home.history.slice(from).flatMap(([id, state]) => (id === inForce() ? [state] : []))
    assert.deepEqual(states, ['unavailable', 'off'])
  })

  test('delays nothing when its broker takes connections and says nothing', async (t) => {
    const held: Socket[] = []
    const silent = createServer((socket) => void held.push(socket))
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    t.after(() => {
      for (const socket of held) socket.destroy()
      silent.close()
    })
    const { port } = silent.address() as AddressInfo
    const server = await startTestServer({
      settings: {
        ...{ TOCSIN_BROKER: 'none', TOCSIN_HOME_ASSISTANT_BROKER: `mqtt://127.0.0.1:${port}` },
      },
      expects: /broker of Home Assistant can’t/,
    })
    const from = performance.now()
    await issueAlert(server)
    await server.running.system.quiet()
    // Neither the order nor what follows from it waits for the five seconds that a connection is given.
    assert.ok(performance.now() - from < 4_000)
    await server.close()
    const told = server.log.lines.filter(({ message }) => message.includes('broker of Home'))
    assert.ok(told.length <= 1, 'what goes on is told once')
  })

  test(
    'is told by the server that decides alone, and by the next one when that goes',
    { skip: absent('postgres') },
    async (t) => {
      const mosquitto = await startMosquitto()
      const home = await startHomeAssistant(mosquitto.url)
      const two = await startTwoServers({
        settings: { TOCSIN_HOME_ASSISTANT_BROKER: mosquitto.url, TOCSIN_HOME_ASSISTANT_AREAS: zadonsky },
      })
      const { deciding, beside } = two
      let isOver = false
      t.after(async () => {
        await home.close()
        await beside.close()
        if (!isOver) await deciding.close()
        await mosquitto.stop()
      })
      const drill = `binary_sensor.tocsin_${inZadonsky}_drill`
      await home.until(says(drill, 'off'), 'off')
      await issueAlert(deciding)
      await home.until(says(drill, 'on'), 'on')
      // Each entity before anything was said of it; a second server would take the connection over, again and again.
      assert.equal(home.history.filter(([, state]) => state === 'unavailable').length, 4)
      await deciding.close()
      isOver = true
      await home.until(
        (all) => beside.running.system.decides() === 'me' && says(drill, 'on')(all),
        'the other one',
      )
      assert.equal(home.entities().size, 4, 'the same installation')
    },
  )
})
