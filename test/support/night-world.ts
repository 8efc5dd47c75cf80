/** The night near the plant in virtual time: the real desks on a ledger in memory, driven by the clock of the story. Everything in it is made up, and a drill. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AreaCode } from '#areas'
import {
  instantOf,
  minute,
  ok,
  plus,
  sha256,
  type AlertId,
  type Instant,
  type PersonId,
  type Result,
} from '#base'
import type { OccurrenceId } from '#damage'
import type { DocumentId } from '#evidence'
import type { CallOutId, Skill, TaskKey } from '#response'
import { flagBits, memoryReadingRows, type Site, type SiteId, type StationId } from '#sites'
import type { LadderId, LevelId, ThreatId } from '#threats'
import { readProtocolFile } from '../../src/response/protocol/protocol-yaml.node.ts'
import { openCallOutDesk, type CallOutDesk } from '../../src/server/callout-desk.ts'
import { openDamageDesk, type DamageDesk } from '../../src/server/damage-desk.ts'
import { makeObservation, type ToMake } from '../../src/server/damage-making.ts'
import { openEvidenceDesk, type EvidenceDesk } from '../../src/server/evidence-desk.ts'
import { openProtocolBook } from '../../src/server/protocol-book.ts'
import { openProtocolDesk, type ProtocolDesk } from '../../src/server/protocol-desk.ts'
import { summariseReach } from '../../src/server/reach-summaries.ts'
import { openShelterDesk, type ShelterDesk } from '../../src/server/shelter-desk.ts'
import { openSiteDesk, type SiteDesk } from '../../src/server/site-desk.ts'
import { situationDesk, type SituationDesk } from '../../src/server/situation-desk.ts'
import { openStoryWorld, type StoryWorld } from './story-world.ts'

export const plantArea = 'Zadonsky District'
export const olena = { by: 'olena' as PersonId, via: 'key:olena' }
const taras = 'taras' as PersonId
/** Local time of the night. */
export const at = (clock: string): Instant =>
  instantOf(Date.parse(`2025-11-0${clock.startsWith('2') ? 1 : 2}T${clock}:00+03:00`))

const place = { lon: 38.9, lat: 52.4 }
const names = ['North gate', 'Intake', 'Village school', 'Bridge', 'Forest edge'] as const
export const stations = names.map((name, i) => ({
  ...{ id: `drill-${i}` as StationId, name, at: { lon: place.lon + i / 100, lat: place.lat } },
  ...{ quantity: 'gamma-dose-rate' as const, every: 5 * minute, link: null, threshold: 300 },
}))
const plant: Site = {
  ...{ id: 'drill-plant' as SiteId, name: 'Drill plant', kind: 'nuclear-plant', at: place, stations },
  ...{
    rings: [{ name: 'inner', radiusKm: 5 }],
    hotlines: [{ name: 'Shift lead', number: '+7 000 000-00-01' }],
  },
}

export interface NightWorld {
  readonly story: StoryWorld
  readonly damage: DamageDesk
  readonly evidence: EvidenceDesk
  readonly sites: SiteDesk
  readonly callOuts: CallOutDesk
  readonly protocols: ProtocolDesk
  readonly shelters: ShelterDesk
  readonly situation: SituationDesk
  readonly area: AreaCode
  /** Until that time of the night, each thing at its own time. */
  pass(until: string): Promise<void>
  /** These stations have no mains power from now on: they say so once, on their batteries, and then nothing. */
  loseMains(ids: readonly StationId[]): Promise<void>
  /** Takes a text in as it came; gives its document. */
  takeIn(source: string, text: string): Promise<DocumentId>
  /** Lets every claim of it stand, on that basis. */
  letStand(
    document: DocumentId,
    basis: 'responsible-official' | 'physical-evidence' | 'other',
  ): Promise<number>
  note(
    said: Pick<ToMake, 'subject' | 'atLeast' | 'atMost' | 'cause' | 'status' | 'source'> & Partial<ToMake>,
  ): Promise<string>
  close(): Promise<void>
}

export async function openNightWorld(): Promise<NightWorld> {
  const story = await openStoryWorld({ begins: '2025-11-02T00:00:00+03:00' })
  const { system, clock } = story
  const stopSumming = summariseReach(system, minute)
  const evidence = openEvidenceDesk(system, { keptForDays: 30 })
  const damage = openDamageDesk(system)
  const sites = await openSiteDesk(system, memoryReadingRows(), { enter: async () => ok({} as never) })
  const shelters = await openShelterDesk(system)
  const callOuts = await openCallOutDesk(system)
  const book = await openProtocolBook(system.shelf, system.log)
  const protocols = await openProtocolDesk(system, book)
  const area = story.area(plantArea)
  done(await sites.keep(plant, olena))
  const file = join(import.meta.dirname, '..', '..', 'packs', 'protocols', 'drone-red.yaml')
  const read = readProtocolFile(readFileSync(file, 'utf8'))
  assert.ok('protocol' in read)
  done(await book.put(read.protocol, olena, system))
  const lists = protocols.begin()
  const situation = situationDesk(system, { damage, evidence, sites, protocols })

  const onBattery = new Set<StationId>()
  const silent = new Set<StationId>()
  const speak = async () => {
    await sites.give(
      stations
        .filter(({ id }) => !silent.has(id))
        .map(({ id }) => ({
          ...{ station: id, atMs: Date.parse(clock.now()), value: 95, quantity: null },
          flags: onBattery.has(id) ? flagBits.battery : 0,
        })),
    )
    for (const id of onBattery) silent.add(id)
  }
  let callOff = () => {}
  const again = () => {
    callOff = clock.after(5 * minute, () => void speak().then(again))
  }
  await speak()
  again()

  return {
    ...{ story, damage, evidence, sites, callOuts, shelters, protocols, situation, area },
    pass: (until) => story.passUntil(at(until)),
    async loseMains(ids) {
      for (const id of ids) onBattery.add(id)
    },
    async takeIn(source, text) {
      const taken = done(
        await evidence.book.put(
          {
            ...{ hash: sha256(`${source} ${text}`), kind: 'paste', source: { key: source, name: source } },
            ...{ url: null, title: null, text, language: 'en', saidAt: clock.now(), seenAt: clock.now() },
            ...{ family: null, within: [area] },
          } as never,
          olena,
        ),
      )
      return taken.document
    },
    async letStand(document, basis) {
      const found = done(await evidence.core.document(document))
      for (let claim = 0; claim < found.claims; claim++)
        done(
          await evidence.judging.judge(document, claim, { verdict: 'accepted', basis, event: 'auto' }, olena),
        )
      return found.claims
    },
    async note(said) {
      const made = await makeObservation(
        system,
        damage,
        { area, occurrence: 'night-2025-11-01' as OccurrenceId, authority: 'main', ...said },
        olena,
        () => ok(),
      )
      return done(made).observation.id
    },
    async close() {
      callOff()
      stopSumming()
      await lists.close()
      await sites.stop()
      damage.stop()
      shelters.stop()
      await evidence.stop()
      await story.close()
    },
  }
}

export function done<Value>(result: Result<Value>): Value {
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}

/** What the scenario and its figures come from; each step is one that somebody does at a desk. */
export interface NightDone {
  readonly alert: AlertId
  readonly callOut: CallOutId
  readonly homes: string
  readonly seen: string
  readonly hurt: string
  readonly monitors: DocumentId
}

export async function playNight(world: NightWorld): Promise<NightDone> {
  const { story, callOuts, protocols, sites } = world
  const { system } = story
  story.setWay('siren', 'fails', 'Zadonsk 2')
  await world.pass('00:20')
  const first = await world.takeIn(
    'air-force.example.org',
    'Two drones are flying towards the plant near Zadonsk, the air force said at 00:20.',
  )
  await world.pass('00:35')
  const drafted = await system.desk.order(
    {
      ...{ type: 'draft', mode: 'drill', threat: 'drone' as ThreatId, ladder: 'lipetsk' as LadderId },
      ...{ level: 'red' as LevelId, areas: [world.area], restsOn: [first], renewForMinutes: 360 },
    } as never,
    olena.by,
  )
  const alert = done(drafted).alert.id
  await world.pass('00:37')
  done(await system.desk.order({ type: 'issue', alert }, olena.by))
  const { shelters } = world
  const school = done(await shelters.add({ at: place }, olena)).id
  const cellar = done(await shelters.add({ at: place }, olena)).id
  done(await shelters.say(school, { state: 'open', power: 'yes', people: 210 }, 'warden'))
  done(await shelters.say(cellar, { state: 'open', power: 'no', people: null }, 'warden'))
  await world.pass('00:42')
  const [run] = protocols.runs.ofAlert(alert)
  assert.ok(run !== undefined, 'the list starts by itself')
  const does = (task: string, given: object) =>
    protocols.order(run.id, { type: 'do', done: { task: task as TaskKey, given } as never }, olena)
  done(await does('tell-duty-services', { how: 'tick' }))
  done(await does('shelters-open', { how: 'value', value: 12 }))

  await world.pass('00:50')
  done(await shelters.say(school, { state: 'full', power: 'yes', people: 340 }, 'warden'))
  await world.pass('01:05')
  const shotDown = await world.takeIn(
    'air-force.example.org',
    'Two drones were shot down near Zadonsk, the air force said.',
  )
  await world.letStand(shotDown, 'other')
  await world.pass('01:20')
  const official = await world.takeIn(
    'region.example.org',
    'Debris broke the glass of 1,400 homes in Zadonsk, the regional administration said. About twenty people were injured in Zadonsk.',
  )
  await world.letStand(official, 'responsible-official')
  const administration = { kind: 'official' as const, name: 'Regional administration' }
  const homes = await world.note({
    ...{ subject: 'dwellings', atLeast: 1_400, atMost: null, cause: 'glass' },
    ...{ status: 'reported', source: administration },
  })
  const hurt = await world.note({
    ...{ subject: 'injured', atLeast: 18, atMost: 22, cause: 'glass' },
    ...{ status: 'reported', source: { kind: 'official', name: 'Hospital' } },
  })

  await world.pass('01:30')
  const driver = ['driver' as Skill]
  const callOut = done(
    await callOuts.open(
      {
        ...{ mode: 'drill', alert, until: at('05:30') },
        quotas: [{ skills: [], wanted: 3 }],
        circles: [['ann', 'bob', 'cyd'].map((person) => ({ person: person as PersonId, skills: driver }))],
        ...{ widenAfter: 20 * minute, repeatEvery: 5 * minute },
      },
      'To the school in Zadonsk, with boards and nails',
      olena,
    ),
  ).id
  await world.pass('01:36')
  const answers = (person: string, answer: 'coming' | 'arrived', arrivingAt: Instant | null = null) =>
    callOuts.answer(
      callOut,
      { person: person as PersonId, answer, over: 'sms', arrivingAt },
      person as PersonId,
    )
  done(await answers('ann', 'coming', at('01:55')))
  done(await answers('bob', 'coming', at('02:10')))
  await world.pass('01:52')
  done(await answers('ann', 'arrived'))

  await world.pass('02:08')
  await world.loseMains(stations.slice(0, 3).map(({ id }) => id))
  await world.pass('02:50')
  done(
    await damageOrder(world, {
      ...{ type: 'open-outage', outage: 'outage-1', kind: 'power', area: world.area, since: at('02:08') },
      ...{ status: 'reported', source: { kind: 'official', ref: taras }, without: null, shown: 'public' },
    }),
  )
  done(await shelters.say(school, { state: 'open', power: 'yes', people: 40 }, 'warden'))
  await world.pass('02:56')
  done(await system.desk.order({ type: 'all-clear', alert } as never, olena.by))

  await world.pass('04:30')
  const monitors = await world.takeIn(
    'monitors.example.org',
    'The monitoring team confirmed damage to buildings near the plant in Zadonsk after a visit.',
  )
  await world.letStand(monitors, 'physical-evidence')
  done(await sites.attach('drill-plant', { kind: 'visit', evidence: monitors }, olena))
  await world.pass('05:10')
  const seen = await world.note({
    ...{ subject: 'dwellings', atLeast: 1, atMost: 1, cause: 'glass', status: 'seen' },
    ...{ asset: { address: 'ул. Мира, 3', at: null } },
    source: { kind: 'assessor', ref: 'ann' },
  })
  await world.pass('06:00')
  return { alert, callOut, homes, seen, hurt, monitors }
}

function damageOrder({ damage, story }: NightWorld, command: object) {
  void story
  return damage.order(() => ok(command as never), olena, 'drill')
}

export const morning = { from: plus(at('00:00'), -1), to: at('06:00'), asOf: at('06:00') } as const
