/** The socket of tzevaadom: each alert as it is issued, pre-alerts and ends as messages of the system; of drills alerts alone. */
import type { Applied, Notice, Wording } from '#alerts'
import { epochMilliseconds, plus, second, sha256, type AlertId, type Instant, type Mode } from '#base'
import { areaIds } from '../area-ids.ts'
import type { DialectGround, DialectSocket, Picture } from '../dialect.ts'
import { categoryOf, whatIs } from './categories.ts'
import { stayingIn } from './staying.ts'
import { heard, namesOf, placesIn, textOf, type Danger, type Place } from './words.ts'

export interface SocketAlert {
  readonly type: 'ALERT'
  readonly data: {
    readonly notificationId: string
    /** Seconds since 1970. */
    readonly time: number
    readonly threat: number
    readonly isDrill: boolean
    readonly cities: readonly string[]
  }
}

/** Codes under this name are the numbers by which `citiesIds` knows places. */
export const citiesScheme = 'tzevaadom'

const words = {
  'pre-alert': {
    ...{ instructionType: 0, said: 'בדקות הקרובות צפויות להתקבל התרעות באזורך' },
    titles: {
      ...{ He: 'מבזק - התרעה מקדימה', En: 'Early warning', Ru: 'Раннее предупреждение' },
      ...{ Ar: 'إنذار مبكر', Es: 'Alerta temprana' },
    },
  },
  end: {
    ...{ instructionType: 1, said: 'האירוע הסתיים' },
    titles: {
      ...{ He: 'עדכון - סיום אירוע', En: 'The event has ended', Ru: 'Событие завершено' },
      ...{ Ar: 'انتهى الحدث', Es: 'El evento ha terminado' },
    },
  },
} as const

/** What one alert is about to say. */
interface About extends Danger {
  readonly alert: AlertId
  readonly mode: Mode
  readonly at: Instant
  readonly wording: Wording
  /** Whose end it is told again after. */
  readonly again?: AlertId
}

export const pikudHaorefSocket: DialectSocket = {
  path: '/socket',
  opened: (picture, ground) =>
    picture.alerts.flatMap(({ id, content, mode, issuedAt }) =>
      warned({ ...content, alert: id, mode, at: issuedAt }, content.areas, {
        gravity: content.step.gravity,
        picture,
        ground,
      }),
    ),
  said: (applied, picture, ground) =>
    applied.notices.flatMap((notice) => told(notice, applied, picture, ground)),
}

function told(notice: Notice, { before }: Applied, picture: Picture, ground: DialectGround): string[] {
  const { mode, gravity, areas, kind } = notice
  const about = { ...notice, at: notice.at }
  const given = { gravity, picture, ground }
  if (kind === 'lapse') return []
  if (kind === 'all-clear' || kind === 'retraction') return mode === 'live' ? over(about, areas, given) : []
  const isLowered =
    before.status === 'issued' && before.content.step.gravity === 'danger' && gravity === 'advisory'
  if (isLowered) return mode === 'live' ? over(about, areas, { ...given, gravity: 'danger' }) : []
  const news = new Set(notice.loudFor)
  return warned(
    about,
    areas.filter(({ code }) => news.has(code)),
    given,
  )
}

interface Given {
  readonly gravity: Notice['gravity']
  readonly picture: Picture
  readonly ground: DialectGround
}

function warned(about: About, areas: readonly Place[], { gravity, picture, ground }: Given): string[] {
  const places = placesIn(areas, picture.hierarchy)
  if (places.length === 0) return []
  // A message of the system has no mark of a drill.
  if (whatIs(gravity) === 'pre-alert' && about.mode === 'live')
    return [message('pre-alert', about, places, picture, ground)]
  const alert: SocketAlert = {
    type: 'ALERT',
    data: {
      notificationId: idOf('alert', about, places),
      time: seconds(about.at),
      threat: categoryOf(about.threat).socket,
      isDrill: about.mode !== 'live',
      cities: [...namesOf(places, ground.languages)],
    },
  }
  return [JSON.stringify(alert)]
}

/** That it is over, and a second after it what is still to be watched: clients go by the times. */
function over(about: About, areas: readonly Place[], { gravity, picture, ground }: Given): string[] {
  const { mode, at } = about
  const places = stayingIn(picture, ground.languages).over(areas, mode, gravity)
  if (places.length === 0) return []
  const ended = new Set(places.map(({ code }) => code))
  const watched = picture.alerts.flatMap(({ id, mode: one, content }) => {
    const there =
      one === mode ? placesIn(content.areas, picture.hierarchy).filter(({ code }) => ended.has(code)) : []
    if (there.length === 0) return []
    const again = { ...content, alert: id, mode, at: plus(at, second), again: about.alert }
    return [message('pre-alert', again, there, picture, ground)]
  })
  return [message('end', about, places, picture, ground), ...watched]
}

function message(
  what: keyof typeof words,
  about: About,
  places: readonly Place[],
  { hierarchy }: Picture,
  { languages }: DialectGround,
): string {
  const { instructionType, said, titles } = words[what]
  const ids = areaIds(hierarchy, citiesScheme)
  const citiesIds = places.map(({ code }) => Number(ids.idOf(code))).filter((id) => Number.isSafeInteger(id))
  const notificationId = idOf(what, about, places)
  const own = textOf(about.wording, heard(languages))
  const body = (tag: string) => about.wording.texts[tag]?.['360']
  return JSON.stringify({
    type: 'SYSTEM_MESSAGE',
    data: {
      ...{ id: Number.parseInt(notificationId.slice(0, 7), 16), time: String(seconds(about.at)) },
      ...Object.fromEntries(Object.entries(titles).map(([tag, title]) => [`title${tag}`, title])),
      // Clients that read no number tell by these words what it is.
      bodyHe: own === '' ? said : `${said}. ${own}`,
      ...Object.fromEntries(
        (['En', 'Ru', 'Ar', 'Es'] as const).map((tag) => [
          `body${tag}`,
          body(tag.toLowerCase()) ?? titles[tag],
        ]),
      ),
      ...{ forIos: true, forAndroid: true, display: true, untilVersionIos: null, untilVersionAndroid: null },
      ...{ instruction: what === 'pre-alert', areasIds: [], citiesIds },
      ...{ instructionType, pinUntil: null, notificationId },
      // Not in the original: the places without a number are named here alone.
      cities: [...namesOf(places, languages)],
    },
  })
}

/** The same while an alert says the same of the same places: whoever connects again has heard it. */
function idOf(what: string, { alert, ladder, level, again }: About, places: readonly Place[]): string {
  const codes = places.map(({ code }) => code).toSorted()
  return sha256(JSON.stringify([what, alert, ladder, level, codes, again ?? ''])).slice(0, 32)
}

function seconds(at: Instant): number {
  return Math.floor(epochMilliseconds(at) / second)
}
