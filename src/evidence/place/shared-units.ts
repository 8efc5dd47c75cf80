/** Unit words belong to the names they stand at, and to the names of the same list that have none. */
import { rootOf } from '#areas'
import { together, type Spot } from './name-spotting.ts'
import type { Word } from '../text/text-words.ts'
import { finerOf, isBesideUnit, isUrban, unitOf } from '../text/unit-words.ts'

/** A comma, or the next item of a list; a dash within a line opens an explanation. */
const comma = /^(?:[\s,/;_]*|[\s,;.]*\n\s*[-–—•·*▪]?\s*)$/u
const andWords = /^(?:и|та|і|й|and|or|также|також|плюс)$/
const listWords = /^(?:и|та|і|й|and|а|также|також|плюс|в|у|во|на|the|of|or|районе|районах)$/

export function shareUnits(words: readonly Word[], spots: readonly Spot[]): void {
  for (const spot of spots) {
    takeFollowing(words, spot)
    if (spot.unit === undefined) takePreceding(words, spot)
  }
  for (const [index, spot] of spots.entries()) {
    if (spot.unitFrom !== 'own' || spot.unit === undefined) continue
    // “Елецком и Долгоруковском районе”, “Kyiv and Cherkasy regions”: back over those that have none.
    const many = isMany(words, spot.to - 1)
    if (spot.to > spot.nameTo)
      for (let i = index - 1; i >= 0; i--) {
        const earlier = spots[i]!
        if (earlier.unit !== undefined || !isLinked(words, earlier.to, spots[i + 1]!.from)) break
        const latin = /^[a-z]/.test(words[earlier.nameFrom]!.folded)
        // “Липецке, Липецком МО”: a noun's case that looks like an adjective's stays a noun.
        const isNoun =
          earlier.form === 'no' || (!many && /(?<!ь)к[еау]$/.test(words[earlier.nameTo - 1]!.folded))
        if (latin ? !many : isNoun) break
        share(spot, earlier)
      }
    // “городов Елец и Липецк”, “муниципальных районов – Елецкий, Задонский”: on over those that have none.
    if (spot.from < spot.nameFrom && isManyBefore(words, spot))
      for (let i = index + 1; i < spots.length; i++) {
        const later = spots[i]!
        if (later.unit !== undefined || !isLinked(words, spots[i - 1]!.to, later.from)) break
        if (spot.unit === 'city' && later.form === 'yes') break
        share(spot, later)
      }
  }
  shareElided(words, spots)
  shareExcepted(words, spots)
}

/** “Для всех областей, кроме Донецкой и Луганской”: of what is left out the kind was said before. */
function shareExcepted(words: readonly Word[], spots: readonly Spot[]): void {
  for (const [index, spot] of spots.entries()) {
    if (spot.unit !== undefined || spot.form !== 'yes') continue
    const before = spots[index - 1]
    if (before?.unitFrom === 'shared' && isLinked(words, before.to, spot.from)) share(before, spot)
    else if (isExcept.test(words[spot.from - 1]?.folded ?? '')) {
      const unit = unitOf(words[spot.from - 2]?.folded ?? '')
      if (unit?.number === 'many') Object.assign(spot, { unit: unit.unit, unitFrom: 'shared' })
    }
  }
}

const isExcept = /^(?:кроме|крім|окрім|except)$/

/** “У Броварському та Обухівському районах – о 23:48, у Білоцерківському – о 00:03”: districts beside other districts. */
function shareElided(words: readonly Word[], spots: readonly Spot[]): void {
  const among = (unit: Spot['unit']) =>
    spots.some((spot) => spot.unitFrom !== 'none' && spot.unit === unit && spot.form === 'yes')
  for (const spot of spots) {
    if (spot.unit !== undefined || spot.form !== 'yes' || spot.nameTo - spot.nameFrom !== 1) continue
    // Towns are called so, too: “у Хмельницькому”.
    if (spot.named.some(({ area }) => area.kind === 'settlement')) continue
    const { folded } = words[spot.nameFrom]!
    const unit =
      /(?:ського|цького|зького|ского|цкого|ському|цькому|зькому|ском|цком|ський|цький|зький|ский|цкий)$/.test(
        folded,
      )
        ? 'district'
        : /(?:ській|цькій|зькій)$/.test(folded)
          ? 'hromada'
          : undefined
    if (unit !== undefined && among(unit)) Object.assign(spot, { unit, unitFrom: 'shared' })
  }
}

function share(from: Spot, to: Spot): void {
  to.unit = from.unit
  to.unitFrom = 'shared'
}

function isMany(words: readonly Word[], at: number): boolean {
  return unitOf(words[at]?.folded ?? '')?.number === 'many'
}

function isManyBefore(words: readonly Word[], { from, nameFrom }: Spot): boolean {
  for (let i = from; i < nameFrom; i++) if (isMany(words, i)) return true
  return false
}

/** Whether nothing but commas and “and” stands between two names: words from `from` up to `to`. “Districts of X” is no list. */
export function isLinked(words: readonly Word[], from: number, to: number): boolean {
  if (to - from > 2 || to < from) return false
  let joined = false
  for (let i = from; i <= to; i++) {
    const word = words[i]
    if (word === undefined || !comma.test(word.before.replace(/[«»“”"()]/gu, ''))) return false
    if (i < to && !listWords.test(word.folded)) return false
    if (/[,;\n/]/.test(word.before) || (i < to && andWords.test(word.folded))) joined = true
  }
  return joined
}

function takeFollowing(words: readonly Word[], spot: Spot): void {
  let urban = false
  for (let i = spot.nameTo; i < Math.min(words.length, spot.nameTo + 4); i++) {
    const { folded, before } = words[i]!
    if (!together.test(before)) return
    const unit = unitOf(folded)
    if (isUrban(folded)) urban = true
    const finer = finerOf(folded)
    if (finer !== '' && unit?.unit !== 'settlement') spot.finer = finer
    else if (unit !== undefined) {
      // “Львів, м. Київ”: the short words stand before their name, and so does “місто” before another one.
      if (/^(?:г|м|с|п)$/.test(folded)) return
      if (
        (unit.unit === 'city' || unit.unit === 'settlement') &&
        spot.form === 'no' &&
        words[i + 1]?.capital === 'yes' &&
        /[а-я]/u.test(folded)
      )
        return
      spot.unit = urban && unit.unit === 'district' ? 'city' : unit.unit
      spot.unitFrom = 'own'
      spot.to = i + 1
      return
    } else if (!isBesideUnit(folded) && !isUrban(folded)) return
  }
}

function takePreceding(words: readonly Word[], spot: Spot): void {
  for (let i = spot.nameFrom - 1; i >= Math.max(0, spot.nameFrom - 4); i--) {
    const between = words[i + 1]!.before
    const { folded } = words[i]!
    const unit = unitOf(folded)
    if (unit !== undefined) {
      const many = unit.number === 'many'
      const short = /^(?:г|м|с|п|смт|пгт|мо|го)$/.test(folded)
      if (!(short ? /^[\s._]*$/u : many ? /^[\s:_–—-]*$/u : /^[\s_]*$/u).test(between)) return
      // “In the area of X”, “в районе X” says only that it is near.
      if (unit.unit === 'district' && !many && (spot.form !== 'yes' || /^(?:районе|районі)$/.test(folded)))
        return
      if (unit.unit === 'region' && !many) return
      const urban = i > 0 && isUrban(words[i - 1]!.folded)
      spot.unit = urban && unit.unit === 'district' ? 'city' : unit.unit
      spot.unitFrom = 'own'
      spot.from = urban ? i - 1 : i
      return
    }
    if (!/^[\s:–—-]*$/u.test(between) || !/^(?:of|the)$/.test(folded)) return
  }
}

/** “м. Нікополь та Нікопольська територіальна громада” is one unit, whose centre is named for those who don't know it. */
export function joinCompounds(words: readonly Word[], spots: readonly Spot[]): Spot[] {
  const kept: Spot[] = []
  for (const spot of spots) {
    const city = kept[kept.length - 1]
    const isCentre =
      spot.unit === 'hromada' &&
      city?.unit === 'city' &&
      spot.nameFrom - city.to === 1 &&
      rootOf(words[city.nameFrom]!.folded) === rootOf(words[spot.nameFrom]!.folded)
    if (isCentre) kept[kept.length - 1] = { ...spot, from: city.from }
    else kept.push(spot)
  }
  return kept
}
