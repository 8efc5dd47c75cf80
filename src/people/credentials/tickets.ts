/** Tickets hold what a ceremony of two steps has to remember between them: each is taken once, soon, or never. */
import { minute, plus, type Instant, type Milliseconds } from '#base'

export interface Tickets<Content> {
  /** `from` is the address that asks: one that asks without end pushes out its own tickets, not those of others. */
  open(content: Content, from?: string): string
  /** What was remembered, once; undefined for a ticket that was taken, is over, or never was. */
  take(ticket: string): Content | undefined
  /** The same without taking it: what was mistyped can be typed again. */
  look(ticket: string): Content | undefined
  readonly size: number
}

export interface TicketRules {
  readonly now: () => Instant
  /** A text that nobody can guess: 128 random bits or more. */
  readonly random: () => string
  readonly lifeFor?: Milliseconds
  readonly most?: number
  readonly mostFromOne?: number
}

/** As long as a person may look for their key in a bag, as short as a stolen page is of use. */
export const ticketLifeFor: Milliseconds = 5 * minute

export function openTickets<Content>(rules: TicketRules): Tickets<Content> {
  const { now, random, lifeFor = ticketLifeFor, most = 20_000, mostFromOne = 200 } = rules
  // A Map keeps its order, and all live equally long: the first is the oldest and the next to be over.
  const held = new Map<
    string,
    { readonly content: Content; readonly from: string; readonly endsAt: Instant }
  >()
  const fromEach = new Map<string, Set<string>>()
  const drop = (ticket: string) => {
    const kept = held.get(ticket)
    if (kept === undefined) return
    held.delete(ticket)
    const siblings = fromEach.get(kept.from)!
    siblings.delete(ticket)
    if (siblings.size === 0) fromEach.delete(kept.from)
  }
  const dropOver = () => {
    const at = now()
    for (const [ticket, { endsAt }] of held) {
      if (endsAt > at) break
      drop(ticket)
    }
  }
  return {
    open(content, from = '') {
      dropOver()
      const siblings = fromEach.get(from) ?? new Set<string>()
      if (siblings.size >= mostFromOne) drop(siblings.values().next().value!)
      else if (held.size >= most) drop(held.keys().next().value!)
      const ticket = random()
      held.set(ticket, { content, from, endsAt: plus(now(), lifeFor) })
      fromEach.set(from, siblings.add(ticket))
      return ticket
    },
    take(ticket) {
      dropOver()
      const kept = held.get(ticket)
      drop(ticket)
      return kept?.content
    },
    look(ticket) {
      dropOver()
      return held.get(ticket)?.content
    },
    get size() {
      return held.size
    },
  }
}
