/** A submission as an OpenRosa client sends it: one document in a multipart form, its photos beside it, perhaps in several goes. */
import { ok, refuse, type Result } from '#base'
import type { XmlNode } from '#damage'
import { boundaryOf, readForm } from './multipart.ts'

export interface SubmissionRead {
  readonly root: XmlNode
  /** By the name under which the document speaks of it. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
  /** More of its files come with another request. */
  readonly more: 'come' | 'none'
}

const limits = { bytes: 256 * 1024, characters: 256 * 1024, depth: 20, nodes: 5_000, mistakes: 1 }

export async function readSubmission(
  body: unknown,
  contentType: string | undefined,
): Promise<Result<SubmissionRead>> {
  const boundary = boundaryOf(contentType)
  const parts = Buffer.isBuffer(body) && boundary !== undefined ? readForm(body, boundary) : undefined
  const document = parts?.find(({ name }) => name === 'xml_submission_file')
  if (parts === undefined || document === undefined)
    return refuse('damage/submission-unread', { at: 'xml_submission_file' })
  // Loaded with the first submission.
  const { decodeXml, findingsIn, readXml, reportDecoding } = await import('#cap/reader')
  const decoded = decodeXml(document.bytes, limits)
  const found = findingsIn(decoded.text)
  reportDecoding(decoded, found)
  const root = readXml(decoded.text, found, limits)
  // No entity, no document type, nothing guessed: a phone's program writes it right, and whoever doesn't is none.
  if (root === undefined || found.errors > 0)
    return refuse('damage/submission-unread', { at: `line ${found.all()[0]?.line ?? 1}` })
  const files = parts.flatMap(({ name, fileName, bytes }) =>
    fileName === undefined || name === 'xml_submission_file' ? [] : [{ name: fileName, bytes }],
  )
  const isIncomplete = parts.some(({ name }) => name === '*isIncomplete*')
  return ok({ root, files, more: isIncomplete ? 'come' : 'none' })
}
