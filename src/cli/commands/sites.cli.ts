/** `tocsin sites …`: what is watched and where nothing is seen, keeping a site from a file, giving readings. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { ok, parseJson, refuse, type Json, type Result } from '#base'
import type { Command, Given } from '../command.ts'
import { counted } from '../say-count.ts'
import { withServer } from '../with-server.http.ts'

interface Brief {
  readonly id: string
  readonly name: string
  readonly stations: number
  readonly dark: number
  readonly alarm: {
    readonly id: string
    readonly since: string
    readonly stations: readonly string[]
    readonly proposal: { readonly alert: string; readonly status: string | null } | null
  } | null
}
interface Listed {
  readonly sites: readonly Brief[]
  readonly intake: {
    readonly state: string
    readonly since: string
    readonly kept: number
    readonly refused: number
  } | null
}
interface View extends Omit<Brief, 'stations'> {
  readonly hotlines: readonly { readonly name: string; readonly number: string }[]
  readonly stations: readonly {
    readonly id: string
    readonly name: string
    readonly unit: string
    readonly dark: string | null
    readonly darkSince: string | null
    readonly verdict: string
    readonly excess: number | null
  }[]
}
interface GivenAnswer {
  readonly kept: number
  readonly told: readonly { readonly station: string; readonly why: string; readonly times: number }[]
  readonly toldLeft: number
}

export const commands: readonly Command[] = [
  {
    name: 'sites list',
    does: 'List the sites that are watched: how many stations are dark, and which has an alarm',
    needs: 'report.read',
    async run(given, output) {
      return withServer(given, 'olena', async (client) => {
        const answer = await client.get<Listed>('/v1/sites')
        if (!answer.ok) return answer
        output.give(answer.value as unknown as Json)
        for (const { id, name, stations, dark, alarm } of answer.value.sites)
          output.say(
            `  ${id.padEnd(20)} ${name}: ${counted(stations, 'station')}, ${dark} dark${alarm === null ? '' : `, ALARM ${alarm.id} at ${alarm.stations.join(', ')}`}`,
          )
        output.say(counted(answer.value.sites.length, 'site'))
        const { intake } = answer.value
        if (intake !== null)
          output.say(
            `readings over MQTT: ${intake.state} since ${intake.since}, ${intake.kept} kept, ${counted(intake.refused, 'message')} refused`,
          )
        return ok()
      })
    },
  },
  {
    name: 'sites show',
    takes: 'SITE',
    does: 'Show a site: whom to call, and each station with what it measures or why it is dark',
    needs: 'report.read',
    async run(given, output) {
      const [site] = given.words
      if (site === undefined) return refuse('server/usage', { why: 'Name a site.', command: 'sites show' })
      return withServer(given, 'olena', async (client) => {
        const answer = await client.get<View>(`/v1/sites/${encodeURIComponent(site)}`)
        if (!answer.ok) return answer
        const { value } = answer
        output.give(value as unknown as Json)
        output.say(value.name)
        if (value.alarm !== null) {
          const { id, since, stations, proposal } = value.alarm
          output.say(`  ALARM ${id} since ${since} at ${stations.join(', ')}`)
          if (proposal !== null)
            output.say(`  proposed alert ${proposal.alert}: ${proposal.status ?? 'thrown away'}`)
        }
        for (const { name, number } of value.hotlines) output.say(`  call ${name}: ${number}`)
        for (const { id, name, unit, dark, darkSince, verdict, excess } of value.stations) {
          const over = excess === null ? '' : `, ${excess.toPrecision(3)} ${unit} over what is usual`
          output.say(
            `  ${id.padEnd(16)} ${name}: ${dark === null ? `${verdict}${over}` : `blind here since ${darkSince}: ${dark}`}`,
          )
        }
        return ok()
      })
    },
  },
  {
    name: 'sites keep',
    takes: 'SITE FILE',
    does: 'Keep a site as a JSON file says it: kind, place, rings, hotlines, stations',
    needs: 'sources.manage',
    example: 'tocsin sites keep north-plant north-plant.json',
    async run(given, output) {
      const [site, file] = given.words
      if (site === undefined || file === undefined)
        return refuse('server/usage', { why: 'Name a site and a file.', command: 'sites keep' })
      const read = await textOf(file)
      if (!read.ok) return read
      const parsed = parseJson(read.value.toString('utf8'))
      if (!parsed.ok) return parsed
      return withServer(given, 'admin', async (client) => {
        const answer = await client.put<View>(`/v1/sites/${encodeURIComponent(site)}`, parsed.value)
        if (!answer.ok) return answer
        output.give(answer.value as unknown as Json)
        output.say(`Kept ${answer.value.name} with ${counted(answer.value.stations.length, 'station')}.`)
        return ok()
      })
    },
  },
  {
    name: 'sites readings',
    takes: 'FILE',
    does: 'Give readings from a file (CSV, JSON, the German and Safecast forms); tells what was not kept, and why',
    needs: 'sources.manage',
    options: {
      zone: {
        takes: 'MINUTES',
        means: 'Offset of times without a zone (0: UTC); without it they are no dates',
      },
      since: { takes: 'TIME', means: 'The oldest time that is believed: for the past, kept and not judged' },
    },
    example: 'tocsin sites readings readings.csv --zone 0',
    async run(given, output) {
      const [file] = given.words
      if (file === undefined)
        return refuse('server/usage', { why: 'Name a file.', command: 'sites readings' })
      const read = await textOf(file)
      if (!read.ok) return read
      return withServer(given, 'admin', async (client): Promise<Result<void | { exit: 1 }>> => {
        const answer = await client.send<GivenAnswer>(`/v1/readings${queryOf(given)}`, read.value)
        if (!answer.ok) return answer
        const { kept, told, toldLeft } = answer.value
        output.give(answer.value as unknown as Json)
        for (const { station, why, times } of told)
          output.say(`  ${station}: ${why}, ${counted(times, 'reading')}`)
        if (toldLeft > 0) output.say(`  and ${toldLeft} more`)
        output.say(`Kept ${counted(kept, 'reading')}.`)
        return ok(told.length > 0 ? { exit: 1 } : undefined)
      })
    },
  },
]

function queryOf(given: Given): string {
  const query = new URLSearchParams()
  for (const [option, name] of [
    ['zone', 'zoneOffsetMinutes'],
    ['since', 'since'],
  ] as const) {
    const value = given.value(option)
    if (value !== undefined) query.set(name, value)
  }
  return query.size === 0 ? '' : `?${query}`
}

async function textOf(file: string): Promise<Result<Buffer<ArrayBuffer>>> {
  if (!existsSync(file)) return refuse('server/cannot-read', { file, why: 'it does not exist' })
  return ok(Buffer.from(await readFile(file)))
}
