/** How a draft becomes an alert, order by order, so that each is carried out once whatever breaks in between: the line, the server or the browser. */
import type { Draft, DraftBody } from './draft.ts'

export type Step = 'draft' | 'edit' | 'submit' | 'issue'

/** What has been sent of a piece of work; it is kept with the draft, before each order goes out. */
export interface Sent {
  /** The alert, once the server has given it an id. */
  readonly alert: string | null
  /** What the alert says on the server, as `digestOf` names it. */
  readonly body: string | null
  /** Orders that were answered: a later one with the same words is another order. */
  readonly turn: number
  /** The order that is under way and not answered yet. */
  readonly underWay: { readonly step: Step; readonly since: number } | null
}

export const nothingSent: Sent = { alert: null, body: null, turn: 0, underWay: null }

export type Goal = { readonly step: 'submit' } | { readonly step: 'issue'; readonly emergency?: string }

export interface NextOrder {
  readonly step: Step
  readonly path: string
  readonly body: object
  /** Of this very order: sent again under it, it is done once. */
  readonly key: string
}

/** The order that comes next on the way to the goal. */
export function nextOrder(
  { id, source }: Pick<Draft, 'id' | 'source'>,
  sent: Sent,
  body: DraftBody,
  goal: Goal,
): NextOrder {
  const made = (step: Step, path: string, content: object): NextOrder => ({
    ...{ step, path, body: content },
    key: `${id}-${step}-${sent.turn}-${digestOf(content)}`,
  })
  if (sent.alert === null && source?.kind === 'evidence') {
    const [document = '', claim] = source.id.split('/')
    const restsOn = { claim: claim === undefined ? null : Number(claim), draft: body }
    return made('draft', `/v1/evidence/documents/${encodeURIComponent(document)}/draft`, restsOn)
  }
  if (sent.alert === null) return made('draft', '/v1/alerts', body)
  const path = `/v1/alerts/${sent.alert}`
  if (sent.body !== digestOf(body)) {
    // An alert’s mode is fixed when it is drafted.
    const { mode: _, ...rest } = body
    return made('edit', `${path}/edit`, { ...rest, texts: rest.texts ?? {} })
  }
  return goal.step === 'submit'
    ? made('submit', `${path}/submit`, {})
    : made('issue', `${path}/issue`, goal.emergency === undefined ? {} : { emergency: goal.emergency })
}

export function goingOut(sent: Sent, order: NextOrder, since: number): Sent {
  return { ...sent, underWay: { step: order.step, since } }
}

/** After an answer; a refusal changes nothing but that the next order is another one. */
export function answered(sent: Sent, order: NextOrder, body: DraftBody, alert: string | undefined): Sent {
  const next = { ...sent, underWay: null, turn: sent.turn + 1 }
  if (alert === undefined) return next
  return order.step === 'draft' || order.step === 'edit' ? { ...next, alert, body: digestOf(body) } : next
}

/** Names a body among those of one piece of work: 53 bits of it, which is plenty to tell a handful apart. */
export function digestOf(body: object): string {
  const text = JSON.stringify(body)
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36)
}
