/** How sure a claim is, by who says it and with which reserve. Whether it is true is for people to rate. */
import type { Certainty, ClaimEvent } from './claim.ts'
import type { Statement } from '../statement/statement.ts'

/** Who says it; an author's own sentence has no speaker and no role. */
export type SaidBy = Pick<Statement, 'speaker' | 'role' | 'stance' | 'form'> &
  Partial<Pick<Statement, 'verb'>>

const nobody =
  /anonym|not (?:be )?named|unnamed|\bsources?\b|confiden|witness|\blocals?\b(?! (?:offic|author))|\bresidents?\b|bloggers?|monitoring channels?|telegram channels?|social media|rumou?r|источник|очевид|аноним|не назв|соцсет|паблик|телеграм-?канал|местны[ех] жител|джерел|анонім|соцмереж|пабліки|місцев\S+ (?:жител|мешкан)/iu
const unnamed =
  /anonymity|confidentiality|not to be (?:named|identified)|declined to be named|условиях анонимности|просил\S* не называть|умовах анонімності|попроси\S+ не називати/iu
const neutral =
  /\biaea\b|united nations|\bosce\b|\bicrc\b|red cross|amnesty|human rights watch|geological survey|\busgs\b|\bemsc\b|seismolog|volcanolog|meteorolog|hydrometeo|weather (?:service|bureau)|hurricane cent|tsunami warning cent|observatory|met office|\bnoaa\b|world health|магатэ|магате|\bобсе\b|красн\S+ крест|червон\S+ хрест|сейсмолог|геофизич|геофізич|гидромет|гідромет|гидрометцентр|метеоролог|обсерватор/iu
/** Only so in capitals: “who” and “un” are words too. */
const initials = /(?<!\p{L})(?:UN|WHO|ООН|ВОЗ|ВООЗ|ОБСЕ|ОБСЄ|МАГАТЭ|МАГАТЕ)(?!\p{L})/u
const authority =
  /governor|mayor|\bhead\b|chief|emergenc|rescue|ministr|minister|administration|authorit|command|air force|armed forces|military|police|president|secretary|spokes|official|agency|directorate|intelligence|service|council|pentagon|губернатор|глав[аыеу]|мэр|мер(?!о)|министр|міністр|мчс|дснс|администрац|адміністрац|власт|влад|очільник|голов|начальник|\bова\b|\bмва\b|\bква\b|оперштаб|штаб|командуван|повітрян\S+ сил|полици|поліці|президент|пресс-?секретар|прес-?секретар|речник|управлени|управлінн|генштаб|служб|ведомств|відомств|прокурат/iu

/** A body that measures or watches and takes no side. */
export function isNeutral(who: string): boolean {
  return neutral.test(who) || initials.test(who)
}

export function certaintyOf(event: ClaimEvent, hedged: 'yes' | 'no', by: SaidBy, beside = ''): Certainty {
  const who = `${by.role ?? ''} ${by.speaker ?? ''}`
  const named = by.speaker !== null
  if (!named && (nobody.test(by.role ?? '') || unnamed.test(beside))) return 'rumour'
  if (named && /anonym|аноним|анонім/iu.test(who)) return 'rumour'
  if (hedged === 'yes' || by.stance === 'speculates' || by.stance === 'declines') return 'unverified'
  if (isNeutral(who) || (by.form === 'own' && isNeutral(beside))) return 'confirmed'
  // An official's own act: declaring, sounding, ordering; and words on record are at least words that were said.
  const onRecord = event === 'statement' && (by.form === 'direct' || by.stance === 'threatens')
  const acts = event === 'alert' || event === 'siren' || event === 'evacuation' || onRecord
  if (acts && authority.test(who) && by.form !== 'own' && by.stance !== 'denies') return 'confirmed'
  return 'claimed'
}
