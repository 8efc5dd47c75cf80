/** `tocsin demo`: retells the night of 2 November 2025 on the running server, or on one of its own; always as a drill. */
import { setTimeout as wait } from 'node:timers/promises'
import { ok, refuse, silentLog, type Milliseconds, type Result } from '#base'
import { systemClock } from '../../base/clock.node.ts'
import { nodeLog } from '../../base/log.node.ts'
import type { SirenId } from '#channels'
import { runFleet, type Fleet } from '../../channels/siren/simulator.mqtt.ts'
import { readConfig } from '../../server/config.ts'
import { keyOfThisMachine } from '../../server/keys.node.ts'
import { startServer } from '../../server/serve.node.ts'
import { banner } from '../banner.ts'
import { clientOf, dataFolder, serverAddress, type Client } from '../client.http.ts'
import type { Command, Given, Output } from '../command.ts'
import { night, type NightOrder, type NightStep } from '../demo-night.ts'

export interface NightTeam {
  readonly officer: Client
  readonly approver: Client
}

export const commands: readonly Command[] = [
  {
    name: 'demo',
    does: 'Retell the night of 2 November 2025 in Lipetsk Oblast, as a drill: yellow, red with sirens, its end, the all-clear',
    needs: 'this-machine',
    options: {
      speed: {
        takes: 'TIMES',
        means: 'How many times faster than that night (default 1; 60 takes three and a half minutes)',
      },
      'without-sirens': { means: 'Do not play the demonstration’s sirens' },
    },
    example: 'npm run demo -- --speed 60',
    async run(given, output) {
      const speed = Number(given.value('speed') ?? 1)
      if (!(speed > 0))
        return refuse('server/usage', { why: '--speed takes a number above 0.', command: 'demo' })
      const server = serverAddress(given)
      const health = await clientOf(server, undefined).get<{ mode: string; demonstration: boolean }>(
        '/v1/health',
      )
      if (health.ok) {
        // What is told here is a drill, whatever the installation is for; but only where its people exist.
        if (!health.value.demonstration)
          return refuse('server/usage', {
            why: 'The server that runs here is not the demonstration.',
            command: 'demo',
          })
        return tell(given, output, server, speed)
      }
      const config = readConfig({ ...process.env, TOCSIN_DATA: dataFolder(given), TOCSIN_MODE: 'drill' })
      if (!config.ok) return config
      const own = await startServer(config.value, nodeLog('error'))
      if (!own.ok) return own
      for (const line of banner(own.value, undefined)) output.say(line)
      output.say()
      try {
        return await tell(given, output, own.value.url, speed)
      } finally {
        await own.value.close()
      }
    },
  },
]

async function tell(given: Given, output: Output, server: string, speed: number): Promise<Result<void>> {
  const folder = dataFolder(given)
  const keys = await Promise.all([keyOfThisMachine(folder, 'olena'), keyOfThisMachine(folder, 'taras')])
  if (keys.some((key) => key === undefined))
    return refuse('server/no-key', { name: 'olena', folder: `${folder}/keys` })
  const team = { officer: clientOf(server, keys[0]), approver: clientOf(server, keys[1]) }
  const fleet = given.has('without-sirens') ? ok(undefined) : await playSirens(team.officer, output)
  if (!fleet.ok) return fleet
  output.say(
    `DRILL. The night of 2 November 2025, ${speed === 1 ? 'in real time' : `${speed} times faster`}. Watch it at ${server}`,
  )
  try {
    return await tellNight(team, output, (step, before) =>
      pause(output, (step.after - before) / speed, step.clock),
    )
  } finally {
    await fleet.value?.close()
  }
}

/** The night step by step; each begins when `until` lets it, which is told how long after the first step the one before was. */
export async function tellNight(
  team: NightTeam,
  output: Output,
  until: (step: NightStep, before: Milliseconds) => Promise<void>,
): Promise<Result<void>> {
  const issued = new Map<string, string>()
  let before = 0
  for (const step of night) {
    await until(step, before)
    before = step.after
    output.say(`${step.clock}  ${step.title}`)
    for (const order of step.orders) {
      const done = await carryOut(order, team, issued, output)
      if (!done.ok) return done
    }
  }
  output.say('DRILL over. The ledger has every step: npm run -s tocsin -- ledger verify')
  output.give({ steps: night.length, alerts: Object.fromEntries(issued) })
  return ok()
}

async function carryOut(
  order: NightOrder,
  { officer, approver }: NightTeam,
  issued: Map<string, string>,
  output: Output,
): Promise<Result<void>> {
  if (order.does === 'all-clear') {
    const ended = await officer.post(`/v1/alerts/${issued.get(order.name)}/all-clear`, {})
    if (ended.ok) output.say(`       all-clear given for ${order.name}`)
    return ended.ok ? ok() : ended
  }
  type Answer = {
    readonly alert: {
      readonly id: string
      readonly contentHash: string
      readonly content: { readonly wording: { readonly texts: { readonly en?: { readonly '360': string } } } }
    }
  }
  const body = {
    mode: 'drill',
    threat: 'drone',
    level: order.level,
    areas: [...order.areas],
    renewForMinutes: 360,
  }
  const drafted = await officer.post<Answer>('/v1/alerts', body)
  if (!drafted.ok) return drafted
  const { id, contentHash, content } = drafted.value.alert
  for (const act of [
    () => officer.post(`/v1/alerts/${id}/submit`, {}),
    () => approver.post(`/v1/alerts/${id}/approve`, { contentHash }),
    () => officer.post(`/v1/alerts/${id}/issue`, {}),
  ]) {
    const done = await act()
    if (!done.ok) return done
  }
  issued.set(order.name, id)
  output.say(`       ${content.wording.texts.en?.['360'] ?? ''}`)
  return order.level === 'red' ? watchSirens(officer, id, output) : ok()
}

/** Says how many sirens have answered, until all have or ten seconds are over. */
async function watchSirens(officer: Client, alert: string, output: Output): Promise<Result<void>> {
  for (let tries = 0; tries < 40; tries++) {
    const reach = await officer.get<{ sirens: { counts: { readonly [status: string]: number } } | null }>(
      `/v1/alerts/${alert}/reach`,
    )
    if (!reach.ok) return reach
    const counts = reach.value.sirens?.counts
    if (counts === undefined) return ok()
    const said = Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([status, count]) => `${status} ${count}`)
      .join(' · ')
    output.progress(`       sirens: ${said}`)
    const open = (counts['pending'] ?? 0) + (tries < 8 ? (counts['unknown'] ?? 0) : 0)
    if (open === 0 || tries === 39) {
      output.say(`       sirens: ${said}`)
      return ok()
    }
    await wait(250)
  }
  return ok()
}

/** Plays the demonstration's sirens in this process: they verify, answer and make no sound. */
async function playSirens(officer: Client, output: Output): Promise<Result<Fleet | undefined>> {
  const known = await officer.get<{
    sirens: readonly { id: SirenId; authenticity: string }[]
    broker: string
    commandKey: string
  }>('/v1/sirens')
  if (!known.ok) return known
  const { sirens, broker, commandKey } = known.value
  const ours = sirens.filter((siren) => siren.authenticity === 'unsigned')
  if (broker !== '' && ours.length < sirens.length)
    output.say(
      `${sirens.length - ours.length} sirens have keys of their own and are not played here: “tocsin sirens simulate” does that.`,
    )
  if (broker === '' || ours.length === 0) return ok(undefined)
  return ok(
    await runFleet({
      ...{ url: broker, sirens: ours.map((siren) => siren.id), trusts: [commandKey], seed: 'demonstration' },
      ...{ answers: 'unsigned' as const, clock: systemClock(), log: silentLog },
    }),
  )
}

async function pause(output: Output, milliseconds: number, until: string): Promise<void> {
  for (let left = milliseconds; left > 0; left -= 1_000) {
    output.progress(`       … ${Math.ceil(left / 1_000)} s until ${until}`)
    await wait(Math.min(left, 1_000))
  }
}
