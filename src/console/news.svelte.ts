/** Tells what happened as it happens: aloud to a screen reader, by a sound to whoever wants it, and by one highlight. */
import { untrack } from 'svelte'
import { announce } from './parts/announce.svelte.ts'
import { areasNamed, dangerNamed, stateWord } from './parts/said.dom.ts'
import { happeningsBetween, type Happening, type Seen } from './news.ts'
import { picture } from './picture.svelte.ts'
import { hear } from './sounding.svelte.ts'
import { say, words } from './words.dom.ts'

let fresh = $state.raw<ReadonlySet<string>>(new Set())

/** Whether this came while somebody was looking. */
export function isFresh(key: string): boolean {
  return fresh.has(key)
}

const mostFresh = 200
/** More at once are told as a number: a voice that reads for a minute is heard by nobody. */
const mostSaid = 4

/** To be called once, where effects live. */
export function tellNews(): void {
  let before: Seen | undefined
  $effect(() => {
    if (!picture.whole) return
    const { alerts, waiting, reports, sightings, residents } = picture
    const after: Seen = { alerts, waiting, reports, sightings, residents: residents.reports }
    untrack(() => {
      const happenings = before === undefined ? [] : happeningsBetween(before, after)
      before = after
      if (happenings.length > 0) tell(happenings)
    })
  })

  let wasLost = false
  $effect(() => {
    const isLost = picture.connection === 'lost'
    untrack(() => {
      if (isLost && !wasLost) {
        announce(words.shell.lostAnnounced)
        hear('lost')
      }
      if (!isLost && wasLost && picture.connection === 'live') announce(words.shell.backAgain)
      wasLost = isLost
    })
  })
}

function tell(happenings: readonly Happening[]): void {
  fresh = new Set([...[...fresh].slice(-mostFresh), ...happenings.map(({ key }) => key)])
  // Of one kind at once the real one is heard: a drill must not drown it.
  for (const kind of new Set(happenings.map(({ sound }) => sound))) {
    const modes = happenings
      .filter(({ sound }) => sound === kind)
      .map(({ id }) => picture.alerts.get(id)?.mode)
    hear(kind, modes.includes('live') ? 'live' : modes[0])
  }
  for (const happening of happenings.slice(0, mostSaid)) announce(said(happening))
  const more = happenings.length - mostSaid
  if (more > 0) announce(say(words.watch.moreNews, { count: more }))
}

function said({ what, id }: Happening): string {
  const alert = picture.alerts.get(id)
  const values =
    alert === undefined
      ? { state: '', danger: '', areas: '' }
      : {
          state: stateWord(alert),
          danger: dangerNamed(alert.content),
          areas: areasNamed(alert.content.areas),
        }
  return say(words.watch.news[what], values)
}
