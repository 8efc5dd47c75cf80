/** The forms on the phone: every version that anything here was begun with, and the areas to choose from. */
import type { InLanguages } from '#base'
import type { Answers, AnswerTo, Field, Form, PointAnswer } from '#damage'
import { keep, kept } from './store.dom.ts'
import { named, say, words } from './page-words.dom.ts'

export type PhoneForm = Pick<Form, 'id' | 'version' | 'names' | 'fields' | 'place'> & {
  readonly state: string
}
export interface ListedArea {
  readonly code: string
  readonly names: InLanguages<string>
}

interface Fetched {
  readonly forms: readonly PhoneForm[]
  readonly areas: readonly ListedArea[]
}

let forms: readonly PhoneForm[] = []
let areas: readonly ListedArea[] = []

export async function loadForms(): Promise<void> {
  forms = (await kept<readonly PhoneForm[]>('forms')) ?? []
  areas = (await kept<readonly ListedArea[]>('areas')) ?? []
}

export async function takeForms(fetched: Fetched): Promise<void> {
  const isNew = (one: PhoneForm) =>
    fetched.forms.some(({ id, version }) => id === one.id && version === one.version)
  forms = [...forms.filter((one) => !isNew(one)), ...fetched.forms]
  areas = fetched.areas
  await keep('forms', forms)
  await keep('areas', areas)
}

export const areasToChoose = (): readonly ListedArea[] => areas
export const formOf = (id: string, version: number): PhoneForm | undefined =>
  forms.find((one) => one.id === id && one.version === version)

/** The newest of each that is in use. */
export function formsToBegin(): readonly PhoneForm[] {
  const newest = new Map<string, PhoneForm>()
  for (const one of forms) if ((newest.get(one.id)?.version ?? 0) < one.version) newest.set(one.id, one)
  return [...newest.values()].filter(({ state }) => state === 'in-use')
}

/** What a record is called in a list: what and where. */
export function titleOf(form: PhoneForm | undefined, answers: Answers): string {
  const { address, area } = form?.place ?? { address: null, area: null }
  const at = (key: string | null) => (key === null ? undefined : answers[key])
  const where = at(address) ?? areas.find(({ code }) => code === at(area))?.names
  const chosen = form?.fields.find((field) => field.ask === 'choice' && answers[field.key] !== undefined)
  const what = chosen === undefined ? '' : answerSaid(chosen, answers[chosen.key])
  const place = typeof where === 'object' ? named(where as InLanguages<string>) : (where ?? words.noWords)
  return [place, what].filter((one) => one !== '').join(' · ')
}

/** An answer in words. */
export function answerSaid(field: Field, answer: AnswerTo | undefined): string {
  if (answer === undefined) return words.empty
  switch (field.ask) {
    case 'choice':
      return named(field.choices.find(({ key }) => key === answer)?.names)
    case 'choices':
      return field.choices
        .filter(({ key }) => (answer as readonly string[]).includes(key))
        .map(({ names }) => named(names))
        .join(', ')
    case 'area':
      return named(areas.find(({ code }) => code === answer)?.names) || String(answer)
    case 'point':
      return pointSaid(answer as PointAnswer)
    case 'range': {
      const { atLeast, atMost } = answer as { readonly atLeast: number; readonly atMost: number | null }
      if (atMost === null) return `${words.atLeast} ${atLeast}`
      return atMost === atLeast ? String(atLeast) : `${atLeast}–${atMost}`
    }
    default:
      return String(answer)
  }
}

export function pointSaid({ lat, lon, accuracyMetres }: PointAnswer): string {
  return say(words.pointTaken, { lat: lat.toFixed(5), lon: lon.toFixed(5), metres: accuracyMetres ?? '?' })
}
