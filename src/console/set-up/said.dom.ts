/** What languages, levels and lists of the set-up are called on this page. */
import { language, words } from '../words.dom.ts'
import { ladderOf, threatOf } from '../parts/said.dom.ts'
import { named } from '../words.dom.ts'

const names = new Intl.DisplayNames(language, { type: 'language' })

/** “Ukrainian”. */
export function languageNamed(code: string): string {
  try {
    return names.of(code) ?? code
  } catch {
    return code
  }
}

/** “Drone, Missile”, or “all”. */
export function ownedSaid(
  owned: 'all' | 'everywhere' | readonly string[],
  nameOf: (id: string) => string,
): string {
  return typeof owned === 'string' ? words.setUp[owned] : owned.map(nameOf).join(', ')
}

export function threatNamed(id: string): string {
  return named(threatOf(id)?.names) || id
}

export function ladderNamed(id: string): string {
  return named(ladderOf(id)?.names) || id
}

/** `lipetsk/red` → “Lipetsk: Drone attack threat”. */
export function levelNamed(id: string): string {
  const [ladder = '', level = ''] = id.split('/')
  const found = ladderOf(ladder)?.levels.find((one) => one.id === level)
  return found === undefined ? id : `${ladderNamed(ladder)}: ${named(found.names)}`
}
