/** Plants, bases and stations, which bear the names of places and are no places of the gazetteer. */
import type { Word } from '../text/text-words.ts'

export const facility =
  /^(?:аэропорт\p{L}*|аеропорт\p{L}*|аэродром\p{L}*|аеродром\p{L}*|авиабаз\p{L}*|авіабаз\p{L}*|аэс|аес|гэс|гес|грэс|тэц|тец|тэс|тес|завод\p{L}*|нпз|вокзал\p{L}*|электростанц\p{L}*|електростанц\p{L}*|хлебозавод\p{L}*|airport|airfield|airbase|base|bases|npp|plants?|stations?|substations?|refinery|refineries|reservoir|dam|zone|line|водосховищ\p{L}*|водохранилищ\p{L}*)$/u

export const ofFacility =
  /^(?:nuclear|power|thermal|hydroelectric|hydropower|international|military|air|naval|oil|gas|hydro|special|economic|industrial|атомн\p{L}*|теплов\p{L}*|гидро\p{L}*|гідро\p{L}*|нефтеперерабатыв\p{L}*|нафтопереробн\p{L}*|металлургич\p{L}*|металургійн\p{L}*|міжнародн\p{L}*|международн\p{L}*|військов\p{L}*|военн\p{L}*)$/u

/** Where the facility ends that bears the name which ends at a word: “Engels air base”; undefined where none does. */
export function facilityAfter(words: readonly Word[], at: number): number | undefined {
  let to = at
  while (to < at + 3 && ofFacility.test(words[to]?.folded ?? '') && words[to]!.before === ' ') to++
  const last = words[to]
  return last !== undefined && last.before === ' ' && facility.test(last.folded) ? to + 1 : undefined
}

/** “South Ukraine Nuclear Power Plant”: where it ends, if a plant's name begins at a word. */
export function plantAt(words: readonly Word[], at: number): number | undefined {
  let to = at
  while (to < at + 4 && words[to]?.capital === 'yes' && (to === at || words[to]!.before === ' ')) {
    const end = to > at ? facilityAfter(words, to) : undefined
    if (end !== undefined && end - to > 1) return end
    to++
  }
  return undefined
}

/** “В Белгородскую областную больницу”: an adjective that says whose a hospital is. */
export function isInstitution(words: readonly Word[], from: number, to: number): boolean {
  if (to - from !== 1 || !/(?:ск|ськ|цьк|цк)\p{L}{1,3}$/u.test(words[from]!.folded)) return false
  let at = to
  while (
    at < to + 3 &&
    /^(?:област|обласн|город|міськ|район|централь|клинич|клініч|детск|дитяч|государств|державн|республик|краев|окружн|военн|військов)/u.test(
      words[at]?.folded ?? '',
    )
  )
    at++
  const noun = words[at]
  return (
    noun !== undefined &&
    /^\s$/.test(noun.before) &&
    /^(?:больниц|госпитал|црб|лікарн|шпитал|университет|університет|театр|поликлиник|поліклінік|роддом|ожогов)/u.test(
      noun.folded,
    )
  )
}

/** “Поезд «Киев — Сумы»”: what a train, a flight or a ship is called after. */
export function isOfTrain(words: readonly Word[], at: number): boolean {
  for (let i = at; i > Math.max(0, at - 4); i--) {
    if (/[»”.;:!?]/.test(words[i]!.before)) return false
    if (!/[«“"„]/.test(words[i]!.before)) continue
    return /^(?:поезд\p{L}*|поїзд\p{L}*|потяг\p{L}*|рейс\p{L}*|электричк\p{L}*|електричк\p{L}*|теплоход\p{L}*|судн\p{L}*|танкер\p{L}*|train|flight|ship|vessel|tanker)$/u.test(
      words[i - 1]!.folded,
    )
  }
  return false
}
