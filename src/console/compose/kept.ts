/** A draft as it is kept on this device, read back with suspicion: what an older console wrote, or half of it, is no draft. */
import type { Mode } from '#base'
import { emptyDraft, type Draft } from './draft.ts'
import { nothingSent, type Sent } from './sending.ts'

export interface Kept {
  readonly draft: Draft
  readonly sent: Sent
  /** Milliseconds since 1970, by the server’s clock. */
  readonly savedAt: number
}

const modes = ['live', 'drill', 'test'] as const

export function writeKept(kept: Kept): string {
  return JSON.stringify({ version: 1, ...kept })
}

export function readKept(text: string | null): Kept | undefined {
  let read: unknown
  try {
    read = JSON.parse(text ?? '')
  } catch {
    return undefined
  }
  if (!isObject(read) || read['version'] !== 1 || !isObject(read['draft'])) return undefined
  const { draft, sent, savedAt } = read
  const mode = modes.find((one) => one === draft['mode']) as Mode | undefined
  if (typeof draft['id'] !== 'string' || mode === undefined || typeof savedAt !== 'number') return undefined
  const { where } = draft
  if (!isObject(where) || !areTexts(where['areas'])) return undefined
  if (where['kind'] === 'all-but' ? typeof where['whole'] !== 'string' : where['kind'] !== 'these')
    return undefined
  const empty = emptyDraft(draft['id'], mode)
  return {
    draft: { ...empty, ...draft } as Draft,
    sent: isObject(sent) ? ({ ...nothingSent, ...sent } as Sent) : nothingSent,
    savedAt,
  }
}

function isObject(value: unknown): value is { readonly [member: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function areTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}
