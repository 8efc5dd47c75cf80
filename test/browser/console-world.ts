/** The duty room of the demonstration: the real server on a port of its own, sirens that are played, and an administrator, an officer and an approver signed in, each at a desk. */
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JsonObject } from '#base'
import { silentLog } from '#base'
import { systemClock } from '../../src/base/clock.node.ts'
import type { FleetShares } from '../../src/channels/siren/fleet.ts'
import { runFleet, type Fleet } from '../../src/channels/siren/simulator.mqtt.ts'
import { builtConsole } from '../support/console.ts'
import {
  done,
  issueAlert,
  red,
  type AlertView,
  type Ordered,
  type TestServer,
} from '../support/server.node.ts'
import { invite, setUpAdministrator, startPeopleWorld, type Desk, type PeopleWorld } from './people-world.ts'

export type { Desk } from './people-world.ts'
export { red, sevenDistricts, terbunsky, zadonsky } from '../support/server.node.ts'

export interface Look {
  readonly language?: 'en' | 'uk' | 'ru' | 'he'
  readonly theme?: 'dark' | 'light' | 'contrast' | 'system'
  readonly sounds?: readonly string[]
  readonly map?: 'auto' | 'drawn'
}

export interface ConsoleWorld {
  readonly people: PeopleWorld
  readonly server: TestServer
  readonly url: string
  readonly administrator: Desk
  readonly officer: Desk
  readonly approver: Desk
  /** Undefined where no siren is played. */
  readonly fleet: Fleet | undefined
  /** Another person, joined with a passkey on a device of their own. */
  join(name: string, role: string): Promise<Desk>
  /** Drafted by Olena, approved by Taras, issued: all through the API. */
  issue(body?: object): Promise<AlertView>
  /** Any later step, by Olena; `by` is her unless Taras is meant. */
  order(alert: string, step: string, body?: object, by?: 'olena' | 'taras'): Promise<AlertView>
  /** A draft that waits for a second person. */
  submit(body?: object): Promise<AlertView>
  close(): Promise<void>
}

export interface ConsoleWorldOptions {
  /** How many of the sirens misbehave; `none` plays none. */
  readonly sirens?: FleetShares | 'none'
  readonly settings?: { readonly [variable: `TOCSIN_${string}`]: string }
  /** What the server is meant to warn of. */
  readonly expects?: RegExp
}

/** Its server starts again on the same ports: consoles and sirens come back to it. */
export async function startConsoleWorld(options: ConsoleWorldOptions = {}): Promise<ConsoleWorld> {
  await builtConsole()
  const [port, mqtt] = [await freePort(), await freePort()]
  const settings = {
    ...{ TOCSIN_PORT: String(port), TOCSIN_MQTT_PORT: String(mqtt) },
    TOCSIN_BROKER: options.sirens === 'none' ? 'none' : '',
    ...options.settings,
  }
  const people = await startPeopleWorld(settings, options.expects)
  const { server, url } = people
  let fleet: Fleet | undefined
  try {
    fleet = options.sirens === 'none' ? undefined : await playSirens(server, options.sirens ?? {})
    const administrator = await people.desk()
    await setUpAdministrator(people, administrator)
    const join = (name: string, role: string) =>
      invite(people, administrator, { name, role, login: name.toLowerCase().replaceAll(/[^a-z]+/g, '.') })
    const officer = await join('Oksana Koval', 'officer')
    const approver = await join('Danylo Moroz', 'approver')
    const order: ConsoleWorld['order'] = async (alert, step, body = {}, by = 'olena') =>
      done<Ordered>(await server[by].post(`/v1/alerts/${alert}/${step}`, body)).alert
    return {
      ...{ people, server, url, fleet, administrator, officer, approver, join, order },
      issue: (body = red()) => issueAlert(server, body),
      async submit(body = red()) {
        const drafted = done<Ordered>(await server.olena.post('/v1/alerts', body)).alert
        return order(drafted.id, 'submit')
      },
      async close() {
        await fleet?.close()
        await people.close()
      },
    }
  } catch (error) {
    await fleet?.close()
    await people.close()
    throw error
  }
}

async function playSirens(server: TestServer, shares: FleetShares): Promise<Fleet> {
  const { sirens, broker, commandKey } = done<JsonObject>(
    await server.olena.get('/v1/sirens'),
  ) as unknown as {
    readonly sirens: readonly { readonly id: never }[]
    readonly broker: string
    readonly commandKey: string
  }
  return runFleet({
    ...{
      url: broker,
      sirens: sirens.map(({ id }) => id),
      trusts: [commandKey],
      seed: 'duty-room',
      ...shares,
    },
    ...{ answers: 'unsigned', clock: systemClock(), log: silentLog },
  })
}

/** The console’s screen at this path below `/console`, once it shows something. */
export async function openConsole({ page }: Desk, world: Pick<ConsoleWorld, 'url'>, path = '', look?: Look) {
  if (look !== undefined) {
    if (!page.url().startsWith(world.url)) await page.goto(`${world.url}/console`)
    await page.evaluate(
      `localStorage.setItem('tocsin:console', JSON.stringify({ ...JSON.parse(localStorage.getItem('tocsin:console') ?? '{}'), ...${JSON.stringify(look)} }))`,
    )
  }
  await page.goto(`${world.url}/console${path}`)
  await shown(page)
}

/** Waits until the screen stands: the picture was fetched, and the screen's own part of the program has come. */
export async function shown(page: Desk['page']): Promise<void> {
  await page.locator('.console main :is(h1, h2)').first().waitFor({ state: 'attached' })
}

/** Where pictures of a run are kept; their place is printed once. */
const album = process.env['TOCSIN_PICTURES'] ?? join(tmpdir(), 'tocsin-pictures')
let albumSaid = false

export interface PictureOptions {
  readonly width?: number
  readonly height?: number
}

/** Keeps a picture of the page as it is; the window has its former size afterwards. */
export async function takePicture({ page }: Desk, name: string, size: PictureOptions = {}): Promise<string> {
  mkdirSync(album, { recursive: true })
  if (!albumSaid) console.log(`pictures: ${album}`)
  albumSaid = true
  const path = join(album, `${name}.png`)
  const before = page.viewportSize()
  const wanted = { width: size.width ?? before?.width ?? 1366, height: size.height ?? before?.height ?? 768 }
  if (before !== null && (before.width !== wanted.width || before.height !== wanted.height))
    await page.setViewportSize(wanted)
  await page.screenshot({ path })
  if (before !== null) await page.setViewportSize(before)
  return path
}

/** Nobody else has it a moment later, as nearly always. */
export async function freePort(): Promise<number> {
  const listener = createServer()
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const { port } = listener.address() as { port: number }
  await new Promise((resolve) => listener.close(resolve))
  return port
}
