/**
 * A form as an XForm that ODK's clients fill in unchanged (ODK XForms 1.0.0): one instance, a bind for each field, every text in
 * every language. What is needed and when something is asked is said in XPath, so that the phone knows it without us.
 */
import type { InLanguages } from '#base'
import type { Field, FieldKey, Form } from './form.ts'

/** XML to be written: an element with its attributes and what stands in it. */
export interface XmlPart {
  readonly name: string
  readonly attributes?: { readonly [name: string]: string }
  readonly content: string | readonly XmlPart[]
}

export interface XFormSays {
  /** In the order in which a phone offers them. */
  readonly languages: readonly { readonly code: string; readonly name: string }[]
  /** Of a range: its two ends. */
  readonly atLeast: InLanguages<string>
  readonly atMost: InLanguages<string>
  /** Why an answer is not taken: no whole number of that size. */
  readonly badNumber: InLanguages<string>
  /** Areas to choose from. */
  readonly areas: readonly { readonly code: string; readonly names: InLanguages<string> }[]
}

const namespaces = {
  xmlns: 'http://www.w3.org/2002/xforms',
  'xmlns:h': 'http://www.w3.org/1999/xhtml',
  'xmlns:jr': 'http://openrosa.org/javarosa',
  'xmlns:odk': 'http://www.opendatakit.org/xforms',
  'xmlns:orx': 'http://openrosa.org/xforms',
  'xmlns:xsd': 'http://www.w3.org/2001/XMLSchema',
}
const xpathOf = (key: FieldKey) => `/data/${key}`
/** Photos are made smaller on the phone already. */
const mostPhotoPixels = '1600'

/** In that language, else in English, else in any. */
function textIn(texts: InLanguages<string>, language: string): string {
  return texts[language] ?? texts['en'] ?? Object.values(texts)[0] ?? ''
}

/** `version`: as phones are told it; they fetch the form again when it is another. */
export function xformOf(form: Form, version: string, says: XFormSays): XmlPart {
  const texts: [id: string, texts: InLanguages<string>][] = []
  const say = (id: string, of: InLanguages<string>): { readonly ref: string } => {
    if (!texts.some(([known]) => known === id)) texts.push([id, of])
    return { ref: `jr:itext('${id}')` }
  }
  const body = form.fields.flatMap((field) => controlOf(field, say, says))
  const binds = form.fields.flatMap((field) => bindsOf(field, form, say, says))
  const model: XmlPart = {
    name: 'model',
    attributes: { 'odk:xforms-version': '1.0.0' },
    content: [
      {
        name: 'itext',
        content: says.languages.map(({ code, name }, n) => ({
          name: 'translation',
          attributes: { lang: `${name} (${code})`, ...(n === 0 ? { default: 'true()' } : {}) },
          content: texts.map(([id, of]) => ({
            name: 'text',
            attributes: { id },
            content: [{ name: 'value', content: textIn(of, code) }],
          })),
        })),
      },
      {
        name: 'instance',
        content: [
          {
            name: 'data',
            attributes: { id: form.id, version },
            content: [
              ...form.fields.map(emptyOf),
              { name: 'meta', content: [{ name: 'instanceID', content: '' }] },
            ],
          },
        ],
      },
      ...binds,
      bind('/data/meta/instanceID', { type: 'string', readonly: 'true()', 'jr:preload': 'uid' }),
    ],
  }
  return {
    name: 'h:html',
    attributes: namespaces,
    content: [
      { name: 'h:head', content: [{ name: 'h:title', content: textIn(form.names, 'en') }, model] },
      { name: 'h:body', content: body },
    ],
  }
}

const bind = (nodeset: string, attributes: { readonly [name: string]: string }): XmlPart => ({
  name: 'bind',
  attributes: { nodeset, ...attributes },
  content: '',
})

function emptyOf({ key, ask }: Field): XmlPart {
  const ends = ['at_least', 'at_most'].map((name) => ({ name, content: '' }))
  return { name: key, content: ask === 'range' ? ends : '' }
}

const types: { readonly [ask in Exclude<Field['ask'], 'range'>]: string } = {
  ...{ text: 'string', number: 'int', choice: 'string', choices: 'string', point: 'geopoint' },
  ...{ area: 'string', photo: 'binary', moment: 'dateTime' },
}

type Say = (id: string, of: InLanguages<string>) => { readonly ref: string }

function bindsOf(field: Field, form: Form, say: Say, says: XFormSays): readonly XmlPart[] {
  const { key, needed, ask } = field
  const path = xpathOf(key)
  const shown = relevantOf(field, form)
  const relevant: { readonly [name: string]: string } = shown === undefined ? {} : { relevant: shown }
  const required: { readonly [name: string]: string } =
    needed === 'no' ? {} : { required: needed === 'yes' ? 'true()' : `${xpathOf(needed.without)} = ''` }
  const limited = (constraint: string) => ({
    constraint,
    'jr:constraintMsg': say('bad-number', says.badNumber).ref,
  })
  switch (ask) {
    case 'range':
      return [
        ...(shown === undefined ? [] : [bind(path, relevant)]),
        bind(`${path}/at_least`, {
          ...{ type: 'int', ...required },
          ...limited(`. >= 0 and . <= ${field.most}`),
        }),
        bind(`${path}/at_most`, {
          type: 'int',
          ...limited(`. >= ${path}/at_least and ${path}/at_least != '' and . <= ${field.most}`),
        }),
      ]
    case 'number':
      return [
        bind(path, {
          ...{ type: types[ask], ...relevant, ...required },
          ...limited(`. >= ${field.least} and . <= ${field.most}`),
        }),
      ]
    case 'text':
      return [
        bind(path, {
          ...{ type: types[ask], ...relevant, ...required },
          constraint: `string-length(.) <= ${field.longest}`,
        }),
      ]
    case 'photo':
      return [bind(path, { type: types[ask], ...relevant, ...required, 'orx:max-pixels': mostPhotoPixels })]
    case 'moment':
      return [bind(path, { type: types[ask], 'jr:preload': 'timestamp', 'jr:preloadParams': 'start' })]
    default:
      return [bind(path, { type: types[ask], ...relevant, ...required })]
  }
}

function relevantOf({ when }: Field, { fields }: Form): string | undefined {
  if (when === null) return undefined
  const several = fields.find(({ key }) => key === when.field)?.ask === 'choices'
  const path = xpathOf(when.field)
  return when.is.map((one) => (several ? `selected(${path}, '${one}')` : `${path} = '${one}'`)).join(' or ')
}

function controlOf(field: Field, say: Say, says: XFormSays): readonly XmlPart[] {
  const { key, ask, names, hint } = field
  const path = xpathOf(key)
  const told = (id: string, of: InLanguages<string>, name: 'label' | 'hint'): XmlPart => ({
    ...{ name, attributes: say(id, of), content: '' },
  })
  const head = (): readonly XmlPart[] => [
    told(`${path}:label`, names, 'label'),
    ...(Object.keys(hint).length === 0 ? [] : [told(`${path}:hint`, hint, 'hint')]),
  ]
  const control = (name: string, more: { readonly [name: string]: string } = {}): XmlPart => ({
    ...{ name, attributes: { ref: path, ...more }, content: head() },
  })
  const select = (
    name: 'select' | 'select1',
    of: readonly { readonly value: string; readonly names: InLanguages<string> }[],
    more: { readonly [name: string]: string } = {},
  ): XmlPart => ({
    ...{ name, attributes: { ref: path, ...more } },
    content: [
      ...head(),
      ...of.map(({ value, names: said }) => ({
        name: 'item',
        content: [told(`${path}/${value}:label`, said, 'label'), { name: 'value', content: value }],
      })),
    ],
  })
  switch (ask) {
    case 'choice':
    case 'choices':
      return [
        select(
          ask === 'choice' ? 'select1' : 'select',
          field.choices.map((one) => ({ value: one.key, names: one.names })),
        ),
      ]
    case 'area':
      return [
        select(
          'select1',
          says.areas.map(({ code, names: said }) => ({ value: code, names: said })),
          { appearance: 'minimal autocomplete' },
        ),
      ]
    case 'photo':
      return [control('upload', { mediatype: 'image/*' })]
    case 'range': {
      const end = (name: 'at_least' | 'at_most', of: InLanguages<string>): XmlPart => ({
        name: 'input',
        attributes: { ref: `${path}/${name}` },
        content: [told(`${name}:label`, of, 'label')],
      })
      return [
        {
          name: 'group',
          attributes: { ref: path },
          content: [
            told(`${path}:label`, rangeLabel(names, hint), 'label'),
            ...[end('at_least', says.atLeast), end('at_most', says.atMost)],
          ],
        },
      ]
    }
    case 'text':
      return [control('input', field.longest > 300 ? { appearance: 'multiline' } : {})]
    case 'moment':
      return []
    default:
      return [control('input')]
  }
}

/** A group has no hint of its own. */
function rangeLabel(names: InLanguages<string>, hint: InLanguages<string>): InLanguages<string> {
  return Object.fromEntries(
    Object.entries(names).map(([language, text]) => {
      const more = hint[language]
      return [language, more === undefined ? text : `${text} (${more})`]
    }),
  )
}
