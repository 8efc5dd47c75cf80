/** Turns what a person wrote into areas: codes, names, “X except Y and Z”. All that is unclear is named at once. */
import { english, ok, refuse, type Json, type Language, type Result } from '#base'
import { nameOf, type Area, type AreaCode } from './area.ts'
import { except, simplestCover } from './cover.ts'
import { findAreas, type AreaMatch, type Gazetteer } from './gazetteer.ts'

export type ResolveRefusal =
  | 'areas/unknown'
  | 'areas/ambiguous'
  | 'areas/none-given'
  | 'areas/not-inside'
  | 'areas/not-divided'
  | 'areas/nothing-left'

export interface ResolveOptions {
  /** Looks only in this area, and reads “all except …” as all of it. */
  readonly within?: AreaCode
  /** The language in which candidates are named to the reader. */
  readonly language?: Language
}

const exceptWords =
  /(?:^|[\s,]+)(?:except(?: for)?|but not|all but|but|without|кроме|за исключением|крім|окрім|за винятком)\s+/iu
const wholeWords = /^(?:all of|all|the whole of|whole|вся|весь|все|всё|вся|уся|увесь|усе)(?:\s+|$)/iu
const andWords = /\s*[,;]\s*(?:and\s+|и\s+|та\s+|і\s+|й\s+)?|\s+(?:and|и|та|і|й)\s+/iu

/**
 * Resolves each input to one area or, with an exception, to the areas that remain; the result has no repetitions.
 * When anything is unknown or ambiguous nothing is resolved: `problems` lists every such input with its place
 * (`areas[2]`) and `suggestions` or `candidates`, each `{ code, name, kind }`.
 */
export function resolveAreas(
  gazetteer: Gazetteer,
  inputs: readonly string[],
  options: ResolveOptions = {},
): Result<Area[], ResolveRefusal> {
  if (inputs.every((input) => input.trim() === '')) return refuse('areas/none-given', { at: 'areas' })
  const problems: Unclear[] = []
  const codes: AreaCode[] = []
  for (const [index, input] of inputs.entries()) {
    const resolved = resolveOne(gazetteer, input, `areas[${index}]`, options, problems)
    if (resolved === undefined) continue
    if (!resolved.ok)
      return refuse(resolved.problem.code, { at: `areas[${index}]`, ...resolved.problem.details })
    codes.push(...resolved.value)
  }
  const [first] = problems
  if (first !== undefined) {
    const worst = problems.find((problem) => problem.code === 'areas/unknown') ?? first
    const { code, at, ...details } = worst
    return refuse(code, { at, ...details, problems: problems as unknown as Json })
  }
  return ok([...new Set(codes)].map((code) => gazetteer.hierarchy.get(code)!))
}

interface Unclear {
  readonly code: 'areas/unknown' | 'areas/ambiguous'
  readonly at: string
  readonly text: string
  readonly names: string
  readonly candidates?: Json
  readonly suggestions?: Json
}

function resolveOne(
  gazetteer: Gazetteer,
  input: string,
  at: string,
  options: ResolveOptions,
  problems: Unclear[],
): Result<AreaCode[], ResolveRefusal> | undefined {
  const whole = findOne(gazetteer, input, options)
  if (typeof whole === 'string') return ok([whole])
  const split = exceptWords.exec(input)
  if (split === null) {
    // “all of Lipetsk Oblast” says no more than its name.
    const plain = input.trim().replace(wholeWords, '')
    const named =
      plain === '' ? options.within : plain === input.trim() ? whole : findOne(gazetteer, plain, options)
    if (typeof named === 'string') return ok([named])
    problems.push(unclear(input, at, named ?? whole, options))
    return undefined
  }
  const outer = input.slice(0, split.index).trim().replace(wholeWords, '').trim()
  const area = outer === '' ? (options.within ?? []) : findOne(gazetteer, outer, options)
  if (typeof area !== 'string') {
    problems.push(unclear(outer, at, area, options))
    return undefined
  }
  const exceptions: AreaCode[] = []
  for (const text of input.slice(split.index + split[0].length).split(andWords)) {
    // What is excepted can only be a part, so it is looked for there.
    const part = findOne(gazetteer, text, { ...options, within: area })
    if (typeof part === 'string') exceptions.push(part)
    else problems.push(unclear(text, at, part, options))
  }
  if (problems.some((problem) => problem.at === at)) return undefined
  return except(gazetteer.hierarchy, area, simplestCover(gazetteer.hierarchy, exceptions))
}

function findOne(
  gazetteer: Gazetteer,
  text: string,
  options: ResolveOptions,
): AreaCode | readonly AreaMatch[] {
  const { matches, decision } = findAreas(
    gazetteer,
    text,
    options.within === undefined ? { limit: 5 } : { within: options.within, limit: 5 },
  )
  return decision === 'one' ? matches[0]!.area.code : matches
}

function unclear(text: string, at: string, matches: readonly AreaMatch[], options: ResolveOptions): Unclear {
  const language = options.language ?? english
  const close = matches.map(({ area }) => ({
    code: area.code,
    name: nameOf(area, language),
    kind: area.kind,
  }))
  const names = close.map(({ code, name }) => `${name} (${code})`).join(', ') || 'nothing'
  const same = matches.filter((match) => match.score >= 0.85).length
  // Two or more areas of that very name are ambiguous; things that only look like it are suggestions.
  return same > 1
    ? { code: 'areas/ambiguous', at, text, names, candidates: close }
    : { code: 'areas/unknown', at, text, names, suggestions: close }
}
