/** A check as plain data: what crosses threads, and what pages and programs are told. */
import type { CapCheck } from './check.ts'
import type { CapDocumentKind } from './envelope/document.ts'
import type { CapProblem } from './finding.ts'
import type { CapMark } from './marks.ts'
import type { CapMessage } from './message.ts'
import type { CapVersion } from './reading.ts'

export interface CapVerdict {
  readonly kind: CapDocumentKind
  readonly version: CapVersion | undefined
  readonly valid: boolean
  /** Whether there was CAP to judge. */
  readonly readable: boolean
  readonly problems: readonly CapProblem[]
  readonly marks: readonly CapMark[]
  readonly leftOut: number
  /** Those that could be understood, in the order of the document. */
  readonly messages: readonly CapMessage[]
  readonly signature: CapSignatureVerdict
  /** Decoded. */
  readonly text: string
}

/** Of all messages of the document: valid only when each is signed and every signature holds. Null where it was not asked. */
export interface CapSignatureVerdict {
  readonly present: boolean
  readonly valid: boolean | null
  readonly signer: string | null
  readonly why: string | null
}

export function verdictOf(
  check: CapCheck,
  signature: CapSignatureVerdict = signatureUnasked(check),
): CapVerdict {
  const { kind, version, valid, problems, marks, readings, document } = check
  return {
    ...{ kind, version, valid, problems, marks, signature, text: document.text },
    readable: kind !== 'unreadable',
    leftOut: document.leftOut,
    messages: readings.flatMap(({ message }) => (message === undefined ? [] : [message])),
  }
}

/** What is known of the signatures without looking into them. */
export function signatureUnasked({ readings }: Pick<CapCheck, 'readings'>): CapSignatureVerdict {
  const present = readings.some(({ signatures }) => signatures.length > 0)
  return { present, valid: null, signer: null, why: null }
}

/** The verdict in a word or two. */
export function sayVerdict({ readable, valid }: Pick<CapVerdict, 'readable' | 'valid'>): string {
  return readable ? (valid ? 'Valid' : 'Not valid') : 'Not CAP'
}

/** What was judged and how much was found, for people; after the verdict itself. */
export function sayCounts({ readable, version, problems, leftOut, kind, messages }: CapVerdict): string {
  const count = (level: CapProblem['level']) => problems.filter((one) => one.level === level).length
  const counts = [
    said(count('error'), 'error', 'errors'),
    said(count('warning'), 'warning', 'warnings'),
    said(count('advice'), 'piece of advice', 'pieces of advice'),
    leftOut > 0 ? `and at least ${leftOut} more` : '',
  ].filter((text) => text !== '')
  const what = readable
    ? `${version === undefined ? '' : `CAP ${version}`}${kind === 'cap' ? '' : ` in ${kind}`}${messages.length > 1 ? `, ${messages.length} messages` : ''}`
    : 'no message to judge'
  return `${what.trim()} · ${counts.length === 0 ? 'no problem found' : counts.join(', ')}`
}

function said(count: number, one: string, many: string): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`
}
