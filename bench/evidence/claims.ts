/** Statements and claims: are the labelled ones found, and who, where, when, with what, how many, how sure; and how long a reading takes. */
import { fold, soundKey } from '#areas'
import { type Claim, type Statement } from '#evidence'
import { readDocument } from '#evidence/reader'
import { timesOf, type EvidenceSet, type Ground, type Score, type Table } from './frame.ts'

interface Labelled {
  readonly speaker: string | null
  readonly speaker_role: string | null
  readonly stance: string
  readonly event: string
  readonly place: string | null
  readonly date: string | null
  readonly weapon: string | null
  readonly quantities: readonly { readonly value: number; readonly unit: string }[]
  readonly certainty: string
  readonly quote: string
}
interface Row {
  readonly id: string
  readonly text: string
  readonly claims: readonly Labelled[]
}

/** One claim with the statement it stands in, in the words of the labels. */
interface Read {
  readonly speaker: string | null
  readonly role: string | null
  readonly stance: string
  readonly event: string
  /** Everything that says where: as written, and by name. */
  readonly place: string | null
  readonly date: string | null
  readonly weapon: string | null
  readonly quantities: readonly { readonly value: number; readonly unit: string }[]
  readonly certainty: string
  readonly start: number
  readonly end: number
}

export const claims: EvidenceSet = {
  name: 'claims',
  files: /^claims.*\.jsonl$/,
  score: (given, ground) => {
    const rows = given as readonly Row[]
    return [accuracy(rows, ground), speed(rows, ground)]
  },
}

function tocsin({ gazetteer }: Ground, text: string): Read[] {
  return readDocument(text, gazetteer).statements.flatMap((statement) =>
    statement.claims.map((claim) => readOf(statement, claim)),
  )
}

function readOf({ speaker, role, stance }: Statement, claim: Claim): Read {
  const places = claim.places.flatMap(({ text, name, within }) => [text, name ?? '', within?.name ?? ''])
  return {
    ...{ speaker, role, stance, event: claim.event, certainty: claim.certainty },
    ...{ place: places.join(' ') || null, date: claim.when?.text ?? null },
    weapon: claim.weapons.map(({ text, threat }) => `${text} ${threat ?? ''}`).join(' ') || null,
    quantities: claim.quantities,
    ...{ start: claim.quote.start, end: claim.quote.end },
  }
}

const keywords: readonly (readonly [string, RegExp])[] = [
  ['casualties', /injur|wound|kill|died|casualt|ранен|погиб|пострад|загин|поранен|постражд/iu],
  ['interception', /shot down|intercept|destroyed|сбит|уничтож|збит|знищ/iu],
  ['alert', /alert|danger|threat|тревог|опасност|тривог|загроз/iu],
  ['strike', /attack|strike|struck|hit|shell|launch|атак|удар|обстр|пуск/iu],
  ['damage', /damage|fire|поврежд|пошкодж|пожар|пожеж/iu],
  ['production', /produc|cost|производ|виробн/iu],
]

/** Every sentence with a keyword claims its event; every number counts the word after it; the first capital word is the place. */
function byKeywords(text: string): Read[] {
  return [...text.matchAll(/[^.!?\n]+/gu)].flatMap(({ 0: sentence, index }): Read[] => {
    const event = keywords.find(([, pattern]) => pattern.test(sentence))?.[0]
    if (event === undefined) return []
    const quantities = [...sentence.matchAll(/(\d[\d,]*) (\p{L}+)/gu)].map(([, value, unit]) => ({
      value: Number(value!.replaceAll(',', '')),
      unit: unit!,
    }))
    return [
      {
        ...{ event, stance: 'asserts', certainty: 'claimed', quantities, role: null },
        speaker: /(\p{Lu}\p{L}+ \p{Lu}\p{L}+)/u.exec(sentence)?.[1] ?? null,
        place: /(?:in|over|near|в|над|на|у) (\p{Lu}[\p{L}-]+)/u.exec(sentence)?.[1] ?? null,
        date: /\d{1,2}:\d\d|\d{1,2} \p{L}+ \d{4}/u.exec(sentence)?.[0] ?? null,
        weapon: /drone|missile|shell|беспилот|дрон|ракет|безпілот/iu.exec(sentence)?.[0] ?? null,
        ...{ start: index, end: index + sentence.length },
      },
    ]
  })
}

/** The same, with the place taken for the region whose name is the fewest letters away, whatever stands there. */
function byNearest({ gazetteer }: Ground, text: string): Read[] {
  const regions = [...gazetteer.hierarchy.all()].filter(({ kind }) => kind === 'region')
  const names = regions.flatMap((area) => Object.values(area.names))
  return byKeywords(text).map((read) => {
    const [, word] = /.(\p{Lu}[\p{L}-]{3,})/u.exec(text.slice(read.start, read.end)) ?? []
    if (word === undefined) return { ...read, place: null }
    const nearest = names.reduce((best, name) => (distance(word, name) < distance(word, best) ? name : best))
    return { ...read, place: nearest }
  })
}

function distance(a: string, b: string): number {
  let row = [...Array(b.length + 1).keys()]
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}

function accuracy(rows: readonly Row[], ground: Ground): Table {
  const systems: readonly (readonly [string, (text: string) => Read[]])[] = [
    ['Tocsin', (text) => tocsin(ground, text)],
    ['keywords only', byKeywords],
    ['nearest by edit distance', (text) => byNearest(ground, text)],
  ]
  const notes: string[] = []
  const tables = systems.map(([name, read]) => {
    const scores = new Map<string, { answered: number; expected: number; right: number }>()
    const count = (field: string, answered: number, expected: number, right: number) => {
      const score = scores.get(field) ?? { answered: 0, expected: 0, right: 0 }
      scores.set(field, {
        answered: score.answered + answered,
        expected: score.expected + expected,
        right: score.right + right,
      })
    }
    let elsewhere = 0
    for (const { id, text, claims: labelled } of rows) {
      const all = read(text)
      const spans = labelled.map(({ quote }) => {
        const start = text.indexOf(quote)
        return { start, end: start + quote.length }
      })
      elsewhere += all.filter((one) => !spans.some((span) => overlap(one, span) > 0)).length
      for (const [index, label] of labelled.entries()) {
        const span = spans[index]!
        const near = all.filter(
          (one) =>
            overlap(one, span) >= 0.4 * Math.min(one.end - one.start, span.end - span.start) &&
            overlap(one, span) > 0,
        )
        near.sort((a, b) => overlap(b, span) - overlap(a, span))
        const main = near.find(({ event }) => event === label.event) ?? near[0]
        count('found', near.length, 1, main === undefined ? 0 : 1)
        const missed = scoreOne(label, main, near, count)
        if (ground.show && name === 'Tocsin' && missed.length > 0)
          notes.push(`${id} “${label.quote.slice(0, 60)}”: ${missed.join('; ')}`)
      }
    }
    if (name === 'Tocsin') notes.unshift(`${elsewhere} claims of Tocsin lie where the set labels none`)
    return { name, scores: [...scores].map(([field, score]): Score => ({ field, ...score })) }
  })
  return { title: `claims: ${rows.length} texts`, systems: tables, notes }
}

function overlap(
  a: { readonly start: number; readonly end: number },
  b: { readonly start: number; readonly end: number },
): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start))
}

/** Counts each field of one labelled claim, and says which were missed. */
function scoreOne(
  label: Labelled,
  main: Read | undefined,
  near: readonly Read[],
  count: (field: string, answered: number, expected: number, right: number) => void,
): string[] {
  const missed: string[] = []
  const said = (field: string, wanted: string | null, got: string | null, fits: boolean) => {
    const right = wanted !== null && got !== null && fits
    count(field, got === null ? 0 : 1, wanted === null ? 0 : 1, right ? 1 : 0)
    if (!right && (wanted ?? got) !== null) missed.push(`${field} ${wanted} ≠ ${got}`)
  }
  const always = (field: 'stance' | 'event' | 'certainty') =>
    said(field, label[field], main?.[field] ?? null, label[field] === main?.[field])
  said('speaker', label.speaker, main?.speaker ?? null, shares(label.speaker, main?.speaker))
  said(
    'role',
    label.speaker_role,
    main?.role ?? main?.speaker ?? null,
    shares(label.speaker_role, `${main?.role} ${main?.speaker}`),
  )
  always('stance')
  always('event')
  said('place', label.place, main?.place ?? null, shares(label.place, main?.place))
  said('date', label.date, main?.date ?? null, shares(label.date, main?.date))
  said('weapon', label.weapon, main?.weapon ?? null, shares(label.weapon, main?.weapon))
  always('certainty')
  // A sentence that the labels keep whole is cut finer here: its counts are those of all its parts.
  const free = near.flatMap(({ quantities }) => quantities)
  const answered = free.length
  let right = 0
  for (const { value, unit } of label.quantities) {
    const index = free.findIndex((one) => one.value === value && isSameUnit(one.unit, unit))
    if (index < 0)
      missed.push(`no ${value} ${unit} (${free.map((one) => `${one.value} ${one.unit}`).join(', ')})`)
    else {
      free.splice(index, 1)
      right++
    }
  }
  if (free.length > 0) missed.push(`surplus ${free.map((one) => `${one.value} ${one.unit}`).join(', ')}`)
  count('quantities', answered, label.quantities.length, right)
  return missed
}

const glue = new Set(
  'of the and in at on for region oblast область области областью district район время time by to from'.split(
    ' ',
  ),
)

/** Whether both speak of one thing: a word of the same sound or root, whatever its spelling and case. */
function shares(a: string | null, b: string | null | undefined): boolean {
  const roots = (text: string) =>
    fold(text)
      .split(' ')
      .filter((word) => word.length > 1 && !glue.has(word))
      .map((word) => soundKey(word).slice(0, 5))
  if (a === null || b === null || b === undefined) return false
  const own = new Set(roots(a))
  return roots(b).some((root) => own.has(root))
}

function isSameUnit(a: string, b: string): boolean {
  const head = (unit: string) => unit.split(' per ')[0]!.split(' each')[0]!
  return a === b || head(a) === head(b) || head(a).endsWith(` ${head(b)}`) || head(b).endsWith(` ${head(a)}`)
}

/** A 5 kB article made of the set's own texts. */
function speed(rows: readonly Row[], { gazetteer }: Ground): Table {
  const articles = rows.map((_, index) => {
    let text = ''
    for (let i = index; text.length < 5_000; i++) text += `${rows[i % rows.length]!.text}\n\n`
    return text.slice(0, 5_000)
  })
  const work = (text: string) => readDocument(text, gazetteer)
  const many = [...articles, ...articles, ...articles]
  const whole = timesOf(many, work, 15)
  const single = timesOf(
    Array.from({ length: 200 }, (_, i) => rows[i % rows.length]!.text),
    work,
    15,
  )
  return {
    title: 'claims: how long a reading takes (statements, claims, places and doubts)',
    systems: [],
    notes: [
      `5 kB: ${whole.median.toFixed(1)} ms in the middle, ${whole.p99.toFixed(1)} ms at worst of ${many.length}`,
      `a text of the set: ${single.median.toFixed(2)} ms; ${Math.round(3_600_000 / single.median).toLocaleString('en')} documents an hour on one core`,
    ],
  }
}
