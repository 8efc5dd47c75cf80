/** What a case gathers, looked up where it is kept: shown to whoever may read it there, and to nobody else. A case opens no door. */
import type { AreaCode } from '#areas'
import { ok, refuse, type AlertId, type Json, type Result } from '#base'
import { thingKey, type Thing, type ThingKind } from '#cases'
import type { ObservationId, OccurrenceId } from '#damage'
import type { DocumentId, EvidenceEventId } from '#evidence'
import { may, type Action, type Permitted } from '#people'
import { openAssessmentDesk } from './assessment-desk.ts'
import type { CallOutDesk } from './callout-desk.ts'
import type { DamageDesk } from './damage-desk.ts'
import { plainly } from './damage-desk.ts'
import type { EvidenceDesk } from './evidence-desk.ts'
import type { ProtocolDesk } from './protocol-desk.ts'
import type { SiteDesk } from './site-desk.ts'
import type { System } from './system.ts'

export interface CaseParts {
  readonly evidence: Pick<EvidenceDesk, 'core' | 'views'>
  readonly damage: Pick<DamageDesk, 'state'>
  readonly sites: Pick<SiteDesk, 'book'>
  readonly callOuts: Pick<CallOutDesk, 'get' | 'says'>
  readonly protocols: Pick<ProtocolDesk, 'find'>
}

/** `hidden`: it is there, and not for this reader. `gone`: it was there when it was added. */
export interface Seen {
  readonly sight: 'shown' | 'hidden' | 'gone'
  /** What it is by now, in codes and names; null unless it is shown. */
  readonly about: Json
}

interface Found {
  readonly areas: readonly AreaCode[]
  readonly about: object
}

/** Without which action nobody is told what it is. */
export const thingActions: { readonly [kind in ThingKind]: Action } = {
  alert: 'alert.read',
  'evidence-event': 'evidence.read',
  'evidence-document': 'evidence.read',
  assessment: 'evidence.read',
  occurrence: 'damage.read',
  observation: 'damage.read',
  site: 'report.read',
  'call-out': 'callouts.read',
  checklist: 'alert.read',
}

export interface CaseThings {
  see(thing: Thing, permitted: Permitted): Promise<Seen>
  /** Refused where it is not there, or not for them: nobody adds what they may not read. */
  mayAdd(thing: Thing, permitted: Permitted): Promise<Result<void>>
}

export function caseThings(system: System, parts: CaseParts): CaseThings {
  const assessments = openAssessmentDesk(system)
  const namesOf = (area: AreaCode) => system.areas.hierarchy().get(area)?.names ?? {}
  const find: { readonly [kind in ThingKind]: (id: string) => Promise<Found | undefined> } = {
    async alert(id) {
      const alert = await system.desk.find(id as AlertId)
      if (alert.status === 'none') return undefined
      if (alert.status === 'discarded') return { areas: [], about: { status: alert.status } }
      const { threat, ladder, level, areas } = alert.content
      const issuedAt = alert.status === 'issued' || alert.status === 'ended' ? alert.issuedAt : null
      const codes = areas.map(({ code }) => code)
      return {
        areas: codes,
        about: {
          ...{ status: alert.status, threat, ladder, level, issuedAt },
          areas: codes.map((code) => ({ code, names: namesOf(code) })),
        },
      }
    },
    async 'evidence-event'(id) {
      const found = await parts.evidence.core.event(id as EvidenceEventId)
      if (!found.ok) return undefined
      const row = await parts.evidence.views.eventRow(found.value)
      const { kind, area, areas, place, from, standing } = row
      return { areas: area === null ? areas : [area], about: { kind, place, from, standing } }
    },
    async 'evidence-document'(id) {
      const found = await parts.evidence.core.document(id as DocumentId)
      if (!found.ok) return undefined
      const { title, seenAt, source, doubts } = await parts.evidence.views.row(found.value)
      return { areas: [], about: { title, seenAt, source: source.name, doubts } }
    },
    async assessment(id) {
      const found = await assessments.find(id)
      if (!found.ok) return undefined
      const { hypothesis, areas, state } = found.value
      return { areas: areas as readonly AreaCode[], about: { names: hypothesis.text, state } }
    },
    async occurrence(id) {
      const { modeOf, observations } = await parts.damage.state()
      if (!modeOf.has(id as OccurrenceId)) return undefined
      const those = [...observations.values()].filter(({ occurrence }) => occurrence === id)
      return { areas: [], about: { observations: those.length } }
    },
    async observation(id) {
      const found = (await parts.damage.state()).observations.get(id as ObservationId)
      if (found === undefined) return undefined
      const { area, subject, count, status, at, occurrence } = found
      return {
        areas: [area],
        about: { area: namesOf(area), subject, ...count, status, seenAt: at, occurrence },
      }
    },
    async site(id) {
      const found = parts.sites.book.find(id)
      if (!found.ok) return undefined
      const { name, kind, at } = found.value.site
      return { areas: system.areas.locator().locate(at).slice(0, 1), about: { name, kind } }
    },
    async 'call-out'(id) {
      const found = parts.callOuts.get(id)
      if (found === undefined) return undefined
      const { openedAt, alert, closed } = found
      const about = { says: await parts.callOuts.says(found.id), openedAt, alert, closed: closed?.at ?? null }
      return { areas: [], about }
    },
    async checklist(id) {
      const found = parts.protocols.find(id)
      if (!found.ok) return undefined
      const { run, protocol } = found.value
      const { phase, startedAt, alert } = run
      return { areas: [], about: { names: protocol.names, phase, startedAt, alert } }
    },
  }
  const contains = (outer: string, inner: string) =>
    system.areas.hierarchy().contains(outer as AreaCode, inner as AreaCode)
  const isFor = ({ kind }: Thing, { areas }: Found, permitted: Permitted) =>
    may(permitted, { action: thingActions[kind], ...(areas.length === 0 ? {} : { areas }) }, contains)
  return {
    async see(thing, permitted) {
      const found = await find[thing.kind](thing.id)
      // Who may not read things of its kind is not told whether it is there.
      if (!may(permitted, { action: thingActions[thing.kind] }, contains).ok)
        return { sight: 'hidden', about: null }
      if (found === undefined) return { sight: 'gone', about: null }
      return isFor(thing, found, permitted).ok
        ? { sight: 'shown', about: plainly(found.about) }
        : { sight: 'hidden', about: null }
    },
    async mayAdd(thing, permitted) {
      const theirs = may(permitted, { action: thingActions[thing.kind] }, contains)
      if (!theirs.ok) return theirs
      const found = await find[thing.kind](thing.id)
      if (found === undefined) return refuse('cases/unknown-thing', { thing: thingKey(thing).slice(0, 200) })
      const allowed = isFor(thing, found, permitted)
      return allowed.ok ? ok() : allowed
    },
  }
}
