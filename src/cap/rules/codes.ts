/** Rules about codes in public schemes (CAP 1.2 §3.2.2 `eventCode`, §3.2.4 `geocode`): their form, not whether they are in force. */
import type { CapValue } from '../message.ts'
import type { CapRule } from '../reading.ts'
import { areaFindings } from './area-findings.ts'
import { contentFindings } from './content-findings.ts'

interface Scheme {
  readonly form: RegExp
  readonly says: string
}

/** Schemes whose form is public and the same everywhere; any other name is its sender’s own affair. */
const geocodes: { readonly [scheme: string]: Scheme } = {
  // 47 CFR 11.31: part of the county, state, county.
  SAME: { form: /^\d{6}$/, says: 'six digits' },
  FIPS6: { form: /^\d{6}$/, says: 'six digits' },
  UGC: { form: /^[A-Z]{2}[CZ](\d{3}|ALL)$/, says: 'two letters, C or Z, three digits' },
  EMMA_ID: { form: /^[A-Z]{2}\d{3}$/, says: 'two letters, three digits' },
  'ISO3166-1': { form: /^([A-Z]{2}|[A-Z]{3}|\d{3})$/, says: 'two or three letters' },
  'ISO3166-2': {
    form: /^[A-Z]{2}-[A-Z\d]{1,3}$/,
    says: 'two letters, a hyphen, up to three letters or digits',
  },
  NUTS2: { form: /^[A-Z]{2}[A-Z\d]{2}$/, says: 'two letters, two letters or digits' },
  NUTS3: { form: /^[A-Z]{2}[A-Z\d]{3}$/, says: 'two letters, three letters or digits' },
  WARNCELLID: { form: /^\d{9}$/, says: 'nine digits' },
}

const eventCodes: { readonly [scheme: string]: Scheme } = {
  SAME: { form: /^[A-Z\d]{3}$/, says: 'three capital letters' },
}

/** `ISO 3166-2`, `iso_3166_2`, `Emma-Id` and the like, by their letters and digits alone. */
const plainNames = new Map([...Object.keys(geocodes), 'FIPS', 'ZIP'].map((name) => [plainName(name), name]))

function plainName(name: string): string {
  return name.replace(/[\s._-]/g, '').toUpperCase()
}

/** A sender may call a scheme `constructor`, which every object has. */
function schemeIn(schemes: { readonly [scheme: string]: Scheme }, name: string): Scheme | undefined {
  return Object.hasOwn(schemes, name) ? schemes[name] : undefined
}

export const geocodesAreInForm: CapRule = ({ message, where }, found) => {
  for (const info of message.info)
    for (const area of info.area ?? [])
      for (const code of area.geocode ?? []) {
        const scheme = schemeIn(geocodes, code.valueName)
        if (scheme === undefined || code.value === '' || scheme.form.test(code.value)) continue
        const details = { text: code.value, scheme: code.valueName, form: scheme.says }
        found.report(areaFindings, 'cap/geocode-form', where(code, 'value'), details)
      }
}

export const eventCodesAreInForm: CapRule = ({ message, where }, found) => {
  for (const info of message.info)
    for (const code of info.eventCode ?? []) {
      const scheme = schemeIn(eventCodes, code.valueName)
      if (scheme === undefined || code.value === '' || scheme.form.test(code.value)) continue
      const details = { text: code.value, scheme: code.valueName, form: scheme.says }
      found.report(contentFindings, 'cap/event-code-form', where(code, 'value'), details)
    }
}

/** Said once for each spelling. */
export const acronymsAreInForm: CapRule = ({ message, where }, found) => {
  const said = new Set<string>()
  const look = (code: CapValue) => {
    const { valueName } = code
    if (valueName.length > 20 || said.has(valueName)) return
    const meant = plainNames.get(plainName(valueName))
    if (meant === undefined || isUsual(valueName, meant)) return
    said.add(valueName)
    found.report(contentFindings, 'cap/acronym-form', where(code, 'valueName'), { text: valueName, meant })
  }
  for (const info of message.info) {
    for (const code of info.eventCode ?? []) look(code)
    for (const area of info.area ?? []) for (const code of area.geocode ?? []) look(code)
  }
}

/** The standard asks for capitals and no dots, and leaves hyphens and underscores alone. */
function isUsual(name: string, meant: string): boolean {
  return name === meant || (!name.includes('.') && name === name.toUpperCase())
}
