/** Sends what waits, one after the other, from whichever tab or worker holds the lock; every step is kept before the next. */
import {
  afterPhoto,
  afterWords,
  inOrder,
  type Heard,
  type KeptRecord,
  type Next,
  type ServerRecord,
} from './kept-record.ts'
import { dropPhoto, kept, photoKept, putRecord, recordKept, recordsKept } from './store.dom.ts'

export const outboxTag = 'tocsin-assess-outbox'
const lock = 'tocsin-assess-sending'
/** A stairwell has a network that takes a request and never answers. */
const patienceMs = 60_000

export type Ended = 'all-sent' | 'network' | 'signed-out' | 'busy'

export interface Person {
  readonly id: string
  readonly name: string
}

async function ask(method: string, path: string, body: unknown): Promise<Heard> {
  const language = await kept<string>('language')
  try {
    const answer = await fetch(path, {
      method,
      headers: {
        ...{ accept: 'application/json', 'tocsin-request': '1' },
        ...(language === undefined ? {} : { 'accept-language': language }),
        'content-type': body instanceof Blob ? body.type || 'application/octet-stream' : 'application/json',
      },
      body: body instanceof Blob ? body : JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    })
    const text = await answer.text()
    const { status } = answer
    // Whatever stands between (a hotel’s sign-in page) is no answer of the server’s.
    if (answer.headers.get('tocsin-mode') === null) return { status: 'no-answer' }
    const read = (text === '' ? {} : JSON.parse(text)) as {
      readonly code?: string
      readonly detail?: string
      readonly advice?: string
      readonly theirs?: ServerRecord
      readonly record?: ServerRecord
    }
    const says = [read.detail, read.advice].filter((one) => one !== undefined).join(' ')
    const theirs = read.theirs ?? read.record
    return {
      ...{ status, says },
      ...(read.code === undefined ? {} : { code: read.code }),
      ...(theirs === undefined ? {} : { theirs }),
    }
  } catch {
    return { status: 'no-answer' }
  }
}

/** All that waits and is this person’s. Another that is sending already sends these too. */
export async function sendWaiting(person: Person | undefined, changed: () => void): Promise<Ended> {
  return navigator.locks.request(lock, async () => {
    let ended: Ended = 'all-sent'
    for (const { id } of inOrder(await recordsKept())) {
      const record = await recordKept(id)
      if (record === undefined || record.state !== 'waiting') continue
      if (person === undefined) return 'signed-out'
      if (record.by !== null && record.by !== person.id) continue
      const next = await sendOne({ ...record, by: person.id }, changed)
      changed()
      if (next.go === 'later') {
        ended = next.because
        // What replaces it must not come before it.
        break
      }
    }
    return ended
  })
}

async function sendOne(record: KeptRecord, changed: () => void): Promise<Next> {
  let now: KeptRecord = { ...record, tried: 'tried' }
  const step = async (next: Next): Promise<Next> => {
    if (next.go !== 'later') {
      now = next.record
      await putRecord(now)
      changed()
    }
    return next
  }
  // Kept first: if this is the last we hear of it, the server may have it all the same.
  await putRecord(now)
  if (now.told === 'not-yet') {
    const { id, replaces, form, version, answers, over } = now
    const body = {
      submission: id,
      replaces,
      form,
      version,
      answers,
      ifChanged: over === 'ask' ? 'ask' : 'keep-both',
    }
    const heard = await ask('POST', '/v1/form-records', body)
    if (
      over === 'mine' &&
      typeof heard.status === 'number' &&
      heard.status < 300 &&
      heard.theirs !== undefined
    ) {
      const settled = await settle(id, heard.theirs)
      if (settled !== undefined) return settled
    }
    const next = await step(afterWords(now, heard))
    if (next.go !== 'on') return next
  }
  for (const [field, name] of Object.entries(now.answers)) {
    if (typeof name !== 'string' || now.photosDone.includes(field)) continue
    const photo = await photoKept(now.id, field)
    if (photo === undefined) continue
    const path = `/v1/form-submissions/${encodeURIComponent(now.id)}/photos/${encodeURIComponent(name)}`
    const next = await step(afterPhoto(now, field, await ask('PUT', path, photo)))
    if (next.go !== 'on') return next
    await dropPhoto(now.id, field)
  }
  return step({ go: 'on', record: { ...now, state: 'sent' } })
}

type Later = Extract<Next, { go: 'later' }>

/** Makes this side hold where both wait; undefined where nothing is left to choose. */
async function settle(id: string, theirs: ServerRecord): Promise<Later | undefined> {
  if (!theirs.contested.some(({ submission }) => submission === id)) return undefined
  const body = { keep: id, readRevision: theirs.revision }
  const heard = await ask('POST', `/v1/form-records/${encodeURIComponent(theirs.id)}/settle`, body)
  if (typeof heard.status === 'number' && heard.status < 300) return undefined
  if (heard.status === 'no-answer') return { go: 'later', because: 'network' }
  if (heard.status === 401) return { go: 'later', because: 'signed-out' }
  // Somebody was quicker: both wait there, and nothing of it is lost.
  return heard.status === 429 || heard.status >= 500 ? { go: 'later', because: 'busy' } : undefined
}
