/** One question of a form, drawn: it gives its answer whenever it changes, and nothing where it is empty. */
import type { AnswerTo, Field, PointAnswer } from '#damage'
import { smallPhoto } from '../web/small-photo.dom.ts'
import { el, fill, newId } from '../web/people/element.dom.ts'
import { areasToChoose, pointSaid } from './forms-kept.dom.ts'
import { named, words } from './page-words.dom.ts'
import { dropPhoto, photoKept, putPhoto } from './store.dom.ts'

export interface FieldOf {
  readonly field: Field
  readonly record: string
  readonly answer: AnswerTo | undefined
  /** The photo is with the server already, and no more on the phone. */
  readonly photoIs: 'here' | 'sent'
  readonly changed: (answer: AnswerTo | undefined) => void
  readonly failed: (error: unknown) => void
}

export function fieldDrawn(of: FieldOf): HTMLElement {
  const { field } = of
  const id = newId(field.key)
  const hint = named(field.hint)
  const more = hint === '' ? {} : { 'aria-describedby': `${id}-hint` }
  const says = [
    named(field.names),
    field.needed === 'yes' && el('small', { class: 'needed' }, ` · ${words.needed}`),
  ]
  const below = hint !== '' && el('p', { class: 'hint', id: `${id}-hint` }, hint)
  const grouped = ['range', 'choice', 'choices', 'point', 'photo'].includes(field.ask)
  const input = inputOf(of, id, more)
  return grouped
    ? el(
        'fieldset',
        { class: `field ${field.ask}`, 'data-field': field.key, ...more },
        el('legend', {}, says),
        below,
        input,
      )
    : el(
        'div',
        { class: `field ${field.ask}`, 'data-field': field.key },
        el('label', { for: id }, says),
        below,
        input,
      )
}

function inputOf(of: FieldOf, id: string, more: { readonly [name: string]: string }): Node {
  const { field, answer, changed } = of
  switch (field.ask) {
    case 'text': {
      const box = el(field.longest > 300 ? 'textarea' : 'input', {
        id,
        maxlength: field.longest,
        dir: 'auto',
        ...more,
      })
      box.value = typeof answer === 'string' ? answer : ''
      box.addEventListener('input', () => changed(box.value.trim() === '' ? undefined : box.value))
      return box
    }
    case 'number': {
      const box = numberBox(id, field.most, answer as number | undefined)
      box.addEventListener('input', () => changed(wholeIn(box)))
      return box
    }
    case 'range':
      return rangeOf(of, id)
    case 'choice':
    case 'choices':
      return choicesOf(of, id)
    case 'area': {
      const listed = areasToChoose()
        .map(({ code, names }) => ({ code, name: named(names) }))
        .toSorted((a, b) => a.name.localeCompare(b.name))
      const list = el(
        'select',
        { id, ...more },
        el('option', { value: '' }, words.pick),
        listed.map(({ code, name }) => el('option', { value: code }, name)),
      )
      list.value = typeof answer === 'string' ? answer : ''
      list.addEventListener('change', () => changed(list.value === '' ? undefined : list.value))
      return list
    }
    case 'point':
      return pointOf(of)
    case 'photo':
      return photoOf(of, id)
    case 'moment':
      return el('span')
  }
}

function numberBox(id: string, most: number, value: number | undefined): HTMLInputElement {
  const box = el('input', {
    id,
    type: 'number',
    inputmode: 'numeric',
    min: 0,
    max: most,
    step: 1,
    dir: 'ltr',
  })
  box.value = value === undefined ? '' : String(value)
  return box
}

/** NaN where something stands there that is no whole number: it must be mended, not left out. */
function wholeIn(box: HTMLInputElement): number | undefined {
  if (box.value === '' && !box.validity.badInput) return undefined
  return box.validity.badInput ? Number.NaN : Number(box.value)
}

function rangeOf({ field, answer, changed }: FieldOf, id: string): Node {
  const { atLeast, atMost } = (answer ?? {}) as { readonly atLeast?: number; readonly atMost?: number | null }
  const most = field.ask === 'range' ? field.most : 0
  const [least, end] = [numberBox(id, most, atLeast), numberBox(`${id}-most`, most, atMost ?? undefined)]
  const tell = () => {
    const [from, to] = [wholeIn(least), wholeIn(end)]
    changed(
      from === undefined && to === undefined
        ? undefined
        : { atLeast: from ?? Number.NaN, atMost: to ?? null },
    )
  }
  for (const box of [least, end]) box.addEventListener('input', tell)
  return el(
    'div',
    { class: 'ends' },
    el('label', { for: id }, words.atLeast, least),
    el('label', { for: `${id}-most` }, words.atMost, end, el('small', {}, words.atMostHint)),
  )
}

function choicesOf({ field, answer, changed }: FieldOf, id: string): Node {
  if (!('choices' in field)) return el('span')
  const several = field.ask === 'choices'
  const chosen = new Set(several ? ((answer ?? []) as readonly string[]) : [answer as string | undefined])
  const boxes = field.choices.map(({ key, names }) => {
    const box = el('input', { type: several ? 'checkbox' : 'radio', name: id, value: key })
    box.checked = chosen.has(key)
    box.addEventListener('change', () => {
      if (!several) return changed(key)
      const now = boxes.filter((one) => one.box.checked).map((one) => one.key)
      return changed(now.length === 0 ? undefined : now)
    })
    return { key, box, names }
  })
  return el(
    'div',
    { class: 'choices' },
    boxes.map(({ box, names }) => el('label', {}, box, el('span', {}, named(names)))),
  )
}

function pointOf({ answer, changed }: FieldOf): Node {
  const line = el('p', { class: 'hint', role: 'status' })
  const take = el('button', { type: 'button' }, words.takePoint)
  const remove = el('button', { type: 'button', class: 'plain' }, words.remove)
  const show = (point: PointAnswer | undefined) => {
    line.textContent = point === undefined ? '' : pointSaid(point)
    remove.hidden = point === undefined
  }
  take.addEventListener('click', () => {
    line.textContent = words.takingPoint
    navigator.geolocation.getCurrentPosition(
      ({ coords: { longitude: lon, latitude: lat, accuracy } }) => {
        const point = { lon, lat, accuracyMetres: Math.round(accuracy) }
        changed(point)
        show(point)
      },
      () => (line.textContent = words.pointDenied),
      { enableHighAccuracy: true, maximumAge: 30_000, timeout: 20_000 },
    )
  })
  remove.addEventListener('click', () => {
    changed(undefined)
    show(undefined)
  })
  show(answer as PointAnswer | undefined)
  return el('div', { class: 'row' }, take, remove, line)
}

function photoOf({ field, record, answer, photoIs, changed, failed }: FieldOf, id: string): Node {
  const box = el('input', { id, type: 'file', accept: 'image/*', capture: 'environment', class: 'unseen' })
  const line = el('p', { class: 'hint', role: 'status' })
  const picture = el('canvas', {
    class: 'picture',
    hidden: true,
    role: 'img',
    'aria-label': named(field.names),
  })
  const remove = el('button', { type: 'button', class: 'plain' }, words.remove)
  const show = async (photo: Blob | undefined, name: AnswerTo | undefined) => {
    remove.hidden = name === undefined
    line.textContent =
      name === undefined ? '' : photoIs === 'sent' && photo === undefined ? words.photoThere : words.photoKept
    picture.hidden = photo === undefined
    if (photo === undefined) return
    // Drawn, not linked: a page of ours shows no address that isn’t its own.
    const bitmap = await createImageBitmap(photo).catch(() => undefined)
    if (bitmap === undefined) return
    picture.width = 160
    picture.height = Math.max(1, Math.round((160 * bitmap.height) / bitmap.width))
    picture.getContext('2d')!.drawImage(bitmap, 0, 0, picture.width, picture.height)
    bitmap.close()
  }
  const take = async (file: File) => {
    const photo = await smallPhoto(file)
    const extension = { 'image/png': 'png', 'image/webp': 'webp' }[photo.type] ?? 'jpg'
    // The phone’s own name of a file may say whose and when.
    const name = `${Date.now()}-${field.key}.${extension}`
    // The photo first: an answer never names one that is nowhere.
    await putPhoto(record, field.key, photo)
    changed(name)
    await show(photo, name)
  }
  box.addEventListener('change', () => {
    const file = box.files?.[0]
    if (file !== undefined) take(file).catch(failed)
  })
  remove.addEventListener('click', () => {
    changed(undefined)
    box.value = ''
    dropPhoto(record, field.key).then(() => show(undefined, undefined), failed)
  })
  void photoKept(record, field.key).then((photo) => show(photo, answer))
  const press = el('label', { for: id, class: 'press' }, words.takePhoto)
  const all = el('div', { class: 'row' }, box, press, remove, picture)
  fill(all, box, press, remove, picture, line)
  return all
}
