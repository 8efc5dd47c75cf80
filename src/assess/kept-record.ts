/**
 * A filled form on a phone, from its first letter until the server has it whole. Each step is kept before the next is taken, so that a
 * tab that dies anywhere goes on where it was; what is sent twice is one, by its id.
 */
import type { Answers } from '#damage'

/** `conflict`: refused because somebody changed the same record; both sides are here. `refused`: the server says why. */
export type KeptState = 'draft' | 'waiting' | 'conflict' | 'refused' | 'sent'

export interface ServerRecord {
  readonly id: string
  readonly revision: number
  readonly current: ServerSubmission
  readonly contested: readonly ServerSubmission[]
}
export interface ServerSubmission {
  readonly submission: string
  readonly form: string
  readonly version: number
  readonly byName: string | null
  readonly at: string
  readonly answers: Answers | null
  readonly photos: readonly { readonly field: string; readonly name: string; readonly state: string }[]
}

export interface KeptRecord {
  /** The submission's id, given when it is begun. */
  readonly id: string
  /** Of whoever was signed in then; null for nobody: it is then of whoever signs in. */
  readonly by: string | null
  readonly form: string
  readonly version: number
  readonly answers: Answers
  readonly replaces: string | null
  readonly state: KeptState
  readonly changedAtMs: number
  /** A try was begun: the server may have it, whatever we heard. */
  readonly tried: 'not-yet' | 'tried'
  /** `mine`: their side was seen, and this one shall hold; `both`: a person elsewhere chooses. */
  readonly over: 'ask' | 'mine' | 'both'
  /** The words are with the server. */
  readonly told: 'not-yet' | 'told'
  /** Fields whose photos are with the server, or can’t be. */
  readonly photosDone: readonly string[]
  readonly problem: string | null
  readonly theirs: ServerRecord | null
}

export function begun(
  id: string,
  of: Pick<KeptRecord, 'by' | 'form' | 'version'> &
    Partial<Pick<KeptRecord, 'answers' | 'replaces' | 'photosDone'>>,
  nowMs: number,
): KeptRecord {
  return {
    ...{ id, by: of.by, form: of.form, version: of.version, answers: of.answers ?? {} },
    ...{ replaces: of.replaces ?? null, state: 'draft', changedAtMs: nowMs, tried: 'not-yet', over: 'ask' },
    ...{ told: 'not-yet', photosDone: of.photosDone ?? [], problem: null, theirs: null },
  }
}

/** What the server, or nobody, answered to the words. */
export type Heard =
  | { readonly status: 'no-answer' }
  | {
      readonly status: number
      readonly code?: string
      readonly says?: string
      readonly theirs?: ServerRecord
    }

export type Next =
  | { readonly go: 'on'; readonly record: KeptRecord }
  /** Nothing is wrong with it: no network, no session, no time. */
  | { readonly go: 'later'; readonly because: 'network' | 'signed-out' | 'busy' }
  | { readonly go: 'stop'; readonly record: KeptRecord }

export function afterWords(record: KeptRecord, heard: Heard): Next {
  if (heard.status === 'no-answer') return { go: 'later', because: 'network' }
  if (heard.status === 401) return { go: 'later', because: 'signed-out' }
  if (heard.status === 429 || heard.status >= 500) return { go: 'later', because: 'busy' }
  if (heard.status < 300)
    return { go: 'on', record: { ...record, told: 'told', problem: null, theirs: null } }
  if (heard.code === 'damage/record-changed')
    return { go: 'stop', record: { ...record, state: 'conflict', theirs: heard.theirs ?? null } }
  return { go: 'stop', record: { ...record, state: 'refused', problem: heard.says ?? '' } }
}

/** After a photo: one that is none is let go, with the reason; the words stay sent. */
export function afterPhoto(record: KeptRecord, field: string, heard: Heard): Next {
  if (heard.status === 'no-answer') return { go: 'later', because: 'network' }
  if (heard.status === 401) return { go: 'later', because: 'signed-out' }
  if (heard.status === 429 || heard.status >= 500) return { go: 'later', because: 'busy' }
  const photosDone = [...record.photosDone, field]
  const problem = heard.status < 300 ? record.problem : (heard.says ?? '')
  return { go: 'on', record: { ...record, photosDone, problem } }
}

/** Opened again to be changed: as it was where no try was begun, else another that replaces it, for the server may have it. */
export function reopened(record: KeptRecord, id: string, nowMs: number): KeptRecord {
  const back = { ...record, state: 'draft', changedAtMs: nowMs, over: 'ask', problem: null } as const
  if (record.told === 'not-yet' && (record.tried === 'not-yet' || record.state === 'refused'))
    return { ...back, tried: 'not-yet', theirs: null }
  const { by, form, version, answers } = record
  return begun(id, { by, form, version, answers, replaces: record.id, photosDone: record.photosDone }, nowMs)
}

/** What waits goes in the order in which it was written: what replaces another goes after it. */
export function inOrder(records: readonly KeptRecord[]): readonly KeptRecord[] {
  return records
    .filter(({ state }) => state === 'waiting')
    .toSorted((a, b) => a.changedAtMs - b.changedAtMs || (a.id < b.id ? -1 : 1))
}
