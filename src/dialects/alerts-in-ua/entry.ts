/** One alert as its clients read it, and the words, dates and numbers in it. */
import { type AlertId, type InLanguages, type Instant } from '#base'
import type { Gravity, ThreatBook, ThreatId } from '#threats'
import type { DialectGround } from '../dialect.ts'
import type { AlertLevel, AlertType } from './mapping.ts'
import { markOf, type Place } from './places.ts'

export interface ThreatLine {
  readonly threat_type: string
  readonly level: AlertLevel
  readonly started_at: Instant
}

export interface Entry {
  readonly id: number
  readonly location_title: string
  readonly location_type: Place['type']
  readonly started_at: Instant
  readonly finished_at: Instant | null
  readonly updated_at: Instant
  readonly alert_type: AlertType
  readonly location_uid: string
  readonly location_oblast: string
  readonly location_oblast_uid: number | null
  readonly location_raion: string | null
  readonly notes: string
  /** Whether nobody told the end: it lapsed. */
  readonly calculated: boolean
  readonly alert_level: AlertLevel
  readonly threats: readonly ThreatLine[]
}

/** What is the same wherever one alert is in force. */
export type Said = Pick<
  Entry,
  | 'started_at'
  | 'finished_at'
  | 'updated_at'
  | 'alert_type'
  | 'notes'
  | 'calculated'
  | 'alert_level'
  | 'threats'
>

export function entryOf(id: number, place: Place, said: Said): Entry {
  // Written out: a country under alert is thousands of these.
  return {
    id,
    location_title: place.title,
    location_type: place.type,
    started_at: said.started_at,
    finished_at: said.finished_at,
    updated_at: said.updated_at,
    alert_type: said.alert_type,
    location_uid: place.uid,
    location_oblast: place.oblast,
    location_oblast_uid: place.oblastUid,
    location_raion: place.raion,
    notes: said.notes,
    calculated: said.calculated,
    alert_level: said.alert_level,
    threats: said.threats,
  }
}

export interface EntryIds {
  /** The same for the same mark and place. */
  of(mark: number, place: Place): number
}

/** Clients keep 32 bits with a sign, and know an alert by its number: within one answer no two may share one. */
export function entryIds(): EntryIds {
  const taken = new Set<number>()
  return {
    of(mark, place) {
      let id = (mark ^ place.mark) & mostId
      while (id === 0 || taken.has(id)) id = (id + 1) & mostId
      taken.add(id)
      return id
    },
  }
}

const mostId = 0x7fffffff

/** Of one alert; of an earlier time that it was in force at a place, with when that began. */
export function markOfAlert(alert: AlertId, stint?: Instant): number {
  return markOf(stint === undefined ? alert : `${alert} ${stint}`)
}

export type Words = 'advisory' | 'retracted' | 'lapsed' | 'disclaimer'

const words: { readonly [what in Words]: InLanguages<string> } = {
  advisory: {
    uk: 'Застереження',
    ru: 'Предостережение',
    en: 'Advisory',
  },
  retracted: {
    uk: 'Відкликано: її не мало бути',
    ru: 'Отозвана: её не должно было быть',
    en: 'Retracted: it should not have been sent',
  },
  lapsed: {
    uk: 'Строк минув без відбою',
    ru: 'Срок истёк без отбоя',
    en: 'It lapsed without an all-clear',
  },
  disclaimer: {
    uk: 'Це копія того, що оголосив орган, названий попереду. Вона може запізнюватися: слухайте сирени та вказівки на місці.',
    ru: 'Это копия того, что объявил орган, названный впереди. Она может запаздывать: слушайте сирены и указания на месте.',
    en: 'This is a copy of what the authority named before has announced. It may be late: heed sirens and instructions where you are.',
  },
}

type Speaking = Pick<DialectGround, 'languages' | 'issuer'>

/** In the authority's first language that there are words in. */
export function say(what: Words, ground: Speaking): string {
  return inLanguage(words[what], ground) ?? words[what].en!
}

export function disclaimerOf(ground: Speaking): string {
  return `${inLanguage(ground.issuer, ground) ?? ''}: ${say('disclaimer', ground)}`
}

/** “Drone”, or “Advisory: Drone”: what its clients show beside the kind of alert. */
export function notesOf(
  { threat, gravity }: { readonly threat: ThreatId; readonly gravity: Gravity },
  ground: Speaking & { readonly book: ThreatBook },
): string {
  const name = inLanguage(ground.book.threat(threat)?.names ?? {}, ground) ?? threat
  return gravity === 'advisory' ? `${say('advisory', ground)}: ${name}` : name
}

function inLanguage(texts: InLanguages<string>, { languages }: Speaking): string | undefined {
  for (const language of [...languages, 'en']) {
    const text = texts[language]
    if (text !== undefined) return text
  }
  return Object.values(texts)[0]
}

/** `2026/11/02 00:37:00 +0000`: only in `meta`; everywhere else an instant is sent as it is. */
export function metaDate(at: Instant): string {
  return `${at.slice(0, 10).replaceAll('-', '/')} ${at.slice(11, 19)} +0000`
}
