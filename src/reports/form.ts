/** What each form asks, for the pages that draw it and the routes that read it: names, choices, lengths; the words are the pages'. */
import { hearings } from './heard.ts'
import { longestContact, longestText, whatsOf, type TellKind } from './told.ts'

export type FormField =
  /** One of a few, as large buttons. */
  | { readonly is: 'choice'; readonly name: string; readonly options: readonly string[]; readonly need: Need }
  | { readonly is: 'text'; readonly name: string; readonly longest: number; readonly need: Need }
  /** An area's code; a script may fill `lon` and `lat` instead. */
  | { readonly is: 'place'; readonly name: 'area'; readonly need: Need }
  /** Degrees; filled by a script from the compass, together with `bearingAccuracyDegrees`. */
  | { readonly is: 'bearing'; readonly name: 'bearingDegrees'; readonly need: Need }
  | { readonly is: 'heading'; readonly name: 'headingDegrees'; readonly need: Need }
  /** `yes`: whoever helps may know the place exactly. */
  | { readonly is: 'consent'; readonly name: 'precise'; readonly need: Need }
  | { readonly is: 'photo'; readonly name: 'photo'; readonly types: readonly string[]; readonly need: Need }

type Need = 'must' | 'may'

export interface TellForm {
  readonly kind: TellKind
  /** Where it is posted without a script: `multipart/form-data` where it has a photo. */
  readonly postTo: `/tell/${TellKind}`
  /** Where a script posts it as JSON; its photo goes to `/v1/tell/photo` afterwards. */
  readonly api: `/v1/tell/${TellKind}`
  readonly fields: readonly FormField[]
}

const place: FormField = { is: 'place', name: 'area', need: 'must' }
const text: FormField = { is: 'text', name: 'text', longest: longestText, need: 'may' }
const precise: FormField = { is: 'consent', name: 'precise', need: 'may' }
const photo: FormField = {
  ...{ is: 'photo', name: 'photo', need: 'may' },
  types: ['image/jpeg', 'image/png', 'image/webp'],
}
const what = (kind: 'sighting' | 'damage' | 'help'): FormField => ({
  ...{ is: 'choice', name: 'what', options: whatsOf[kind], need: 'must' },
})

/**
 * Beside these each form has two hidden fields: `id`, by which sending twice is one and by which it can be taken back (22 characters
 * or more of A–Z a–z 0–9 _ -, drawn by chance anew for each form), and `device`, drawn once a day by a script and kept on the device.
 */
export const tellForms: { readonly [kind in TellKind]: TellForm } = {
  siren: form('siren', [{ is: 'choice', name: 'hears', options: hearings, need: 'must' }, place]),
  sighting: form('sighting', [
    what('sighting'),
    place,
    { is: 'bearing', name: 'bearingDegrees', need: 'may' },
    { is: 'heading', name: 'headingDegrees', need: 'may' },
    ...[text, photo],
  ]),
  damage: form('damage', [what('damage'), place, precise, text, photo]),
  help: form('help', [
    ...[what('help'), place, precise, text],
    { is: 'text', name: 'contact', longest: longestContact, need: 'may' },
  ]),
}

/** Of ids and devices: 128 bits at least, as base64url writes them. */
export const drawnByChance = /^[A-Za-z0-9_-]{22,64}$/

function form(kind: TellKind, fields: readonly FormField[]): TellForm {
  return { kind, postTo: `/tell/${kind}`, api: `/v1/tell/${kind}`, fields }
}
