/** In which manner something is said: by its verb, and by what the words themselves deny, guess, ask for or threaten. */
import type { TextLanguage } from '../text/text-language.ts'
import { stanceWords } from './stance-words.ts'
import type { Stance, Statement } from './statement.ts'

/** Only the beginning of long words is looked at: a stance shows early. */
const longest = 600
/** Where a clause ends and another begins that may be of another manner. */
const clauseEnd =
  /[;.!?…]|\s(?:so that|so as to|in order to|чтобы|щоб|аби)(?!\p{L})|,\s+(?:but|yet|although|though|however|while|но|однако|хотя|а|але|проте|однак|хоча)(?!\p{L})|\s[—–]\s/u

/** `said`: the words reported; `by`: what the verb alone tells. */
export function stanceOf(said: string, by: Stance, form: Statement['form'], language: TextLanguage): Stance {
  const words = stanceWords[language]
  const text = said.slice(0, longest)
  const cut = clauseEnd.exec(text)
  const first = cut === null || cut.index < 4 ? text : text.slice(0, cut.index)
  if (by === 'declines' || by === 'denies') return by
  if (by === 'confirms') return by
  // “It was shot down, he said, offering no details” says enough.
  const head = first.slice(0, commaOf(first))
  if (words.silence.test(form === 'reported' ? head : first)) return 'declines'
  if (by === 'calls-for') return by
  if (by === 'threatens') return by
  if (form !== 'own' && by === 'asserts' && words.threats.test(text)) return 'threatens'
  if (
    words.denials.test(first) &&
    !contradicted(text, first, language) &&
    !isAfterthought(first, words.denials)
  )
    return 'denies'
  if (by === 'speculates') return by
  if (words.hedges.test(first)) return 'speculates'
  if (form === 'direct' && words.orders.test(text)) return 'calls-for'
  if (
    form !== 'own' &&
    words.calls.test(head) &&
    !/^[«“"‘]?(?:if|should|если|якщо)(?!\p{L})/iu.test(text.trim())
  )
    return 'calls-for'
  return by
}

/** Where the first part of a clause ends; a short beginning (“Yes, …”) is none. */
function commaOf(clause: string): number {
  const at = clause.indexOf(',', 15)
  return at < 0 ? clause.length : at
}

/** “The fire was put out at 5:20, nobody was hurt”: what is told first is what is said. */
function isAfterthought(clause: string, denials: RegExp): boolean {
  const at = denials.exec(clause)?.index ?? 0
  const comma = clause.lastIndexOf(',', at)
  if (comma < 0 || at - comma > 24) return false
  const [first = ''] = clause
    .slice(0, comma)
    .trim()
    .replace(/^[«“"‘]/u, '')
    .split(',')
  return first.split(/\s+/u).length >= 4 && !opensAdverbially.test(first)
}
const opensAdverbially =
  /^(?:in|on|at|for|by|from|during|since|after|before|as|if|according|because|в|во|на|по|за|после|до|с|как|если|из|при|согласно|у|під|після|згідно|з|як|якщо|через|despite|although|though|while|хотя|хоча)(?!\p{L})/iu

/** “Nobody was hurt, although debris damaged a car”: what happened outweighs what did not. */
function contradicted(text: string, first: string, language: TextLanguage): boolean {
  const rest = text.slice(first.length)
  return language === 'en' && /^,?\s*(?:although|though)(?!\p{L})/iu.test(rest)
}
