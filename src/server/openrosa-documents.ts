/** The documents that OpenRosa clients read: the list of forms, a form, its manifest, and what became of what was sent. */
import type { Form, XmlPart } from '#damage'
import { formLanguages, xformOf, xformWords } from '#damage'
import { sha256 } from '#base'
import { listedAreas } from './form-ground.ts'
import type { System } from './system.ts'

const part = (name: string, content: XmlPart['content']): XmlPart => ({ name, content })

export interface FormListed {
  readonly form: Form
  readonly version: string
  /** Of the document, hexadecimal. */
  readonly md5: string
  readonly url: string
}

/** The version that phones compare: other areas to choose from are another form to them. */
export function xformHere(
  form: Form,
  system: Pick<System, 'areas' | 'authority'>,
): {
  readonly version: string
  readonly document: XmlPart
} {
  const areas = listedAreas(system)
  const version = `${form.version}.${sha256(form.hash + JSON.stringify(areas)).slice(0, 8)}`
  return { version, document: xformOf(form, version, { ...xformWords, languages: formLanguages, areas }) }
}

/** Of the form as it is kept here; undefined for what no form of ours says. */
export function versionIn(said: string): number | undefined {
  const [whole = ''] = said.split('.', 1)
  return /^[1-9]\d{0,5}$/.test(whole) ? Number(whole) : undefined
}

/** OpenRosa Form List API. */
export function formListOf(forms: readonly FormListed[]): XmlPart {
  return {
    name: 'xforms',
    attributes: { xmlns: 'http://openrosa.org/xforms/xformsList' },
    content: forms.map(({ form, version, md5, url }) =>
      part('xform', [
        ...[
          part('formID', form.id),
          part('name', form.names['en'] ?? Object.values(form.names)[0] ?? form.id),
        ],
        ...[part('version', version), part('hash', `md5:${md5}`), part('downloadUrl', url)],
      ]),
    ),
  }
}

/** No form of ours brings files along. */
export const emptyManifest: XmlPart = {
  ...{ name: 'manifest', attributes: { xmlns: 'http://openrosa.org/xforms/xformsManifest' }, content: '' },
}

/** OpenRosa Response: what a client shows to whoever sent it. */
export function saidOf(message: string, nature: 'submit_success' | 'submit_error'): XmlPart {
  return {
    name: 'OpenRosaResponse',
    attributes: { xmlns: 'http://openrosa.org/http/response' },
    content: [{ name: 'message', attributes: { nature }, content: message }],
  }
}
