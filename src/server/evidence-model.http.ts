/**
 * Asks the language model that the administrator configured about one text. It never throws, waits no longer than it is told and
 * reads no more than it must: whatever the model does, the rules’ reading stands.
 */
import { readFile } from 'node:fs/promises'
import { longestAsked, modelRequest, readModelAnswer, type ModelReading, type Statement } from '#evidence'

export interface ModelReader {
  /** Base address, as `https://example.org/v1`. */
  readonly url: string
  readonly model: string
  readonly keyFile: string
  readonly timeoutMilliseconds: number
}

/** Why a model gave nothing: it did not answer in time, could not be reached, refused, or its answer is none. */
export type ModelSilence = 'too-slow' | 'unreachable' | 'refused' | 'no-answer' | 'too-long' | 'no-key'

export type ModelAnswer =
  | { readonly kind: 'read'; readonly reading: ModelReading }
  | { readonly kind: 'silent'; readonly why: ModelSilence }

/** In bytes. */
const longestAnswer = 2 * 1_024 * 1_024

export async function askModel(
  reader: ModelReader,
  text: string,
  known: readonly Pick<Statement, 'quote'>[],
): Promise<ModelAnswer> {
  const silent = (why: ModelSilence): ModelAnswer => ({ kind: 'silent', why })
  if (text.length > longestAsked) return silent('too-long')
  let key: string | undefined
  try {
    if (reader.keyFile !== '') key = (await readFile(reader.keyFile, 'utf8')).split('\n')[0]!.trim()
  } catch {
    return silent('no-key')
  }
  const signal = AbortSignal.timeout(reader.timeoutMilliseconds)
  try {
    const answer = await fetch(`${reader.url.replace(/\/+$/, '')}/chat/completions`, {
      method: 'POST',
      // The key goes to the configured host and to no other.
      redirect: 'error',
      headers: {
        'content-type': 'application/json',
        ...(key === undefined || key === '' ? {} : { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify(modelRequest(reader.model, text)),
      signal,
    })
    if (!answer.ok) {
      await answer.body?.cancel()
      return silent('refused')
    }
    const body = await bounded(answer)
    if (body === undefined) return silent('no-answer')
    const reading = readModelAnswer(text, JSON.parse(body) as unknown, known)
    return reading === undefined ? silent('no-answer') : { kind: 'read', reading }
  } catch (error) {
    if (signal.aborted) return silent('too-slow')
    return silent(error instanceof SyntaxError ? 'no-answer' : 'unreachable')
  }
}

async function bounded(answer: Response): Promise<string | undefined> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of answer.body ?? []) {
    size += piece.length
    if (size > longestAnswer) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}
