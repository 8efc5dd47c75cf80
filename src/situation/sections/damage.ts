/** What was damaged and who was hurt: what it adds up to without adding the same twice, each line with whose word it is; outages and explosive remnants. */
import type { AreaCode } from '#areas'
import {
  damageStream,
  embargoUntil,
  evolve,
  noDamage,
  publicTally,
  standsForIn,
  subjects,
  tallyOf,
  type DamageFact,
  type DamageRecord,
  type DamageState,
  type ObservationId,
  type OccurrenceId,
} from '#damage'
import { areaNames, concerns, isWithin, type Material } from '../ground.ts'
import { count, figure, inOrder, term, text, time, type Cell, type Row, type Section } from '../report.ts'

const states = new WeakMap<Material, DamageState>()

/** Folded once for a report. */
export function damageOf(material: Material): DamageState {
  const known = states.get(material)
  if (known !== undefined) return known
  const state = noDamage()
  for (const fact of material.facts)
    if (fact.stream === damageStream) evolve(state, fact as unknown as DamageFact, fact.seq)
  states.set(material, state)
  return state
}

/** What was said of the period, where it is asked for and may be read. What was taken back stays, and says so. */
export function observationsIn(material: Material): readonly DamageRecord[] {
  return [...damageOf(material).observations.values()].filter(
    ({ at, area }) =>
      isWithin(material, at, at) && concerns(material, [area]) && material.ground.mayRead(area),
  )
}

export function sourceOf({ ground }: Material, { kind, ref }: { kind: string; ref: string }): Cell {
  const name = ground.sourceName(ref) ?? ground.personName(ref) ?? ground.documentSource(ref)
  return name === undefined ? term(`source-${kind}`) : text(name)
}

/** The areas of which lines are drawn: those with something in them, as wide as it was said. */
function areasIn(observations: readonly DamageRecord[], { asked, ground }: Material): readonly AreaCode[] {
  const { contains } = ground.hierarchy
  const named = new Set([...asked.areas, ...observations.map(({ area }) => area)])
  return [...named].filter((area) => observations.some((one) => contains(area, one.area))).toSorted()
}

export function damageSection(material: Material): Section {
  if (material.asked.face === 'public') return publicDamage(material)
  const observations = observationsIn(material)
  const byId = new Map(observations.map((one) => [one.id, one]))
  const standsFor = standsForIn(damageOf(material))
  const { hierarchy } = material.ground
  const facts = (ids: readonly ObservationId[]) => ids.flatMap((id) => byId.get(id)?.facts ?? [])
  const rows = [...Map.groupBy(observations, ({ occurrence }) => occurrence)].flatMap(([occurrence, those]) =>
    areasIn(those, material).flatMap((area) =>
      subjects.flatMap((subject) =>
        tallyOf({ hierarchy, observations: those, standsFor }, area, subject).lines.map(
          ({ standing, atLeast, atMost, by }): Row => ({
            id: `damage ${occurrence} ${area} ${subject} ${standing}`,
            cells: {
              ...{ area: areaNames(material, [area]), subject: term(`subject-${subject}`) },
              ...{ standing: term(`standing-${standing}`), number: count(atLeast, atMost) },
              by: bySources(
                material,
                by.flatMap((id) => byId.get(id) ?? []),
              ),
              until: embargoed(material, occurrence),
            },
            rests: inOrder(facts(by)),
            see: `/console/damage/${encodeURIComponent(occurrence)}`,
          }),
        ),
      ),
    ),
  )
  return {
    id: 'damage',
    figures: [
      figure(
        'damage.observations',
        observations.length,
        observations.flatMap((one) => one.facts[0] ?? []),
        '/console/damage',
      ),
    ],
    columns: ['area', 'subject', 'standing', 'number', 'by', 'until'],
    rows,
  }
}

function embargoed(material: Material, occurrence: OccurrenceId): Cell {
  return time(embargoUntil(damageOf(material), occurrence, material.asked.asOf))
}

/** Each once. */
function bySources(material: Material, those: readonly DamageRecord[]): Cell {
  const cells = those.map((one) => sourceOf(material, one.source))
  return { is: 'list', of: [...new Map(cells.map((cell) => [JSON.stringify(cell), cell])).values()] }
}

/** After its embargo, by area and never nearer than a municipality. */
function publicDamage(material: Material): Section {
  const { asked, ground } = material
  const state = damageOf(material)
  const inPeriod = new Map([...state.observations].filter(([, { at }]) => isWithin(material, at, at)))
  const lines = publicTally({ ...state, observations: inPeriod }, ground.hierarchy, {
    ...{ now: asked.asOf, mode: asked.mode },
  }).filter(({ area }) => concerns(material, [area]))
  return {
    ...{ id: 'damage', figures: [], columns: ['area', 'subject', 'standing', 'number'] },
    rows: lines.map(({ occurrence, area, subject, standing, atLeast, atMost }) => ({
      id: `damage ${occurrence} ${area} ${subject} ${standing}`,
      cells: {
        ...{ area: areaNames(material, [area]), subject: term(`subject-${subject}`) },
        ...{ standing: term(`standing-${standing}`), number: count(atLeast, atMost) },
      },
      // Which facts they are would say how many places there are.
      ...{ rests: [], see: '' },
    })),
  }
}

export function observationsSection(material: Material): Section {
  const observations = observationsIn(material)
  return {
    id: 'observations',
    figures: [
      figure(
        'damage.disputed',
        observations.filter(({ status }) => status === 'disputed').length,
        observations.filter(({ status }) => status === 'disputed').flatMap(({ facts }) => facts),
        '/console/damage',
      ),
    ],
    columns: ['area', 'subject', 'number', 'status', 'source', 'kind', 'cause', 'at'],
    rows: observations.map((one): Row => ({
      id: `observation ${one.id}`,
      cells: {
        ...{ area: areaNames(material, [one.area]), subject: term(`subject-${one.subject}`) },
        number: count(one.count.atLeast, one.count.atMost),
        ...{ status: term(`status-${one.status}`), source: sourceOf(material, one.source) },
        ...{ kind: term(`source-${one.source.kind}`), cause: term(`cause-${one.cause}`), at: time(one.at) },
      },
      rests: inOrder(one.facts),
      see: `/console/damage/${encodeURIComponent(one.occurrence)}`,
    })),
  }
}

export function outagesIn(material: Material) {
  const isPublic = material.asked.face === 'public'
  return [...damageOf(material).outages.values()].filter(
    ({ since, endedAt, area, shown }) =>
      isWithin(material, since, endedAt) &&
      concerns(material, [area]) &&
      (isPublic ? shown === 'public' : material.ground.mayRead(area)),
  )
}

export function outagesSection(material: Material): Section {
  const outages = outagesIn(material)
  const open = outages.filter(({ endedAt }) => endedAt === null)
  return {
    id: 'outages',
    figures: [
      figure(
        'outages.open',
        open.length,
        open.flatMap(({ facts }) => facts[0] ?? []),
        '/console/damage',
      ),
    ],
    columns: ['kind', 'area', 'since', 'ended', 'status', 'source', 'households'],
    rows: outages.map((one): Row => ({
      id: `outage ${one.id}`,
      cells: {
        ...{
          kind: term(`outage-${one.kind}`),
          area: areaNames(material, [one.area]),
          since: time(one.since),
        },
        ended: one.endedAt === null ? term('goes-on') : time(one.endedAt),
        ...{ status: term(`status-${one.status}`), source: sourceOf(material, one.source) },
        households:
          one.without === null ? term('not-counted') : count(one.without.atLeast, one.without.atMost),
      },
      rests: inOrder(one.facts),
      see: '/console/damage',
    })),
  }
}

export function remnantsIn(material: Material) {
  return [...damageOf(material).remnants.values()].filter(
    ({ since, area }) => isWithin(material, since) && concerns(material, [area]),
  )
}

export function remnantsSection(material: Material): Section {
  const remnants = remnantsIn(material)
  const open = remnants.filter(({ state }) => state !== 'cleared')
  return {
    id: 'remnants',
    figures: [
      figure(
        'remnants.open',
        open.length,
        open.flatMap(({ facts }) => facts),
        '/console/damage',
      ),
    ],
    columns: ['area', 'state', 'since', 'changed', 'source'],
    rows: remnants.map((one): Row => ({
      id: `remnant ${one.id}`,
      cells: {
        ...{ area: areaNames(material, [one.area]), state: term(`remnant-${one.state}`) },
        ...{ since: time(one.since), changed: time(one.changedAt), source: sourceOf(material, one.source) },
      },
      rests: inOrder(one.facts),
      see: '/console/damage',
    })),
  }
}
