/** What a resident tells the duty room, as it is taken: bounded, without who told it, and never more finely placed than it must be. */
import type { AreaCode, LonLat } from '#areas'
import { between, day, minute, ok, refuse, type Instant, type Milliseconds, type Result } from '#base'

export const tellKinds = ['siren', 'sighting', 'damage', 'help'] as const
export type TellKind = (typeof tellKinds)[number]

/** The three that an officer judges; answers about sirens are only counted. */
export const reportKinds = ['sighting', 'damage', 'help'] as const
export type ReportKind = (typeof reportKinds)[number]

/** In words of whoever looks up, not of an air force; a duty officer says what it was. */
export const sightingWhats = [
  ...(['drone', 'missile', 'aircraft', 'explosion', 'flash', 'smoke', 'fire', 'other'] as const),
] as const
export const damageWhats = [
  ...(['building', 'fire', 'power', 'water', 'gas', 'road', 'unexploded', 'other'] as const),
] as const
export const helpWhats = ['medical', 'trapped', 'fire', 'way-out', 'other'] as const

export const whatsOf = { sighting: sightingWhats, damage: damageWhats, help: helpWhats } as const
export type WhatOf<Kind extends ReportKind> = (typeof whatsOf)[Kind][number]
export type What = WhatOf<ReportKind>

/** The catalogue's threat where what was seen names one; a missile may be any of several. */
export const threatOfWhat: { readonly [what: string]: string } = { drone: 'drone', aircraft: 'aircraft' }

/** Where: an area of the installation and, as far as the resident said, a point that is no finer than `precision` says. */
export interface Place {
  readonly area: AreaCode | null
  readonly at: LonLat | null
  /** `exact`: the resident said that whoever helps must find it. */
  readonly precision: 'area' | 'coarse' | 'exact'
}

export interface Bearing {
  /** From the resident to what they saw: degrees from true north, clockwise, in [0, 360). */
  readonly degrees: number
  /** One standard deviation, as the compass said or as is reckoned with. */
  readonly accuracyDegrees: number
}

export interface Told {
  readonly kind: ReportKind
  readonly what: What
  readonly place: Place
  readonly seenAt: Instant
  readonly receivedAt: Instant
  /** It lay in a phone that had no network. */
  readonly late: 'in-time' | 'late'
  readonly text: string
  readonly bearing: Bearing | null
  /** Where it went: degrees from north, clockwise. */
  readonly headingDegrees: number | null
}

/** Sides of the boxes in which a coarse point is known: at 50° about 1.1 km by 0.7 km. */
export const coarseDegrees = 0.01
/** From the middle of such a box to its farthest corner. */
export const coarseWithinKm = 0.8

/** The middle of the box that holds the point: nothing finer is kept. */
export function coarse({ lon, lat }: LonLat): LonLat {
  const middle = (degrees: number, most: number) => {
    const boxes = Math.min(Math.floor(degrees / coarseDegrees), Math.round(most / coarseDegrees) - 1)
    return Math.round((boxes + 0.5) * coarseDegrees * 1_000) / 1_000
  }
  return { lon: middle(lon, 180), lat: middle(lat, 90) }
}

/** Five decimals are a metre, and a phone knows no more. */
export function exact({ lon, lat }: LonLat): LonLat {
  const rounded = (degrees: number) => Math.round(degrees * 100_000) / 100_000
  return { lon: rounded(lon), lat: rounded(lat) }
}

/** Phones' clocks are wrong; what is a little ahead is meant as now. */
const clocksMayDifferBy: Milliseconds = 5 * minute
const lateAfter: Milliseconds = 2 * minute

/** How long ago something may have been, and how long it is then kept. */
export const keptFor: { readonly [kind in TellKind]: Milliseconds } = {
  siren: day,
  sighting: day,
  damage: 7 * day,
  help: 3 * day,
}
/** What leads to a person goes first, whatever becomes of the report. */
export const contactKeptFor: Milliseconds = 3 * day

/** What was told offline carries its own time, within what is kept; it is said that it came late. */
export function timeOf(
  seenAt: Instant | undefined,
  kind: TellKind,
  now: Instant,
): Result<Pick<Told, 'seenAt' | 'receivedAt' | 'late'>, 'reports/not-yet' | 'reports/too-long-ago'> {
  const receivedAt = now
  if (seenAt === undefined) return ok({ seenAt: now, receivedAt, late: 'in-time' })
  const ago = between(seenAt, now)
  if (-ago > clocksMayDifferBy) return refuse('reports/not-yet', { at: 'seenAt', seenAt })
  if (ago > Math.min(day, keptFor[kind])) return refuse('reports/too-long-ago', { at: 'seenAt', seenAt })
  return ok({ seenAt: ago < 0 ? now : seenAt, receivedAt, late: ago > lateAfter ? 'late' : 'in-time' })
}

/** What a compass is reckoned with that doesn't say how sure it is; and no compass in a hand is better than the least. */
const usualAccuracyDegrees = 20
const leastAccuracyDegrees = 5

export function bearingOf(degrees: number | undefined, accuracyDegrees: number | undefined): Bearing | null {
  if (degrees === undefined) return null
  const accuracy = Math.max(leastAccuracyDegrees, accuracyDegrees ?? usualAccuracyDegrees)
  // A compass that may be wrong by a right angle says nothing.
  return accuracy >= 90 ? null : { degrees: ((degrees % 360) + 360) % 360, accuracyDegrees: accuracy }
}

export const longestText = 500
export const longestContact = 100

/** One line breaks at most between lines, nothing that no phone can show or that turns what stands beside it around. */
export function plainText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n\u200c\u200d]/gu, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[\n ]*/g, '\n')
    .trim()
    .slice(0, longestText)
}
