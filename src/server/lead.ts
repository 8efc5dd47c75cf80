/** What only the deciding server does: deliver, and see to what falls due. */
import { between, second, type Instant } from '#base'
import { channelRegistry, type Channel } from '#channels'
import { createCourier, type Attempt, type Courier } from '#delivery'
import { courierFollower } from './courier-follower.ts'
import type { System, SystemParts } from './system.ts'

interface LeadParts extends Pick<SystemParts, 'openChannels' | 'openBeside' | 'schedules' | 'random'> {
  readonly onAttempt: (attempt: Attempt) => void
}

export interface Lead {
  readonly courier: Courier
  readonly channels: readonly Channel[]
  /** Something happened: the next thing due may be another. */
  wake(): void
  quiet(): Promise<void>
  close(): Promise<void>
}

/** Opens the channels and takes up what the courier before left open. What it opened is closed again when it throws. */
export async function takeLead(system: System, parts: LeadParts): Promise<Lead> {
  const { world, desk, clock, log, areas, attempts } = system
  const opened = await parts.openChannels(system)
  const closeChannels = async () => {
    for (const channel of opened) await channel.close()
  }
  const registry = channelRegistry(opened)
  if (!registry.ok) {
    await closeChannels()
    throw new Error(`two channels are called ${String(registry.problem.details['name'])}`)
  }
  const channels = registry.value.all
  const courier = createCourier({
    log: attempts,
    channels,
    ...(parts.schedules === undefined ? {} : { schedules: parts.schedules }),
    clock,
    report: log,
    random: parts.random,
    onChange: parts.onAttempt,
    contains: (outer, inner) => areas.hierarchy().contains(outer, inner),
    isStopped(id, revision) {
      const alert = world.alert(id)
      // An alert that is no longer at hand ended more than a day ago.
      return alert.status !== 'issued' || alert.revision > revision
    },
  })
  const delivering = await courierFollower(system, courier).catch(async (error: unknown) => {
    await courier.close()
    await closeChannels()
    throw error
  })
  const beside = await parts.openBeside?.(system).catch(async (error: unknown) => {
    await Promise.all([delivering.close(), courier.close()])
    await closeChannels()
    throw error
  })
  let callOff = () => {}
  let closed = false
  let dueAt: Instant | undefined
  const wake = () => {
    const next = desk.nextDueAt()
    if (closed || next === dueAt) return
    callOff()
    dueAt = next
    if (next === undefined) return
    callOff = clock.after(Math.max(0, between(clock.now(), next)), () => void due())
  }
  const due = async () => {
    dueAt = undefined
    try {
      await desk.due()
    } catch (error) {
      log.error('What fell due could not be done', {
        why: error instanceof Error ? error.message : String(error),
      })
    }
    // What could not be done (a full disk) is tried again, at a pace.
    if (closed) return
    const next = desk.nextDueAt()
    if (next !== undefined && next <= clock.now()) callOff = clock.after(second, () => void due())
    else wake()
  }
  wake()
  return {
    courier,
    channels,
    wake,
    quiet: async () => {
      await beside?.caughtUp()
      await delivering.caughtUp()
      await courier.quiet()
    },
    async close() {
      closed = true
      callOff()
      // Both at once: from this very turn on no other try begins.
      await Promise.all([beside?.close(), delivering.close(), courier.close()])
      await closeChannels()
    },
  }
}
