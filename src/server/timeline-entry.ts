/** One fact as a reader of the timeline needs it: what was said, where, by whom and with whose consent, without what only machines need. */
import { codesOf, noticesOf, type AlertContent, type Notice, type Published } from '#alerts'
import type { AreaCode } from '#areas'
import {
  system,
  type ActorId,
  type AlertId,
  type InLanguages,
  type Instant,
  type Json,
  type JsonObject,
  type Mode,
} from '#base'
import type { Fact } from '#ledger'
import { sentenceOf } from '#people'
import { alertsIn, groupOf, type TimelineGroup } from './timeline-kinds.ts'

/** Who or what did something. The name is null where nobody is known by one: it was erased, or it is this server. */
export interface Doer {
  readonly id: ActorId
  readonly name: string | null
  readonly kind: 'human' | 'machine' | 'server'
}

export interface TimelineEntry {
  readonly seq: number
  readonly at: Instant
  readonly stream: string
  /** The fact's type: `alert-issued`. */
  readonly kind: string
  readonly group: TimelineGroup
  /** In one plain English sentence: for kinds that a reader has no words of its own for. */
  readonly what: string
  readonly mode: Mode
  readonly alert: AlertId | null
  /** Null where it is unknown here who that was. */
  readonly by: Doer | null
  /** What it was about, whether warned or told that it is over. */
  readonly areas: readonly AreaCode[]
  readonly data: JsonObject
}

/** What the people of an installation go by now. */
export interface Names {
  personOf(id: ActorId): { readonly kind: 'human' | 'machine' } | undefined
  nameOf(id: ActorId): string | undefined
  /** Of a source of messages, which acts under its own id. */
  sourceOf(id: ActorId): string | undefined
  /** A list that runs, as people call it and its parts. */
  listOf?(run: string): ListNames | undefined
}

export interface ListNames {
  readonly name: InLanguages<string>
  /** What is to be done, and the unit of what it asks for. */
  taskOf(key: string): { readonly text: InLanguages<string>; readonly unit: string | null } | undefined
  zoneOf(key: string): InLanguages<string> | undefined
}

export function entryOf(fact: Fact, names: Names): TimelineEntry {
  const { seq, at, stream, type, mode, by } = fact
  const notices = noticesOf(fact)
  const content = contentIn(fact)
  const areas = [...(content?.areas ?? []), ...notices.flatMap((notice) => notice.areas)]
  return {
    ...{ seq, at, stream, kind: type, group: groupOf(fact) ?? 'alerts' },
    ...{
      what: sentenceOf(fact, (id) => names.nameOf(id as ActorId)),
      mode,
      alert: alertsIn(fact)[0] ?? null,
    },
    by: doerOf(by, names),
    areas: [...new Set([...codesOf(areas), ...areasNamed(fact.data)])],
    data: dataOf(fact, content, notices, names),
  }
}

export function doerOf(id: ActorId, names: Names): Doer | null {
  if (id === system) return { id, name: null, kind: 'server' }
  const person = names.personOf(id)
  if (person !== undefined) return { id, name: names.nameOf(id) ?? null, kind: person.kind }
  const source = names.sourceOf(id)
  return source === undefined ? null : { id, name: source, kind: 'machine' }
}

type Content = Omit<AlertContent, 'wording'> & Partial<Pick<AlertContent, 'wording'>>

/** What an alert's fact is about: a draft, a change that waits, or what went out. */
function contentIn({ stream, data }: Fact): Content | undefined {
  return stream.startsWith('alert:') && typeof data['content'] === 'object'
    ? (data['content'] as unknown as Content)
    : undefined
}

/** Of reports, sightings and the like. */
function areasNamed(data: JsonObject): AreaCode[] {
  const named = [data['area'], ...(Array.isArray(data['areas']) ? (data['areas'] as readonly Json[]) : [])]
  return named.filter((one): one is string => typeof one === 'string') as AreaCode[]
}

function dataOf(
  fact: Fact,
  content: Content | undefined,
  notices: readonly Notice[],
  names: Names,
): JsonObject {
  const { data } = fact
  if (content !== undefined)
    return plain({
      ...aboutOf(content),
      ...(notices.length === 0
        ? { texts: content.wording?.texts ?? {}, change: data['change'] }
        : publishedOf(fact, content, notices, names)),
    })
  if (fact.stream === 'protocol-runs') return plain(ofList(data, names))
  const say = sayings[fact.type]
  return plain(say === undefined ? withoutMarks(data) : say(data, names))
}

function aboutOf({ threat, ladder, level, step, renewForMinutes, channels, issuer, relayed }: Content) {
  const from = relayed === undefined ? null : { source: relayed.source, name: relayed.name }
  return {
    ...{ threat, ladder, level, gravity: step.gravity, height: step.height, siren: step.siren ?? null },
    ...{ renewForMinutes, channels, issuer, relayed: from },
  }
}

function publishedOf(fact: Fact, content: Content, notices: readonly Notice[], names: Names) {
  const said = fact.data as unknown as Published & {
    readonly renewBy?: Instant
    readonly approvedBy?: ActorId | null
    readonly emergency?: string
    readonly reason?: string
  }
  const ends = notices.every(({ kind }) => kind !== 'warning' && kind !== 'update')
  return {
    ...{ revision: said.revision, since: said.since, renewBy: said.renewBy ?? null, reason: said.reason },
    /** Where it stands from now on. */
    inForce: ends ? [] : codesOf(content.areas),
    consent: consentOf(said, names),
    told: notices.map(({ id, kind, areas, loudFor, wording }) => ({
      ...{ notice: id, kind, areas: codesOf(areas), loudFor },
      ...{ texts: wording.texts, missing: wording.missing },
    })),
  }
}

/** By how many people it was decided, and why by one where that was an emergency. */
function consentOf(
  { approvedBy, emergency }: { readonly approvedBy?: ActorId | null; readonly emergency?: string },
  names: Names,
) {
  if (emergency !== undefined) return { how: 'alone-in-an-emergency', approvedBy: null, emergency }
  if (approvedBy === undefined || approvedBy === null)
    return { how: 'one-is-enough', approvedBy: null, emergency: null }
  return { how: 'two-people', approvedBy: doerOf(approvedBy, names), emergency: null }
}

/** Kinds whose data hold more than a reader wants, or ids that a reader wants as names. */
const sayings: { readonly [type: string]: (data: JsonObject, names: Names) => object } = {
  'reach-summarised': ({ revision, latest, warned, ended }) => ({
    revision,
    latest: summed(latest),
    warned: summed(warned),
    ended: summed(ended),
  }),
  'message-received': ({
    source,
    sourceName,
    sender,
    identifier,
    sent,
    status,
    msgType,
    landed,
    why,
    said,
  }) => ({
    ...{ source, sourceName, sender, identifier, sent, status, msgType, landed, why },
    said: (Array.isArray(said) ? (said as readonly JsonObject[]) : []).map(
      ({ language, event, headline, areas }) => ({ language, event, headline, areas }),
    ),
  }),
  'second-person-called': ({ person, step, outcome, by, why }, names) => ({
    person: typeof person === 'string' ? doerOf(person as ActorId, names) : null,
    ...{ step, outcome, by, why },
  }),
  'approval-escalated': ({ step, since, called }, names) => ({
    ...{ step, since },
    called: (Array.isArray(called) ? (called as readonly ActorId[]) : []).map((id) => doerOf(id, names)),
  }),
  // What is still to come, and what is expected: theirs alone who run drills, until it is over.
  'drill-announced': ({ drill, script, beginsAt, despite }) => {
    const { id, name } = (script ?? {}) as JsonObject
    return { drill, script: id, name, beginsAt, despite }
  },
  // How many of which circle: who was asked, and what they said, is on the call-out's own screen.
  'callout-opened': ({ callOut, until, quotas }) => ({ callOut, until, quotas }),
  'callout-asked': ({ callOut, circle, people }) => ({
    ...{ callOut, circle, people: Array.isArray(people) ? people.length : 0 },
  }),
  'sirens-removed': ({ sirens }) => ({ sirens: Array.isArray(sirens) ? sirens.length : sirens }),
  // Their settings may hold addresses inside the house.
  ...Object.fromEntries(
    ['source', 'news-feed'].flatMap((what) =>
      ['added', 'changed', 'removed'].map((did) => [`${what}-${did}`, () => ({})]),
    ),
  ),
}

/** What is to be done or who is told, in words; the words of a person are in no fact. */
function ofList({ run, task, zone, given, to, why }: JsonObject, names: Names): object {
  const list = typeof run === 'string' ? names.listOf?.(run) : undefined
  const known = typeof task === 'string' ? list?.taskOf(task) : undefined
  const { value, choice } = (given ?? {}) as JsonObject
  return {
    ...{ run, list: list?.name, task, zone, why },
    name: typeof task === 'string' ? known?.text : typeof zone === 'string' ? list?.zoneOf(zone) : list?.name,
    answer: typeof value === 'number' ? `${value} ${known?.unit ?? ''}`.trim() : choice,
    ...(typeof to === 'string' ? { to } : {}),
  }
}

/** Counts by channel and what nothing covers; the counts of each area stand in the fact. */
function summed(part: Json | undefined): Json {
  if (typeof part !== 'object' || part === null) return null
  const { uncovered, channels } = part as JsonObject
  return {
    uncovered: uncovered ?? [],
    channels: (Array.isArray(channels) ? (channels as readonly JsonObject[]) : []).map(
      ({ channel, counts, details, uncovered: notBy }) => ({ channel, counts, details, uncovered: notBy }),
    ),
  }
}

/** Hashes and the marks by which an order is known again are for machines. */
function withoutMarks(data: JsonObject): JsonObject {
  const { order: _, contentHash: __, ...rest } = data
  return rest
}

/** Without the members that are undefined. */
function plain(data: object): JsonObject {
  return JSON.parse(JSON.stringify(data)) as JsonObject
}
