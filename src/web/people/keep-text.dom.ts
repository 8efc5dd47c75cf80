/** Keeps what is typed and not yet sent, in this tab alone and for this person alone: a reload or an ended session loses no word. */

const prefix = 'tocsin:unsent:'

/** Secrets are never kept. */
const neverKept = ['password', 'hidden', 'file']
const neverKeptNames = ['code', 'password', 'token']

/** Forgets what others left in this tab. */
export function keepOnlyFor(person: string): void {
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith(prefix) && !key.startsWith(`${prefix}${person}:`)) sessionStorage.removeItem(key)
}

export interface KeptText {
  /** Once it is sent. */
  sent(): void
}

/** The form is filled with what was kept for it, and kept from now on. */
export function keepText(form: HTMLFormElement, person: string, name: string): KeptText {
  const key = `${prefix}${person}:${location.pathname}:${name}`
  const kept = sessionStorage.getItem(key)
  if (kept !== null) restore(form, JSON.parse(kept) as Fields)
  const keep = () => sessionStorage.setItem(key, JSON.stringify(fieldsOf(form)))
  form.addEventListener('input', keep)
  form.addEventListener('change', keep)
  return { sent: () => sessionStorage.removeItem(key) }
}

type Fields = readonly (readonly [name: string, value: string])[]

function controls(form: HTMLFormElement): (HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[] {
  return [
    ...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>('[name]'),
  ].filter(({ type, name }) => !neverKept.includes(type) && !neverKeptNames.includes(name))
}

const isChosen = (control: Element): control is HTMLInputElement =>
  control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio')

function fieldsOf(form: HTMLFormElement): Fields {
  return controls(form).flatMap((control) =>
    isChosen(control) && !control.checked ? [] : [[control.name, control.value] as const],
  )
}

function restore(form: HTMLFormElement, fields: Fields): void {
  for (const control of controls(form)) {
    const values = fields.filter(([name]) => name === control.name).map(([, value]) => value)
    if (isChosen(control)) control.checked = values.includes(control.value)
    else if (values[0] !== undefined) control.value = values[0]
  }
}
