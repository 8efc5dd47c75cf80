/** Who would strike whom, by the grammar around attacks and forces; where the text says it both ways, nobody, and a doubt. */
import { quoteOf, type Quote } from '../text/quote.ts'
import type { TextLanguage } from '../text/text-language.ts'
import type { IndicatorDoubt } from './indicator.ts'
import type { SignScene } from './signs.ts'
import { matcherOf } from './word-matcher.ts'
import { againstWords, enemyWords, parties, type Party } from './words/parties.ts'

export interface Sides {
  readonly actor: string | null
  readonly target: string | null
  readonly doubts: readonly IndicatorDoubt[]
}

type Mention = {
  readonly party: Party
  readonly from: number
  readonly to: number
  readonly as: 'who' | 'whose' | 'has'
}

const named = parties.flatMap((party) =>
  (['who', 'whose', 'has'] as const).flatMap((as) => {
    const words = party[as] ?? ''
    return words === '' ? [] : [{ party, as, matcher: matcherOf(words) }]
  }),
)
const enemies = matcherOf(enemyWords)
const against = matcherOf(againstWords)

/** A name that only stands in a text acts in nothing. */
const leastSaid = 0.5
/** How much more than the other the likelier one must weigh. */
const clearly = 1.5

/** Where nobody argues that a strike is coming, nobody is taken for its target who is not named as one. */
export function sidesOf(scene: SignScene, language: TextLanguage, argues: 'yes' | 'no'): Sides {
  const { words, text } = scene
  const mentions = named
    .flatMap(({ party, as, matcher }) => matcher(words).map((at): Mention => ({ party, as, ...at })))
    .toSorted((a, b) => a.from - b.from || b.to - a.to)
    .filter((one, i, all) => all[i - 1]?.from !== one.from || all[i - 1]?.party !== one.party)
  const acting = new Map<Party, number>()
  const suffering = new Map<Party, number>()
  const quotes = new Map<Party, Quote>()
  const add = (to: Map<Party, number>, party: Party, weight: number) =>
    void to.set(party, (to.get(party) ?? 0) + weight)
  for (const mention of mentions) {
    const { party, from, to } = mention
    if (!quotes.has(party)) quotes.set(party, quoteOf(text, words[from]!.start, words[to - 1]!.end))
    const sentence = scene.sentences.find((one) => one.from <= from && from < one.to)
    if (sentence === undefined) continue
    const role = roleOf(scene, mention, sentence)
    if (role.acts > 0) add(acting, party, role.acts)
    if (role.suffers > 0) add(suffering, party, role.suffers)
  }
  // “The enemy” in a text of one side is the other side of its war.
  const enemy = enemies(words)
  const side = language === 'uk' ? parties.find(({ name }) => name === 'Ukraine') : undefined
  const foe = parties.find(({ name }) => name === side?.against)
  if (foe !== undefined && enemy.length > 0) {
    add(acting, foe, enemy.length)
    const first = enemy[0]!
    if (!quotes.has(foe)) quotes.set(foe, quoteOf(text, words[first.from]!.start, words[first.to - 1]!.end))
  }
  return decide(acting, suffering, quotes, argues)
}

function decide(
  acting: ReadonlyMap<Party, number>,
  suffering: ReadonlyMap<Party, number>,
  quotes: ReadonlyMap<Party, Quote>,
  argues: 'yes' | 'no',
): Sides {
  const net = (party: Party) => (acting.get(party) ?? 0) - (suffering.get(party) ?? 0)
  const ranked = [...acting.keys()]
    .filter(({ kind }) => kind !== 'place')
    .filter((party) => net(party) >= leastSaid)
    .toSorted((a, b) => net(b) - net(a))
  const [first, second] = ranked
  const doubts: IndicatorDoubt[] = []
  const said = (party: Party | undefined) => {
    const quote = party === undefined ? undefined : quotes.get(party)
    return quote === undefined ? [] : [{ ...quote, document: null }]
  }
  if (first !== undefined && second !== undefined && net(first) < clearly * net(second)) {
    // Who is at war with the other may be meant as the one or as the other: nobody is better than the wrong one.
    doubts.push({
      code: 'indicator-actor-unclear',
      message: `The text has both ${first.name} and ${second.name} acting: who would strike whom is for a person to say.`,
      quotes: [...said(first), ...said(second)],
    })
    return { actor: null, target: null, doubts }
  }
  const targets = [...suffering.keys()]
    .filter((party) => party !== first && -net(party) >= 0)
    .toSorted((a, b) => (suffering.get(b) ?? 0) - (suffering.get(a) ?? 0))
  const [target] = targets
  const foe = parties.find(({ name }) => name === first?.against)
  if (first !== undefined && target === undefined && foe !== undefined && argues === 'yes') {
    doubts.push({
      code: 'indicator-target-inferred',
      message: `The text names no target; ${foe.name} is taken because ${first.name} is at war with it.`,
      quotes: said(first),
    })
    return { actor: first.name, target: foe.name, doubts }
  }
  if (first === undefined && target?.against !== undefined && target.kind !== 'place') {
    doubts.push({
      code: 'indicator-actor-inferred',
      message: `The text names nobody who would strike; ${target.against} is at war with ${target.name}, and is not taken for it.`,
      quotes: said(target),
    })
    return { actor: null, target: target.name, doubts }
  }
  return { actor: first?.name ?? null, target: target?.name ?? null, doubts }
}

/** What the words around a mention make of it. */
function roleOf(
  scene: SignScene,
  { party, from, to, as }: Mention,
  sentence: { readonly from: number; readonly to: number },
): { readonly acts: number; readonly suffers: number } {
  const { words, kinds } = scene
  const near = (kind: keyof typeof kinds, low: number, high: number) =>
    kinds[kind].some(
      (one) => one.from >= Math.max(sentence.from, low) && one.from < Math.min(sentence.to, high),
    )
  const any = (all: readonly (keyof typeof kinds)[], low: number, high: number) =>
    all.some((kind) => near(kind, low, high))
  if (as === 'has') return { acts: 0.5, suffers: 0 }
  const forces = [
    'missile',
    'drone',
    'bomber',
    'carrier',
    'aircraft',
    'ship',
    'troops',
    'munition',
    'attack',
    'launch',
  ] as const
  if (as === 'whose') {
    // “Russian missiles”, “Russia’s stock of missiles”; “Ukrainian infrastructure”, “Ukraine’s air defence”.
    if (any(['airDefence'], to, to + 2)) return { acts: 0, suffers: 1 }
    if (any(['energy', 'site'], to, to + 2)) return { acts: 0, suffers: 1 }
    if (any([...forces, 'stock', 'produce', 'airfield', 'exercise', 'comms'], to, to + 4))
      return { acts: 1.5, suffers: 0 }
    // “Russian services recruited …”: whoever’s services they are does it.
    if (any(['intelligence'], to, to + 2) && any(['recruit'], to, to + 5)) return { acts: 1.5, suffers: 0 }
    if (any(['intelligence', 'says'], to, to + 3)) return { acts: 0, suffers: 0 }
    return { acts: 0, suffers: 0 }
  }
  const before = words[from - 1]
  const isAgainst = against(words.slice(Math.max(0, from - 2), from)).some(
    (one) => one.to === Math.min(2, from),
  )
  const strikes = ['attack', 'strikeVerb', 'wave', 'missile', 'drone', 'launch'] as const
  const reach = party.kind === 'place' ? 20 : 8
  if (
    isAgainst &&
    any([...strikes, ...(party.kind === 'place' ? forces : []), 'danger', 'bears'], from - reach, to + 5)
  )
    return { acts: 0, suffers: 2 }
  // “by Russia”, “sent by Moscow”
  if (
    before?.folded === 'by' &&
    any([...strikes, 'prepares', 'wave', 'reconnoitre', 'accumulate', ...forces], from - 12, from)
  )
    return { acts: 2, suffers: 0 }
  if (
    any(['energy'], to, to + 3) &&
    /^['’]s/i.test(scene.text.slice(words[to - 1]!.end - 2, words[to - 1]!.end))
  )
    return { acts: 0, suffers: 1 }
  // Whoever awaits a strike suffers it.
  if (any(['expected'], to, to + 2) && any(['attack', 'wave'], to, to + 6)) return { acts: 0, suffers: 1.5 }
  // “Україні обстріл”, “загроза Україні”: the dative after what is done to it.
  if (/(?:їні|ині|раїлю|раилю)$/.test(words[to - 1]!.folded) && any(['attack', 'danger'], from - 4, to + 4))
    return { acts: 0, suffers: 1.5 }
  // “attacked Ukraine”; where endings tell cases, the order of words does not.
  const isLatin = /^[a-z]/.test(words[from]!.folded)
  if (isLatin && before?.folded !== 'by' && any(['strikeVerb'], from - 1, from))
    return { acts: 0, suffers: 2 }
  // “По енергетиці України”: the genitive says whose energy it is that is struck.
  if (
    /^[а-яіїєґ]/.test(words[from]!.folded) &&
    any(['energy'], from - 1, from) &&
    any(strikes, from - 8, to + 8)
  )
    return { acts: 0, suffers: 1.5 }
  // The one who does it stands before what is done, or behind the strike whose it is: “удары ВСУ”.
  if (
    any(
      [
        ...([
          'prepares',
          'accumulate',
          'launch',
          'strikeVerb',
          'notFired',
          'produce',
          'threaten',
          'may',
        ] as const),
        ...(['begin', 'fly', 'deploy', 'deliver', 'load', 'regroup', 'putToSea'] as const),
      ],
      to,
      to + 6,
    ) &&
    any([...strikes, ...forces, 'stock', 'campaign'], from, to + 12)
  )
    return { acts: 2, suffers: 0 }
  if (any(['attack', 'wave'], from - 2, from) && !isAgainst) return { acts: 1.5, suffers: 0 }
  if (any(forces, from - 1, from) && !isAgainst) return { acts: 1.5, suffers: 0 }
  // “China began exercises around Taiwan”: whoever stands before it holds them.
  if (any(['begin', 'held'], to, to + 3) && any(['exercise'], to, to + 6)) return { acts: 1.5, suffers: 0 }
  // Where it exercises, builds or keeps its bombers.
  if (any(['exercise', 'airfield', 'bomber', 'launcher', 'stock', 'produce'], from - 12, to + 12))
    return { acts: 0.5, suffers: 0 }
  return { acts: 0.25, suffers: 0 }
}
