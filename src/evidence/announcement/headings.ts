/** Leaves out declarations that are only the heading, the reason or the echo of another one. */
import { codesOf } from './event-areas.ts'
import type { Event } from './events.ts'

/** “Тревога! Угроза удара БПЛА: …”, “сирены звучат, объявлена …”: the danger itself is what is declared. */
export function withoutHeadings(all: readonly Event[]): Event[] {
  const events = withoutReasons(all)
  return events.filter((event, index) => {
    const next = events[index + 1]
    if (isOnceMore(event, events[index - 1])) return false
    // “Зліт МіГ-31К. Загроза «Кинджал» по всій території України”: one warning in two sentences.
    if (
      event.action === 'raise' &&
      next?.action === 'raise' &&
      (event.threat === next.threat || (event.threat === 'aeroballistic' && next.threat === 'missile')) &&
      next.too === 'no' &&
      // “07:25 – … 08:00 – …”: two, each at its time.
      (event.time === null || next.time === null || event.time.text === next.time.text) &&
      event.colour === next.colour &&
      event.areas.length === 0
    ) {
      next.threat = event.threat
      next.start = event.start
      next.time ??= event.time
      return false
    }
    // “Жёлтый уровень погодной опасности: ожидаются ливни и грозы”: what the weather will be.
    const before = events[index - 1]
    if (
      event.action === 'raise' &&
      before?.action === 'raise' &&
      isOfWeather(before) &&
      isOfWeather(event) &&
      (event.colour === null || event.colour === before.colour) &&
      event.said === 'without' &&
      event.time === null
    )
      return false
    // “По Лискинскому району – отбой тревоги, угрозы удара БПЛА больше нет”: which alarm is said behind.
    if (
      event.action === 'end' &&
      event.bare === 'yes' &&
      event.colour === null &&
      next?.action === 'end' &&
      next.opens === 'clause' &&
      next.bare === 'no' &&
      next.threat !== null &&
      (next.said === 'without' || codesOf(event) === codesOf(next))
    ) {
      next.areas = event.areas
      next.start = event.start
      next.time ??= event.time
      return false
    }
    // “Шахеди з моря на Очаків. Тривога!”: once more, without a place.
    const last = events[index - 1]
    if (event.action === 'raise' && event.bare === 'yes' && event.said === 'without' && event.time === null)
      if (
        last?.action === 'raise' &&
        last.said === 'with-areas' &&
        last.threat !== null &&
        last.bare === 'no'
      )
        return false
    // “Зліт МіГ-31К! Тривога по всій Україні”: the first says which danger, the second where.
    if (
      event.action === 'raise' &&
      next?.action === 'raise' &&
      event.bare === 'no' &&
      event.threat !== null &&
      next.bare === 'yes' &&
      event.said === 'without' &&
      next.said === 'with-areas' &&
      next.tells === 'change' &&
      event.colour === null
    ) {
      next.threat = event.threat
      next.start = event.start
      next.time ??= event.time
      return false
    }
    if (event.action !== 'raise' || event.bare === 'no') return true
    if (next?.action !== 'raise' || next.bare === 'yes' || next.threat === null) return true
    return event.said === 'with-areas' && codesOf(event) !== codesOf(next)
  })
}

/** “Тривогу оголошено о 23:48 у …, о 00:03 у …. Причина — загроза БпЛА”: the danger of all alarms before it. */
function withoutReasons(events: readonly Event[]): Event[] {
  const isAlarm = (event: Event | undefined) =>
    event?.action === 'raise' &&
    event.threat === 'air-raid' &&
    event.said === 'with-areas' &&
    event.colour === null
  return events.filter((event, index) => {
    if (
      event.action !== 'raise' ||
      event.bare === 'yes' ||
      event.threat === null ||
      event.said === 'with-areas'
    )
      return true
    if (event.threat === 'air-raid' || event.time !== null || event.again === 'yes') return true
    const alarms: Event[] = []
    for (let at = index - 1; isAlarm(events[at]); at--) alarms.push(events[at]!)
    if (alarms.length < 2) return true
    for (const alarm of alarms) alarm.threat = event.threat
    return false
  })
}

/** “В силе и жёлтый уровень, его ввели до полуночи”: when it began is nothing new. */
function isOnceMore(event: Event, before: Event | undefined): boolean {
  return (
    event.action === 'raise' &&
    event.object === 'pronoun' &&
    event.again === 'no' &&
    event.opens === 'clause' &&
    before?.action === 'info' &&
    before.threat === event.threat &&
    before.tells !== 'absence'
  )
}

function isOfWeather({ threat }: Event): boolean {
  return /^(?:other|wind|thunderstorm|hail|snowstorm|ice|flood|tornado|extreme-heat|extreme-cold)$/.test(
    threat ?? '',
  )
}
