/** Puts the dialects together: their desk, the door in front of every route, ports of their own, and the list of what is served. */
import type { RequestListener, Server } from 'node:http'
import { ok, refuse, type Result } from '#base'
import { dialects as all, type DialectPorts } from '#dialects'
import type { Config } from './config.ts'
import { openDialectDesk, type DialectDesk } from './dialect-desk.ts'
import {
  dialectPrefix,
  openDialectDoor,
  type DialectDoor,
  type DialectDoorParts,
} from './dialect-door.http.ts'
import { openDialectSockets, type Upgrades } from './dialect-sockets.ws.ts'
import type { System } from './system.ts'

export type DialectSettings = Pick<
  Config,
  'dialects' | 'dialectHosts' | 'dialectPorts' | 'dialectRates' | 'dialectKeys' | 'proxies'
>

export interface Dialects {
  readonly desk: DialectDesk
  readonly settings: DialectSettings
  readonly door: DialectDoor
  /** For the server behind the door: which requests open a dialect's socket. */
  readonly upgrades: Upgrades
  /** Addresses at ports of their own, by dialect. */
  readonly ports: ReadonlyMap<string, number>
  /** Opens the ports that the settings name, at this address. */
  listen(host: string): Promise<Result<void, 'server/address-taken'>>
  close(): Promise<void>
}

export interface DialectsParts extends Omit<DialectDoorParts, 'desk' | 'settings'> {
  readonly settings: DialectSettings
  readonly ports: DialectPorts
  readonly publicUrl: () => string
  /** As the server's own: how long a head and a request may take. */
  readonly newServer: (listener: RequestListener, upgrades: Upgrades) => Server
}

export function openDialects(system: System, parts: DialectsParts): Dialects {
  const { settings, publicUrl } = parts
  const wanted = settings.dialects
  const served = all.filter(({ id }) => wanted.includes('all') || wanted.includes(id))
  const listening: Server[] = []
  const portOf = new Map<string, number>()
  const baseUrl = (id: string) => {
    const host = settings.dialectHosts.find(([one]) => one === id)?.[1]
    if (host === undefined) return `${publicUrl()}${dialectPrefix}${id}`
    return `${new URL(publicUrl()).protocol}//${host}`
  }
  const desk = openDialectDesk(system, { dialects: served, ports: parts.ports, publicUrl, baseUrl })
  const door = openDialectDoor(system, { ...parts, desk })
  const sockets = openDialectSockets(system, { desk, proxies: settings.proxies })
  return {
    ...{ desk, settings, door, ports: portOf, upgrades: sockets.upgradesOf(door.meant) },
    async listen(host) {
      for (const [id, port] of settings.dialectPorts) {
        const face = desk.face(id)
        if (face === undefined) continue
        const upgrades = sockets.upgradesOf(({ url = '/' }) => ({ face, path: url }))
        const server = parts.newServer(door.only(face), upgrades)
        try {
          await new Promise<void>((resolve, reject) => {
            server.once('error', reject)
            server.listen(Number(port), host, resolve)
          })
        } catch (error) {
          return refuse('server/address-taken', { address: `${host}:${port}`, why: (error as Error).message })
        }
        listening.push(server)
        portOf.set(id, (server.address() as { readonly port: number }).port)
      }
      return ok()
    },
    async close() {
      sockets.close()
      for (const server of listening) {
        server.close()
        server.closeAllConnections()
      }
      await desk.close()
    },
  }
}
