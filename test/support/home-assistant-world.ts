/** An installation whose board Home Assistant shows: warnings as two people order them, and what an entity says. */
import assert from 'node:assert/strict'
import type { Alert } from '#alerts'
import type { ActorId, AlertId, Mode } from '#base'
import type { Entity } from './home-assistant.node.ts'
import { zadonsky, type TestServer } from './server.node.ts'

type Entities = ReadonlyMap<string, Entity>
export const inZadonsky = 'gn_465724'
export const inForce = (slug = inZadonsky) => `binary_sensor.tocsin_${slug}_in_force`
export const level = (slug = inZadonsky) => `sensor.tocsin_${slug}_level`
export const says = (entity: string, state: string) => (all: Entities) => all.get(entity)?.state === state
export const [ann, bo] = ['ann', 'bo'] as ActorId[]

/** As two people would order it; who may is another test’s matter. */
export async function warn(
  server: TestServer,
  {
    mode = 'live',
    step = 'red',
    areas = [zadonsky] as readonly string[],
  }: { mode?: Mode; step?: string; areas?: readonly string[] } = {},
): Promise<AlertId> {
  const { desk } = server.running.system
  const drafted = await desk.order(
    { type: 'draft', mode, threat: 'drone', ladder: 'lipetsk', level: step, areas: [...areas] } as never,
    ann!,
  )
  assert.ok(drafted.ok, JSON.stringify(drafted))
  const { id: alert, contentHash } = drafted.value.alert
  await order(server, { type: 'submit', alert })
  await order(server, { type: 'approve', alert, contentHash }, bo)
  await order(server, { type: 'issue', alert })
  return alert
}

export async function order(server: TestServer, one: object, by = ann): Promise<Alert> {
  const done = await server.running.system.desk.order(one as never, by!)
  assert.ok(done.ok, JSON.stringify(done))
  return done.value.alert
}
