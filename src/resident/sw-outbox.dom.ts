/** What was told without a network, kept on the phone until the server has it. Each has an id of its own: sent twice it is one. */
import { forget, keep, kept, keptKeys } from './app-kept.dom.ts'

export const outboxTag = 'tocsin-outbox'
/** The server takes nothing that is older. */
const keptForMs = 24 * 3_600_000

export interface Outgoing {
  readonly id: string
  readonly kind: 'siren' | 'sighting' | 'damage' | 'help' | 'safe'
  readonly body: { readonly [name: string]: unknown }
  readonly photo?: Blob
  readonly writtenAtMs: number
  /** The telling itself is with the server; its photo is not yet. */
  readonly told?: 'told'
}

const keyOf = (id: string) => `told/${id}`

export const putOut = (one: Outgoing) => keep(keyOf(one.id), one)

export async function outgoing(): Promise<readonly Outgoing[]> {
  const all = await Promise.all((await keptKeys('told/')).map((key) => kept<Outgoing>(key)))
  return all.filter((one) => one !== undefined).toSorted((a, b) => a.writtenAtMs - b.writtenAtMs)
}

export type Sent =
  | { readonly state: 'sent'; readonly answer: { readonly [name: string]: unknown } }
  /** No network, or the server has no time now. */
  | { readonly state: 'later' }
  /** The server does not take it, and says why; it would not take it later either. */
  | { readonly state: 'refused'; readonly says: string }

export async function send(one: Outgoing): Promise<Sent> {
  const done = async (): Promise<Sent> => {
    await forget(keyOf(one.id))
    return { state: 'sent', answer }
  }
  let answer: { readonly [name: string]: unknown } = {}
  try {
    if (one.told === undefined) {
      const response = await fetch(one.kind === 'safe' ? '/v1/safe' : `/v1/tell/${one.kind}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...one.body, id: one.id }),
      })
      if (response.status === 429 || response.status >= 500) return { state: 'later' }
      answer = (await response.json()) as typeof answer
      if (!response.ok) {
        await forget(keyOf(one.id))
        return { state: 'refused', says: [answer['title'], answer['advice']].filter(Boolean).join(' ') }
      }
      if (one.photo === undefined) return await done()
      await putOut({ ...one, told: 'told' })
    }
    const response = await fetch('/v1/tell/photo', {
      method: 'PUT',
      headers: { 'content-type': one.photo!.type, 'tocsin-telling': one.id },
      body: one.photo!,
    })
    // Words without their photo are better than none: what was refused of it is let go.
    if (response.status === 429 || response.status >= 500) return { state: 'later' }
    return await done()
  } catch {
    return { state: 'later' }
  }
}

/** Rejects while something is left, so that the browser comes again. */
export async function sendOutbox(): Promise<void> {
  let left = 0
  for (const one of await outgoing()) {
    if (Date.now() - one.writtenAtMs > keptForMs) await forget(keyOf(one.id))
    else if ((await send(one)).state === 'later') left += 1
  }
  if (left > 0) throw new Error(`${left} left`)
}
