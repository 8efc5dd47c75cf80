/** A form as people write it, in a file: read with every fault at its place. Long because each rule of the file stands here once and all share the list of faults. */
import { canonicalJson, isLanguage, sha256, type InLanguages, type Json } from '#base'
import { causes, grades, subjects, type Subject } from '../observation.ts'
import { fieldOf, type Choice, type Field, type FieldKey, type FormId, type Needed } from './form.ts'
import type { ObservationRule, ReadForm, When } from './form.ts'

export type FormPath = readonly (string | number)[]

export interface FormFault {
  /** Where: `fields`, 0, `choices`. */
  readonly at: FormPath
  readonly says: string
  readonly advice: string
}

export type FormRead = { readonly form: ReadForm } | { readonly faults: readonly [FormFault, ...FormFault[]] }

const idShape = /^[a-z][a-z0-9-]{0,59}$/
const fieldShape = /^[a-z][a-z0-9_]{0,39}$/
const choiceShape = /^[a-z0-9][a-z0-9-]{0,39}$/
const most = { fields: 100, choices: 100, photos: 20, observations: 30, text: 1_000, number: 10_000_000 }
const asks = ['text', 'number', 'range', 'choice', 'choices', 'point', 'area', 'photo', 'moment'] as const
const ofField = ['key', 'ask', 'names', 'hint', 'needed', 'when', 'choices', 'least', 'most', 'longest']
/** Names that the form’s document uses itself. */
const taken = ['meta', 'data']

type Named = { readonly [name: string]: unknown }

/** `languages`: in which every text must be there; none asks for nothing. */
export function readForm(value: unknown, languages: readonly string[] = []): FormRead {
  const faults: FormFault[] = []
  const fault = (at: FormPath, says: string, advice: string) => void faults.push({ at, says, advice })
  const object = (of: unknown, at: FormPath, known: readonly string[]): Named => {
    if (typeof of !== 'object' || of === null || Array.isArray(of)) {
      const names = known.map((name) => `“${name}:”`).join(', ')
      fault(at, 'Here stands no set of names with values.', `Write ${names}.`)
      return {}
    }
    for (const name of Object.keys(of))
      if (!known.includes(name))
        fault([...at, name], `“${name}” means nothing here.`, `Known here: ${known.join(', ')}.`)
    return of as Named
  }
  const list = (of: unknown, at: FormPath, limit: number): readonly unknown[] => {
    if (of === undefined) return []
    if (!Array.isArray(of)) fault(at, 'Here stands no list.', 'Begin each entry on its own line with “- ”.')
    else if (of.length > limit) fault(at, `These are more than ${limit}.`, 'Make a second form.')
    else return of
    return []
  }
  const name = (of: unknown, at: FormPath, shape: RegExp, example: string): string => {
    if (typeof of === 'string' && shape.test(of) && !taken.includes(of)) return of
    fault(at, 'Here stands no name that others can use.', `Write it as in ${example}.`)
    return ''
  }
  const texts = (of: unknown, at: FormPath, need: 'needed' | 'may-be-empty'): InLanguages<string> => {
    if (of === undefined && need === 'may-be-empty') return {}
    if (typeof of !== 'object' || of === null || Array.isArray(of)) {
      fault(at, 'Here stands no text by language.', 'Write “en: …” and below it each other language.')
      return {}
    }
    const read = Object.entries(of).flatMap(([language, text]): readonly [string, string][] => {
      if (!isLanguage(language))
        fault([...at, language], `“${language}” is no language.`, 'Name languages as in en, uk, ru, he.')
      else if (typeof text !== 'string' || text.trim() === '' || text.length > most.text)
        fault([...at, language], 'Here stands no text.', `Write up to ${most.text} characters, quoted.`)
      else return [[language, text.trim()]]
      return []
    })
    const missing = languages.filter((language) => !read.some(([one]) => one === language))
    if (read.length === 0 && need === 'needed')
      fault(at, 'A text is missing.', 'Write it in at least one language.')
    else if (read.length > 0 && missing.length > 0)
      fault(at, `It is not said in ${missing.join(', ')}.`, 'Write it in every language of the authority.')
    return Object.fromEntries(read)
  }
  const whole = (of: unknown, at: FormPath, limit: number, usual: number): number => {
    if (of === undefined) return usual
    if (typeof of === 'number' && Number.isInteger(of) && of >= 0 && of <= limit) return of
    fault(at, 'Here stands no whole number that fits.', `Write one from 0 to ${limit}.`)
    return usual
  }
  const choicesIn = (of: unknown, at: FormPath): readonly Choice[] => {
    const all = list(of, at, most.choices).map((one, n): Choice => {
      const read = object(one, [...at, n], ['key', 'names'])
      const key = name(read['key'], [...at, n, 'key'], choiceShape, 'health-centres')
      return { key, names: texts(read['names'], [...at, n, 'names'], 'needed') }
    })
    if (all.length === 0) fault(at, 'There is nothing to choose from.', 'List what can be chosen.')
    all.forEach(({ key }, n) => {
      if (all.findIndex((one) => one.key === key) < n)
        fault([...at, n, 'key'], `“${key}” stands here twice.`, 'Give each its own.')
    })
    return all
  }
  const neededIn = (of: unknown, at: FormPath): Needed => {
    if (of === undefined || of === 'no' || of === false) return 'no'
    if (of === 'yes' || of === true) return 'yes'
    const { without } = object(of, at, ['without'])
    return { without: name(without, [...at, 'without'], fieldShape, 'place') as FieldKey }
  }
  const whenIn = (of: unknown, at: FormPath): When | null => {
    if (of === undefined) return null
    const read = object(of, at, ['field', 'is'])
    const is = list(read['is'], [...at, 'is'], most.choices).filter((one) => typeof one === 'string')
    if (is.length === 0)
      fault([...at, 'is'], 'No choice is named.', 'List those choices at which it is asked.')
    return { field: name(read['field'], [...at, 'field'], fieldShape, 'hurt') as FieldKey, is }
  }
  const fieldIn = (one: unknown, n: number): Field | undefined => {
    const at = ['fields', n] as const
    const read = object(one, at, ofField)
    const ask = asks.find((each) => each === read['ask'])
    if (ask === undefined) {
      fault([...at, 'ask'], 'It is not said what is asked.', `Write one of ${asks.join(', ')}.`)
      return undefined
    }
    const head = {
      key: name(read['key'], [...at, 'key'], fieldShape, 'units_hit') as FieldKey,
      names: texts(read['names'], [...at, 'names'], 'needed'),
      hint: texts(read['hint'], [...at, 'hint'], 'may-be-empty'),
      needed: neededIn(read['needed'], [...at, 'needed']),
      when: whenIn(read['when'], [...at, 'when']),
    }
    const upTo = () => whole(read['most'], [...at, 'most'], most.number, most.number)
    switch (ask) {
      case 'text':
        return { ...head, ask, longest: whole(read['longest'], [...at, 'longest'], 2_000, 300) }
      case 'number':
        return { ...head, ask, least: whole(read['least'], [...at, 'least'], most.number, 0), most: upTo() }
      case 'range':
        return { ...head, ask, most: upTo() }
      case 'choice':
      case 'choices':
        return { ...head, ask, choices: choicesIn(read['choices'], [...at, 'choices']) }
      default:
        return { ...head, ask }
    }
  }

  const top = object(value, [], ['form', 'names', 'fields', 'place', 'seen', 'observations'])
  const id = name(top['form'], ['form'], idShape, 'damage-assessment') as FormId
  const names = texts(top['names'], ['names'], 'needed')
  const read = list(top['fields'], ['fields'], most.fields).map(fieldIn)
  const fields = read.filter((one) => one !== undefined)
  if (fields.length === 0) fault(['fields'], 'Nothing is asked.', 'List what is asked.')
  if (fields.filter(({ ask }) => ask === 'photo').length > most.photos)
    fault(['fields'], `It asks for more than ${most.photos} photos.`, 'Ask for fewer.')
  read.forEach((field, n) => {
    if (field === undefined) return
    const before = read.slice(0, n).filter((one) => one !== undefined)
    const at = ['fields', n] as const
    if (before.some(({ key }) => key === field.key))
      fault([...at, 'key'], `“${field.key}” stands here twice.`, 'Give each field its own.')
    if (field.when !== null) {
      const on = fieldOf({ fields: before }, field.when.field)
      if (on === undefined || !('choices' in on))
        fault([...at, 'when', 'field'], 'It hangs on no choice before it.', 'Name a choice further up.')
      else if (field.when.is.some((key) => !on.choices.some((one) => one.key === key)))
        fault([...at, 'when', 'is'], 'It hangs on what can’t be chosen.', 'Name choices of that field.')
    }
    if (typeof field.needed === 'object' && fieldOf({ fields }, field.needed.without) === undefined)
      fault([...at, 'needed', 'without'], 'There is no such field.', 'Name another field of this form.')
  })
  /** A field that another part of the file names, and that must ask so. */
  const named = (of: unknown, at: FormPath, may: readonly Field['ask'][]): FieldKey | null => {
    if (of === undefined || of === null) return null
    const found = typeof of === 'string' ? fieldOf({ fields }, of) : undefined
    if (found !== undefined && may.includes(found.ask)) return found.key
    fault(at, 'There is no such field that would fit.', `Name a field that asks for ${may.join(' or ')}.`)
    return null
  }
  /** That field, each of whose choices must be one of these. */
  const choiceAmong = (of: unknown, at: FormPath, known: readonly string[]): FieldKey | null => {
    const key = named(of, at, ['choice'])
    const field = fieldOf({ fields }, key)
    const strange =
      field?.ask === 'choice' ? field.choices.find((one) => !known.includes(one.key)) : undefined
    if (strange === undefined) return key
    fault(at, `Its choice “${strange.key}” means nothing here.`, `Only these: ${known.join(', ')}.`)
    return null
  }
  const where = object(top['place'] ?? {}, ['place'], ['point', 'area', 'address'])
  const place = {
    point: named(where['point'], ['place', 'point'], ['point']),
    area: named(where['area'], ['place', 'area'], ['area']),
    address: named(where['address'], ['place', 'address'], ['text']),
  }
  const [point, area] = [fieldOf({ fields }, place.point), fieldOf({ fields }, place.area)]
  const always = (one: Field | undefined, other: Field | undefined) =>
    one !== undefined &&
    one.when === null &&
    (one.needed === 'yes' || (typeof one.needed === 'object' && one.needed.without === other?.key))
  if (!always(point, area) && !always(area, point)) {
    const advice = 'Name a field for the point or the area that is needed, or needed without the other.'
    fault(['place'], 'Somebody could fill it in without saying where.', advice)
  }
  const subjectIn = (of: unknown, at: FormPath): ObservationRule['subject'] => {
    if (typeof of !== 'object' || of === null) {
      const found = subjects.find((one) => one === of)
      if (found !== undefined) return found
      fault(at, 'This is nothing that is counted.', `Write one of ${subjects.join(', ')}, or “field: …”.`)
      return 'dwellings' satisfies Subject
    }
    const key = choiceAmong(object(of, at, ['field'])['field'], [...at, 'field'], subjects)
    return key === null ? 'dwellings' : { field: key }
  }
  const observations = list(top['observations'], ['observations'], most.observations).map(
    (one, n): ObservationRule => {
      const at = ['observations', n] as const
      const rule = object(one, at, ['subject', 'count', 'grade', 'cause'])
      const count = named(rule['count'], [...at, 'count'], ['range', 'number'])
      const subject = subjectIn(rule['subject'], [...at, 'subject'])
      if (count === null && typeof subject === 'string')
        fault([...at, 'count'], 'It would be made of nothing.', 'Name the field in which it is counted.')
      return {
        ...{ subject, count },
        grade: choiceAmong(rule['grade'], [...at, 'grade'], grades),
        cause: choiceAmong(rule['cause'], [...at, 'cause'], causes),
      }
    },
  )
  if (observations.length === 0)
    fault(['observations'], 'Nothing of it would be counted.', 'Say what becomes an observation.')
  const seen = named(top['seen'], ['seen'], ['moment'])
  const [first, ...rest] = faults
  if (first !== undefined) return { faults: [first, ...rest] }
  const said = { id, names, fields, place, seen, observations }
  return { form: { ...said, hash: sha256(canonicalJson(said as unknown as Json)) } }
}
