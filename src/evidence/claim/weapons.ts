/** What is used, as written: a kind (“attack drones”) or a system (“Kh-101”), with the threat of the catalogue it is. */
import type { Word } from '../text/text-words.ts'
import { tellings } from './words/all-words.ts'
import { lexicon } from './words/lexicon.ts'
import { weaponNames, type WeaponName } from './words/weapons.ts'

export interface SaidWeapon {
  readonly from: number
  readonly to: number
  readonly name: WeaponName
}

const names = lexicon(weaponNames)
/** “Geran-2 UAVs”, “ракета «Кинжал»”, “Shahed type drones”: a kind and a system, or the reverse, are one thing. */
const glue = /^(?:type|class|based|типа|типу|класса|класу|the|on|model|a)$/

export function weaponsOf(words: readonly Word[]): SaidWeapon[] {
  const found: SaidWeapon[] = []
  for (let i = 0; i < words.length;) {
    const said = weaponAt(words, i)
    const last = found.at(-1)
    if (said === undefined) {
      i++
      continue
    }
    i = said.to
    if (last !== undefined && isOne(words, last, said)) found[found.length - 1] = joined(last, said)
    else found.push(said)
  }
  return found
}

function weaponAt(words: readonly Word[], at: number): SaidWeapon | undefined {
  const said = names.at(words, at)
  if (said === undefined) return undefined
  if (isCalibre(words, at, said.to)) return undefined
  if (said.value.sure === 'beside' && !isBesideAttack(words, at, said.to)) return undefined
  let { to } = said
  // The rest of a designation: “Shahed-136”, “Kh-101/555”, “Geran-2”.
  while (
    to < words.length &&
    /^[-‐‑/]$/u.test(words[to]!.before) &&
    /^\d{1,4}\p{L}{0,2}$/u.test(words[to]!.text)
  )
    to++
  if (
    said.value.system !== null &&
    /^ $/.test(words[to]?.before ?? '') &&
    /^\d{2,3}s?$/.test(words[to]!.text) &&
    words[at]!.folded.startsWith('shahed')
  )
    to++
  return { from: at, to, name: said.value }
}

/** “Снаряды калибра 155 мм”: how wide, and no missile. */
function isCalibre(words: readonly Word[], at: number, to: number): boolean {
  if (to !== at + 1 || !/^кал[иі]бр(?:а|у|ом)?$/.test(words[at]!.folded) || words[at]!.capital === 'yes')
    return false
  const shell =
    /^(?:снаряд\p{L}*|боеприпас\p{L}*|боєприпас\p{L}*|мин|мін|оружи\p{L}*|крупн\p{L}*|мал\p{L}*|средн\p{L}*|велик\p{L}*)$/u
  return /^\d/.test(words[to]?.text ?? '') || shell.test(words[at - 1]?.folded ?? '')
}

/** Hail is a “град” too: rockets are meant where an attack stands close by, or a capital letter within the sentence. */
function isBesideAttack(words: readonly Word[], at: number, to: number): boolean {
  if (/[«“"]$/u.test(words[at]!.before)) return true
  for (let i = Math.max(0, at - 4); i < Math.min(words.length, to + 4); i++) {
    const told = tellings.at(words, i)?.value.tells
    if (told === 'strike' || told === 'uses') return true
  }
  return false
}

function isOne(words: readonly Word[], last: SaidWeapon, next: SaidWeapon): boolean {
  const different =
    last.name.system !== null && next.name.system !== null && last.name.system !== next.name.system
  if (different || next.from - last.to > 2) return false
  for (let i = last.to; i <= next.from; i++) {
    if (!/^[\s\u00a0]*[-«“"‘'’”»]{0,2}[\s\u00a0]*[-«“"‘']?$/u.test(words[i]!.before)) return false
    if (
      i < next.from &&
      !glue.test(words[i]!.folded) &&
      !/^(?:experimental|new|attack|combat|боев|ударн)/.test(words[i]!.folded)
    )
      return false
  }
  const [a, b] = [last.name.threat, next.name.threat]
  return a === null || b === null || a === b || last.name.system === null || next.name.system === null
}

function joined(a: SaidWeapon, b: SaidWeapon): SaidWeapon {
  const own = a.name.system !== null ? a.name : b.name
  const threat = own.threat ?? a.name.threat ?? b.name.threat
  const unit = own.unit === 'missiles' && a.name.threat === null ? 'missiles' : own.unit
  return { from: a.from, to: b.to, name: { ...own, threat, unit } }
}
