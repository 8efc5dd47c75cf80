/** Makes the forms of a word from its dictionary shorthand, so that a lexicon names each word once: `сообщи/л`, `повідомля/є`, `claim`. */

export type Gender = 'm' | 'f' | 'n'
export interface VerbForm {
  readonly form: string
  readonly number: 'one' | 'many' | 'any'
  readonly gender: Gender | null
  /** `finite` has a subject of its own; `participle` shares that of its sentence (“adding that”, “добавив”). */
  readonly as: 'finite' | 'participle' | 'infinitive' | 'passive'
}

const one = { number: 'one', gender: null, as: 'finite' } as const
const many = { number: 'many', gender: null, as: 'finite' } as const
const past = (m: string, f: string, n: string, all: string) =>
  [
    [m, { ...one, gender: 'm' }],
    [f, { ...one, gender: 'f' }],
    [n, { ...one, gender: 'n' }],
    [all, many],
  ] as const
const participle = { number: 'any', gender: null, as: 'participle' } as const
const infinitive = { number: 'any', gender: null, as: 'infinitive' } as const

type Ending = readonly [string, Omit<VerbForm, 'form'>]

/** What stands after the slash is one ending and calls up the others of its kind. */
const verbEndings: { readonly [after: string]: readonly Ending[] } = {
  // Russian: сообщи/л, сообща/ет, говор/ит, указ/ывает → указыва/ет, комментир/ует, отказ/ался
  л: [...past('л', 'ла', 'ло', 'ли'), ['в', participle], ['ть', infinitive]],
  ет: [['ет', one], ['ют', many], ...past('л', 'ла', 'ло', 'ли'), ['я', participle], ['ть', infinitive]],
  ит: [['ит', one], ['ят', many], ...past('ил', 'ила', 'ило', 'или'), ['я', participle], ['ить', infinitive]],
  ует: [
    ['ует', one],
    ['уют', many],
    ...past('овал', 'овала', 'овало', 'овали'),
    ['уя', participle],
    ['овать', infinitive],
  ],
  лся: [...past('лся', 'лась', 'лось', 'лись'), ['вшись', participle], ['ться', infinitive]],
  // Ukrainian: повідоми/в, повідомля/є, говор/ить, наголош/ує, відмови/вся
  в: [...past('в', 'ла', 'ло', 'ли'), ['вши', participle], ['ти', infinitive]],
  є: [['є', one], ['ють', many], ...past('в', 'ла', 'ло', 'ли'), ['ючи', participle], ['ти', infinitive]],
  ить: [
    ['ить', one],
    ['ять', many],
    ...past('ив', 'ила', 'ило', 'или'),
    ['ячи', participle],
    ['ити', infinitive],
  ],
  ує: [
    ['ує', one],
    ['ують', many],
    ...past('ував', 'увала', 'увало', 'ували'),
    ['уючи', participle],
    ['увати', infinitive],
  ],
  вся: [...past('вся', 'лася', 'лося', 'лися'), ['вшись', participle], ['тися', infinitive]],
}

/** A word with its slash, or several whole forms joined by commas, the first a man’s: `пишет,пишут`. */
export function slavicVerb(shorthand: string): VerbForm[] {
  const [stem, after] = shorthand.split('/') as [string, string | undefined]
  if (after !== undefined)
    return verbEndings[after]!.map(([ending, info]) => ({ form: stem + ending, ...info }))
  return stem.split(',').map((form) => ({
    form,
    ...(/(?:ут|ют|ят|ать|уть|ять|ли|ют[сь]+я|ат[сь]+я|лись)$/.test(form) ? many : one),
  }))
}

/** `claim`, `deny`, `refer` with doubling written `refer+r`; irregular ones in full: `say,says,said,saying`. */
export function englishVerb(shorthand: string): VerbForm[] {
  const any = { number: 'any', gender: null } as const
  if (shorthand.includes(','))
    return shorthand
      .split(',')
      .map((form) => ({ form, ...any, as: form.endsWith('ing') ? 'participle' : 'finite' }))
  const [base, doubled = ''] = shorthand.split('+') as [string, string | undefined]
  const soft = base.endsWith('e') ? base.slice(0, -1) : base + doubled
  const y = /[^aeo]y$/.test(base)
  const s = y ? `${base.slice(0, -1)}ies` : /(?:s|sh|ch|x|z)$/.test(base) ? `${base}es` : `${base}s`
  const ed = y ? `${base.slice(0, -1)}ied` : `${soft}ed`
  return [
    { form: base, ...any, as: 'finite' },
    { form: s, ...any, as: 'finite' },
    { form: ed, ...any, as: 'finite' },
    { form: `${soft}ing`, ...any, as: 'participle' },
  ]
}

export type Case = 'nominative' | 'oblique'
export interface NounForm {
  readonly form: string
  readonly number: 'one' | 'many'
  readonly case: Case
  /** The nominative of the same number. */
  readonly nominative: string
}

/** Endings of nouns by the ending of the nominative: singular oblique, then plural nominative, then plural oblique. */
const nounEndings: readonly (readonly [
  ending: string,
  one: string,
  manyNominative: string,
  manyOblique: string,
])[] = [
  // Neuters and abstract nouns first: the longer ending decides.
  ['ие', 'ия ию ием ии', 'ия', 'ий иям иями иях'],
  ['ство', 'ства ству ством стве стві', 'ства', 'ств ствам ствами ствах'],
  ['ття', 'ттю ттям тті', 'ття', 'ттів ттям'],
  ['ння', 'нню нням нні', 'ння', 'нь нням ннями ннях'],
  ['ия', 'ии ию ией', 'ии', 'ий иям иями иях'],
  ['ія', 'ії ію ією', 'ії', 'ій іям іями іях'],
  ['ость', 'ости остью', 'ости', 'остей'],
  ['ець', 'ця цю цем цеві ці цеві', 'ці', 'ців цям цями цях'],
  ['ец', 'ца цу цом це', 'цы', 'цов цев цам цами цах'],
  ['ок', 'ка ку ком ке кові', 'ки', 'ков ків кам ками ках'],
  ['нин', 'нина нину нином нине нинові', 'не ни', 'н нам нами нах'],
  ['ка', 'ки ке ці ку кой кою', 'ки', 'ок кам ками ках'],
  ['ба', 'бы би бе бі бу бой бою', 'бы би', 'б бам бами бах'],
  ['ица', 'ицы ице ицу ицей', 'ицы', 'иц ицам ицами ицах'],
  ['иця', 'иці ицю ицею', 'иці', 'иць ицям ицями ицях'],
  ['ь', 'я ю ем е і еві', 'и і', 'ей ів ям ями ях'],
  ['й', 'я ю ем єм е ї єві', 'и ї', 'ев їв ям ями ях'],
  ['а', 'ы и е і у ой ою', 'ы и', 'ам ами ах'],
  ['я', 'и і е ю ей ею', 'и і', 'ь ей ям ями ях'],
  ['о', 'а у ом е і', 'а', 'ам ами ах'],
  ['', 'а у ом е і ові ем', 'ы и і', 'ов ів ей ам ами ах'],
]

const adjectival = ['ого', 'ому', 'ым', 'им', 'ом', 'ім']
const adjectivalMany = ['ых', 'их', 'ыми', 'ими', 'ім']

/**
 * Expects the nominative singular, folded. `!` after it: it never changes; `~`: it goes like an adjective (`военный~`);
 * `силы,сил,силам`: all forms of what has no singular, the nominative first.
 */
export function slavicNoun(nominative: string, language: 'ru' | 'uk' = 'ru'): NounForm[] {
  if (nominative.includes(',')) {
    const [first, ...others] = nominative.split(',') as [string, ...string[]]
    const plural = { number: 'many', nominative: first } as const
    return [
      { form: first, case: 'nominative', ...plural },
      ...others.map((form): NounForm => ({ form, case: 'oblique', ...plural })),
    ]
  }
  if (nominative.endsWith('~')) {
    const form = nominative.slice(0, -1)
    const stem = form.slice(0, -2)
    const many = stem + (/[іїєґ]|ий$/.test(form) ? 'і' : /[кгхжшщч]$/.test(stem) ? 'ие' : 'ые')
    return [
      { form, number: 'one', case: 'nominative', nominative: form },
      ...adjectival.map((end): NounForm => ({
        form: stem + end,
        number: 'one',
        case: 'oblique',
        nominative: form,
      })),
      ...['ые', 'ие', 'і'].map((end): NounForm => ({
        form: stem + end,
        number: 'many',
        case: 'nominative',
        nominative: stem + end,
      })),
      ...adjectivalMany.map((end): NounForm => ({
        form: stem + end,
        number: 'many',
        case: 'oblique',
        nominative: many,
      })),
    ]
  }
  if (nominative.endsWith('!')) {
    const form = nominative.slice(0, -1)
    return [{ form, number: 'one', case: 'nominative', nominative: form }]
  }
  const [ending, singular, plural, pluralOblique] = nounEndings.find(([end]) => nominative.endsWith(end))!
  const stem = nominative.slice(0, nominative.length - ending.length)
  const forms: NounForm[] = [{ form: nominative, number: 'one', case: 'nominative', nominative }]
  const add = (endings: string, number: 'one' | 'many', kase: Case, base: string) => {
    for (const end of endings.split(' ')) {
      const form = stem + end
      if (!forms.some((known) => known.form === form && known.case === kase))
        forms.push({ form, number, case: kase, nominative: base })
    }
  }
  const languagePlural = plural.split(' ')
  const ownPlural = pluralOf(languagePlural, stem, ending, language)
  add(singular, 'one', 'oblique', nominative)
  for (const end of languagePlural) add(end, 'many', 'nominative', stem + end)
  add(pluralOblique, 'many', 'oblique', stem + ownPlural)
  return forms
}

/** The plural that the language has of those listed: `жители`, `жителі`; `эксперты`, `експерти`; `чиновники` in both. */
function pluralOf(listed: readonly string[], stem: string, ending: string, language: 'ru' | 'uk'): string {
  const soft = /[ьйя]$/.test(ending)
  const wanted =
    language === 'uk'
      ? soft
        ? ['ї', 'і', 'и']
        : ['и', 'і']
      : soft || /[кгхжшщч]$/.test(stem)
        ? ['и']
        : ['ы', 'и']
  return wanted.find((one) => listed.includes(one)) ?? listed[0]!
}
