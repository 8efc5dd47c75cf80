/**
 * What a phone does with a push: which notification it shows and whether it may sound. Pure: what this phone has heard of the
 * alert, its quiet hours and the time are arguments. An older word never takes a newer one's place, and what is over never rings.
 */
import { pushWords } from './push-words.ts'

export interface PushNotice {
  readonly v: 1
  readonly kind: 'notice'
  readonly alert: string
  readonly notice: string
  readonly revision: number
  readonly mode: 'live' | 'drill' | 'test'
  readonly what: 'warning' | 'update' | 'all-clear' | 'retraction' | 'lapse'
  readonly look: 'danger' | 'advisory' | 'ended'
  /** Absent where the words were fetched: then this phone finds out by itself whether it has become worse. */
  readonly sound?: 'loud' | 'quiet'
  readonly title: string
  readonly body: string
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
  readonly at: string
  readonly until: string | null
  readonly url: string
}

export interface PushId {
  readonly v: 1
  readonly kind: 'id'
  readonly notice: string
}

export interface PushProof {
  readonly v: 1
  readonly kind: 'proof'
  readonly subscription: string
  readonly nonce: string
}

/** The newest that this phone has shown of an alert. */
export interface HeardAlert {
  readonly notice: PushNotice
  readonly shownAtMs: number
}

export interface Shown {
  readonly title: string
  readonly body: string
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
  /** One notification for each alert: the next one of it takes its place. */
  readonly tag: string
  readonly look: 'danger' | 'advisory' | 'ended' | 'none'
  readonly ring: 'loud' | 'silent'
  /** Whether it stays until it is touched. */
  readonly stays: 'until-touched' | 'as-usual'
  readonly atMs: number
  readonly actions: readonly ('open' | 'what-to-do' | 'shelters')[]
}

export interface Hearing {
  readonly show: Shown
  /** What this phone knows of the alert from now on; undefined where it stays as it was. */
  readonly keep?: HeardAlert
}

export interface Circumstances {
  readonly nowMs: number
  readonly quiet: 'quiet-hours' | 'any-hour'
  /** For words of our own. */
  readonly language: string
}

const gravities = ['ended', 'advisory', 'danger'] as const

export function hear(
  notice: PushNotice,
  before: HeardAlert | undefined,
  { nowMs, quiet, language }: Circumstances,
): Hearing {
  const words = pushWords(language)
  // Pushes overtake each other. One must be shown for each, or the browser shows a text of its own: it is the newer again.
  if (before !== undefined && before.notice.revision > notice.revision)
    return { show: shownOf(before.notice, 'silent', before.notice.look) }
  const ends = notice.look === 'ended'
  const isStale = !ends && notice.until !== null && Date.parse(notice.until) <= nowMs
  if (isStale)
    return {
      show: {
        ...shownOf(notice, 'silent', 'none'),
        title: `${words.earlier} ${notice.title}`,
        body: words.earlierMeans,
        stays: 'as-usual',
      },
      keep: { notice, shownAtMs: nowMs },
    }
  const ring = isWorth(notice, before) && (notice.look === 'danger' || quiet === 'any-hour')
  return { show: shownOf(notice, ring ? 'loud' : 'silent', notice.look), keep: { notice, shownAtMs: nowMs } }
}

/** Whether it may sound at all: an end always, a warning when it is new to this phone or has become worse. */
function isWorth(notice: PushNotice, before: HeardAlert | undefined): boolean {
  if (before !== undefined && before.notice.revision === notice.revision) return false
  if (notice.look === 'ended' || before === undefined || notice.sound === 'loud') return true
  if (notice.sound === 'quiet' && before.notice.look !== 'ended') return false
  return gravities.indexOf(notice.look) > gravities.indexOf(before.notice.look)
}

function shownOf(notice: PushNotice, ring: Shown['ring'], look: Shown['look']): Shown {
  const { title, body, lang, dir, alert, at } = notice
  return {
    ...{ title, body, lang, dir, ring, look, tag: tagOf(alert), atMs: Date.parse(at) },
    stays: look === 'danger' ? 'until-touched' : 'as-usual',
    actions: look === 'danger' ? ['open', 'shelters'] : ['open'],
  }
}

export const tagOf = (alert: string) => `alert ${alert}`

/** The words could not be fetched: that there is something is said all the same, and loudly, because nobody knows what. */
export function unfetched(notice: string, language: string, nowMs: number): Shown {
  const words = pushWords(language)
  return {
    ...{ title: words.unfetched, body: words.unfetchedMeans, lang: words.lang, dir: words.dir },
    // Its alert is the start of the notice's id: the words come later into the same place.
    ...{ tag: tagOf(notice.replace(/\.\d+e?$/, '')), look: 'none', ring: 'loud', stays: 'until-touched' },
    ...{ atMs: nowMs, actions: ['open'] },
  }
}

/** That a test push came; it goes away by itself. */
export function proven(language: string, nowMs: number): Shown {
  const words = pushWords(language)
  return {
    ...{ title: words.proven, body: words.provenMeans, lang: words.lang, dir: words.dir, tag: 'proof' },
    ...{ look: 'none', ring: 'silent', stays: 'as-usual', atMs: nowMs, actions: [] },
  }
}
