/** `tocsin sirens …`: how they stand, registering, a silent test, and a simulated fleet to practise on. */
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AreaCode } from '#areas'
import { ok, parseJson, refuse, silentLog, type Json, type Mode, type Result, type TlsMaterial } from '#base'
import { fleetSirens, type Siren, type SirenId } from '#channels'
import { systemClock } from '../../base/clock.node.ts'
import { runFleet, withFleetKeys } from '../../channels/siren/simulator.mqtt.ts'
import { connect, type Client } from '../client.http.ts'
import type { Command, Given } from '../command.ts'
import { counted } from '../say-count.ts'
import { sayTime } from '../say-time.ts'

interface SirenAnswer {
  readonly id: string
  readonly name: string
  readonly area: string
  readonly operator: string
  readonly status: string
  readonly authenticity: string
  readonly modes: readonly Mode[]
  readonly position: { readonly lon: number; readonly lat: number } | null
  readonly batteryPercent: number | null
  readonly faults: readonly string[]
  readonly lastHeard: string | null
}
interface SirensAnswer {
  readonly sirens: readonly SirenAnswer[]
  readonly broker: string
  readonly commandKey: string
}

export const commands: readonly Command[] = [
  {
    name: 'sirens list',
    does: 'List every siren and how it stands: pending, sounding, passed, failed, silent or unknown',
    needs: 'sirens.read',
    options: { area: { takes: 'CODE', means: 'Only those of this area' } },
    async run(given, output) {
      const client = await connect(given, 'olena')
      if (!client.ok) return client
      const area = given.value('area')
      const answer = await client.value.get<SirensAnswer>(
        `/v1/sirens${area === undefined ? '' : `?area=${encodeURIComponent(area)}`}`,
      )
      if (!answer.ok) return answer
      output.give(answer.value as unknown as Json)
      for (const one of answer.value.sirens) {
        const battery = one.batteryPercent === null ? '' : `  battery ${one.batteryPercent} %`
        const faults = one.faults.length === 0 ? '' : `  ${one.faults.join(', ')}`
        output.say(
          `  ${one.status.padEnd(9)} ${one.id.padEnd(20)} ${one.area.padEnd(12)} ${one.authenticity.padEnd(9)} last heard ${one.lastHeard === null ? 'never' : sayTime(one.lastHeard)}${battery}${faults}`,
        )
      }
      output.say(`${counted(answer.value.sirens.length, 'siren')}, broker ${answer.value.broker || 'none'}`)
      return ok()
    },
  },
  {
    name: 'sirens register',
    takes: 'FILE',
    does: 'Register the sirens of a JSON list: [{ id, name, area, operator, lon, lat, kind, publicKey, modes }]',
    needs: 'sirens.register',
    async run(given, output) {
      const [file] = given.words
      if (file === undefined || !existsSync(file))
        return refuse('server/cannot-read', { file: file ?? '', why: 'it does not exist' })
      const list = parseJson(await readFile(file, 'utf8'))
      if (!list.ok) return list
      const client = await connect(given, 'admin')
      if (!client.ok) return client
      const answer = await client.value.post<{ registered: number }>('/v1/sirens', { sirens: list.value })
      if (!answer.ok) return answer
      output.give(answer.value as unknown as Json)
      output.say(`${counted(answer.value.registered, 'siren')} registered.`)
      return ok()
    },
  },
  {
    name: 'sirens remove',
    takes: 'SIREN…',
    does: 'Take sirens out of the register; nothing is sent to them any more',
    needs: 'sirens.register',
    async run(given, output) {
      if (given.words.length === 0)
        return refuse('server/usage', { why: 'Name at least one siren.', command: 'sirens remove' })
      const client = await connect(given, 'admin')
      if (!client.ok) return client
      const sirens = [...given.words]
      const answer = await client.value.post<{ removed: number }>('/v1/sirens/remove', { sirens })
      if (!answer.ok) return answer
      const { removed } = answer.value
      output.give({ removed })
      output.say(`${removed} of ${counted(sirens.length, 'siren')} removed.`)
      return ok(removed === sirens.length ? undefined : { exit: 1 })
    },
  },
  {
    name: 'sirens test',
    takes: 'SIREN…',
    does: 'Test sirens without a sound, and say what each is then; all of them when none is named',
    needs: 'sirens.test',
    options: { area: { takes: 'CODE', means: 'Only those of this area' } },
    async run(given, output) {
      const client = await connect(given, 'admin')
      if (!client.ok) return client
      output.progress('testing …')
      const area = given.value('area')
      const answer = await client.value.post<{ tested: { readonly [id: string]: string } }>(
        '/v1/sirens/test',
        {
          ...(given.words.length === 0 ? {} : { sirens: [...given.words] }),
          ...(area === undefined ? {} : { area }),
        },
      )
      if (!answer.ok) return answer
      output.give(answer.value as unknown as Json)
      const all = Object.entries(answer.value.tested)
      const bad = all.filter(([, status]) => status !== 'passed')
      output.say(`${all.length - bad.length} of ${all.length} passed.`)
      for (const [id, status] of bad) output.say(`  ${status.padEnd(9)} ${id}`)
      return ok(bad.length === 0 ? undefined : { exit: 1 })
    },
  },
  {
    name: 'sirens simulate',
    does: 'Run a fleet of pretended sirens in this process, registered with the server, some of which misbehave; ends with Ctrl C',
    needs: ['sirens.read', 'sirens.register'],
    options: {
      count: {
        takes: 'N',
        means: 'How many new ones to register and run; without it the registered ones are played',
      },
      fail: { takes: 'SHARE', means: 'Share that answers with a fault, as in 2%' },
      mute: { takes: 'SHARE', means: 'Share that is alive and never answers' },
      late: { takes: 'SHARE', means: 'Share that answers late' },
      offline: { takes: 'SHARE', means: 'Share that never connects' },
      seed: { takes: 'TEXT', means: 'Decides which ones; the same seed, the same sirens' },
      connections: { takes: 'N', means: 'Share this many connections' },
      certificates: {
        takes: 'FOLDER',
        means:
          'For a broker that asks for them: the authority’s ca.pem, and ID.pem with ID.key of each siren',
      },
      for: { takes: 'SECONDS', means: 'End after this long; 0.5 is half a second' },
    },
    example: 'tocsin sirens simulate --count 1000 --fail 2% --mute 1% --late 1%',
    async run(given, output) {
      const shares = {
        fail: share(given, 'fail'),
        mute: share(given, 'mute'),
        late: share(given, 'late'),
        offline: share(given, 'offline'),
      }
      const wrong = Object.entries(shares).find(([, one]) => !(one >= 0 && one <= 1))
      if (wrong !== undefined)
        return refuse('server/usage', {
          why: `--${wrong[0]} takes a share such as 2%.`,
          command: 'sirens simulate',
        })
      if (!/^\d+(\.\d+)?$/.test(given.value('for') ?? '0'))
        return refuse('server/usage', { why: '--for takes seconds.', command: 'sirens simulate' })
      const client = await connect(given, 'admin')
      if (!client.ok) return client
      const known = await client.value.get<SirensAnswer>('/v1/sirens')
      if (!known.ok) return known
      if (known.value.broker === '')
        return refuse('server/usage', {
          why: 'The server has no broker that a siren could connect to.',
          command: 'sirens simulate',
        })
      const seed = given.value('seed') ?? 'tocsin'
      const sirens = await chosen(given, client.value, known.value)
      if (!sirens.ok) return sirens
      const keyed = withFleetKeys(sirens.value, seed)
      const listed = keyed.map(({ position, ...rest }) => ({
        ...rest,
        ...(position === undefined ? {} : position),
      }))
      const certificates = certificatesIn(given.value('certificates'), keyed)
      if (!certificates.ok) return certificates
      const registered = await client.value.post('/v1/sirens', { sirens: listed as unknown as Json })
      if (!registered.ok) return registered
      output.progress(`connecting ${keyed.length} sirens to ${known.value.broker}`)
      const fleet = await runFleet({
        ...{
          url: known.value.broker,
          sirens: keyed.map((siren) => siren.id),
          trusts: [known.value.commandKey],
          seed,
          ...shares,
        },
        ...(certificates.value === undefined ? {} : { tlsOf: certificates.value }),
        ...(given.value('connections') === undefined
          ? {}
          : { connections: Number(given.value('connections')) }),
        ...{ answers: 'seed-keys' as const, clock: systemClock(), log: silentLog },
      })
      const truth = Object.groupBy([...fleet.truth], ([, behaviour]) => behaviour)
      output.say(
        `${counted(keyed.length, 'pretended siren')}: ${Object.entries(truth)
          .map(([behaviour, list]) => `${behaviour} ${list?.length}`)
          .join(' · ')}`,
      )
      output.say('They make no sound. Ctrl C ends them.')
      output.give({ sirens: keyed.length, truth: Object.fromEntries(fleet.truth) })
      await endOf(given)
      await fleet.close()
      return ok()
    },
  },
]

/** The sirens to play: new ones over the whole map, or those that are registered. */
async function chosen(
  given: Given,
  client: Client,
  { sirens }: SirensAnswer,
): Promise<Result<readonly Siren[]>> {
  const count = given.value('count')
  if (count === undefined) {
    if (sirens.length === 0)
      return refuse('server/usage', {
        why: 'No sirens are registered; say how many to make with --count.',
        command: 'sirens simulate',
      })
    return ok(
      sirens.map(({ id, name, area, operator, modes, position }) => ({
        ...{ id: id as Siren['id'], name, area: area as AreaCode, operator, kind: 'signed' as const, modes },
        ...(position === null ? {} : { position }),
      })),
    )
  }
  if (Number(count) === 0)
    return refuse('server/usage', { why: '--count takes a number above 0.', command: 'sirens simulate' })
  const tops = await client.get<{ areas: readonly { code: AreaCode; kind: string }[] }>('/v1/areas')
  if (!tops.ok) return tops
  const places: { code: AreaCode }[] = []
  for (const { code } of tops.value.areas.filter((area) => area.kind === 'region')) {
    const below = await client.get<{ areas: readonly { code: AreaCode }[] }>(
      `/v1/areas?within=${encodeURIComponent(code)}`,
    )
    if (!below.ok) return below
    places.push(...below.value.areas.slice(1))
  }
  return ok(fleetSirens(Number(count), places, sirens[0]?.modes ?? ['drill', 'test']))
}

/** What each siren shows to the broker; all files are read before any siren is registered. */
function certificatesIn(
  folder: string | undefined,
  sirens: readonly Siren[],
): Result<((siren: SirenId) => TlsMaterial) | undefined> {
  if (folder === undefined) return ok(undefined)
  try {
    const text = (name: string) => readFileSync(join(folder, name), 'utf8')
    const ca = text('ca.pem')
    const read = new Map<SirenId, TlsMaterial>(
      sirens.map(({ id }) => [id, { ca, cert: text(`${id}.pem`), key: text(`${id}.key`) }]),
    )
    return ok((siren) => read.get(siren) ?? { ca })
  } catch (error) {
    const { path = folder, code = '' } = error as NodeJS.ErrnoException
    return refuse('server/cannot-read', { file: path, why: code })
  }
}

/** `2%` or `0.02` as 0.02. */
function share(given: Given, name: string): number {
  const text = given.value(name)
  if (text === undefined) return 0
  return text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text)
}

function endOf(given: Given): Promise<void> {
  return new Promise((resolve) => {
    const seconds = given.value('for')
    const timer = seconds === undefined ? undefined : setTimeout(resolve, Number(seconds) * 1_000)
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        // Left to run, it would keep the process until then.
        clearTimeout(timer)
        resolve()
      })
  })
}
