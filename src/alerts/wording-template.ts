/**
 * Templates of the phrase books: `{slot}` is filled, `[…]` is left out as a whole when a slot in it has nothing to say,
 * and a template that lacks a slot outside brackets says nothing at all.
 */
import { ok, refuse, type Result } from '#base'

export type Slots = { readonly [slot: string]: string | undefined }

type Part = string | { readonly slot: string } | { readonly group: readonly Part[] }
export type Template = readonly Part[]

/** Every slot a text may name. */
export const slotNames = [
  'issuer',
  'Danger',
  'danger',
  'DangerColour',
  'dangerColour',
  'Brief',
  'brief',
  'place',
  'lead',
  'time',
  'act',
  'short',
  'do',
  'more',
  'unknown',
  'after',
  'learn',
  'still',
  'stillBrief',
  'stillAct',
  'stillDo',
] as const

/** Reads a template once, so that filling it is only joining. */
export function compileTemplate(
  source: string,
  slots: readonly string[] = slotNames,
): Result<Template, 'alerts/phrase-book-malformed'> {
  const parts: Part[] = []
  let group: Part[] | undefined
  for (const [token] of source.matchAll(/\{(\w+)\}|[[\]]|[^{}[\]]+|[{}]/g)) {
    const into: Part[] = group ?? parts
    if (token === '[' || token === ']') {
      if ((token === '[') === (group !== undefined)) return malformed(source, `“${token}” has no counterpart`)
      if (token === '[') group = []
      else {
        parts.push({ group: group! })
        group = undefined
      }
    } else if (token.startsWith('{') && token.length > 1) {
      const slot = token.slice(1, -1)
      if (!slots.includes(slot)) return malformed(source, `there is no slot {${slot}}`)
      into.push({ slot })
    } else if (token === '{' || token === '}') return malformed(source, `“${token}” has no counterpart`)
    else into.push(token)
  }
  return group === undefined ? ok(parts) : malformed(source, '“[” has no counterpart')
}

function malformed(source: string, why: string) {
  return refuse('alerts/phrase-book-malformed', { why: `in “${source}” ${why}` })
}

/** The text, or undefined where a slot outside brackets has nothing to say. */
export function fill(template: Template, slots: Slots): string | undefined {
  let text = ''
  for (const part of template) {
    if (typeof part === 'string') text += part
    else if ('slot' in part) {
      const value = slots[part.slot]
      if (value === undefined || value === '') return undefined
      text += value
    } else text += fill(part.group, slots) ?? ''
  }
  return text
}

/** Whether the slot stands anywhere in the template. */
export function mentions(template: Template, slot: string): boolean {
  return mentionsOf(template, slot) > 0
}

/** How often the slot stands in the template. */
export function mentionsOf(template: Template, slot: string): number {
  let count = 0
  for (const part of template)
    if (typeof part !== 'string')
      count += 'slot' in part ? Number(part.slot === slot) : mentionsOf(part.group, slot)
  return count
}
