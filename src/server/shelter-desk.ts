/** Keeping shelters: what is done to them is durable, and a fact says so, before anybody is told; no fact tells of people. */
import {
  oneAfterAnother,
  minute,
  ok,
  refuse,
  type Clock,
  type Instant,
  type JsonObject,
  type Result,
} from '#base'
import {
  bareFields,
  checkFields,
  fieldsOf,
  statusNow,
  type Shelter,
  type ShelterFields,
  type ShelterId,
  type Status,
} from '#shelters'
import type { OrderedBy } from './ordered-by.ts'
import { openShelterBook, type ShelterBook } from './shelter-book.ts'
import type { System } from './system.ts'

export type Said = Omit<Status, 'at' | 'by'>

export interface ShelterDesk {
  readonly book: ShelterBook
  find(id: string): Promise<Result<Shelter, 'shelters/unknown'>>
  /** By hand, of no list. */
  add(fields: Partial<ShelterFields> & Pick<ShelterFields, 'at'>, by: OrderedBy): Promise<Result<Shelter>>
  /** Edits hold over what any import says. `as-listed` gives fields back to the list. */
  edit(
    id: string,
    edits: Partial<ShelterFields>,
    asListed: readonly (keyof ShelterFields)[],
    by: OrderedBy,
  ): Promise<Result<Shelter>>
  remove(id: string, by: OrderedBy): Promise<Result<void>>
  say(id: string, said: Said, by: Status['by']): Promise<Result<Status>>
  /** Keeps, and writes down that it was; takes it back where it can't be written down. */
  keep(
    changed: readonly Shelter[],
    removed: readonly ShelterId[],
    fact: { readonly type: string; readonly data: JsonObject },
    by: OrderedBy,
  ): Promise<Result<void>>
  inTurn<Value>(act: () => Promise<Value>): Promise<Value>
  stop(): void
}

export async function openShelterDesk(system: System): Promise<ShelterDesk> {
  const { clock, ids, config } = system
  const book = await openShelterBook(system)
  /** One after the other: two at once would each write over what the other one did. */
  const inTurn = oneAfterAnother()
  const summary = summing(system, book, clock)

  const find: ShelterDesk['find'] = async (id) => {
    await book.upToDate()
    const shelter = book.get(id as ShelterId)
    return shelter === undefined ? refuse('shelters/unknown', { shelter: id.slice(0, 64) }) : ok(shelter)
  }
  const keep: ShelterDesk['keep'] = async (changed, removed, { type, data }, by) => {
    const before = [...changed.map(({ id }) => id), ...removed].flatMap((id) => book.get(id) ?? [])
    const statuses = removed.flatMap((id) => {
      const status = book.status(id)
      return status === undefined ? [] : [{ id, status }]
    })
    await book.put(changed, removed)
    const fact = await system.note({ stream: 'shelters', type, mode: config.mode, data, ...by })
    if (fact !== undefined) {
      await system.folded(fact.seq)
      return ok()
    }
    const known = new Set(before.map(({ id }) => id))
    await book.put(
      before,
      changed.map(({ id }) => id).filter((id) => !known.has(id)),
    )
    for (const { id, status } of statuses) await book.putStatus(id, status)
    return refuse('ledger/cannot-write', { why: 'it was not taken' })
  }
  const knownThreats = (fields: Partial<ShelterFields>): Result<void> => {
    const strange = fields.protects?.find((threat) => system.book.threat(threat as never) === undefined)
    return strange === undefined
      ? ok()
      : refuse('threats/not-known-here', { at: 'protects', threat: strange })
  }

  return {
    ...{ book, find, keep, inTurn },
    add: (fields, by) =>
      inTurn(async () => {
        const listed = { ...bareFields, ...fields }
        const checked = checkFields(listed)
        if (!checked.ok) return checked
        const threats = knownThreats(listed)
        if (!threats.ok) return threats
        const id = ids.next('shelter') as ShelterId
        const shelter: Shelter = { id, origin: null, listed, edited: {}, photo: null }
        const kept = await keep([shelter], [], { type: 'shelter-added', data: { shelter: id } }, by)
        return kept.ok ? ok(shelter) : kept
      }),
    edit: (id, edits, asListed, by) =>
      inTurn(async () => {
        const found = await find(id)
        if (!found.ok) return found
        const before = found.value
        const edited = Object.fromEntries(
          Object.entries({ ...before.edited, ...edits }).filter(
            ([name]) => !asListed.includes(name as never),
          ),
        ) as Partial<ShelterFields>
        const after: Shelter = { ...before, edited }
        const checked = checkFields(fieldsOf(after))
        if (!checked.ok) return checked
        const threats = knownThreats(edits)
        if (!threats.ok) return threats
        const [was, is] = [fieldsOf(before), fieldsOf(after)]
        const fields = (Object.keys(is) as (keyof ShelterFields)[]).filter(
          (name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]),
        )
        if (fields.length === 0 && JSON.stringify(edited) === JSON.stringify(before.edited)) return ok(before)
        const type =
          was.visibility === is.visibility
            ? 'shelter-changed'
            : is.visibility === 'hidden'
              ? 'shelter-hidden'
              : 'shelter-shown'
        const kept = await keep([after], [], { type, data: { shelter: before.id, fields } }, by)
        return kept.ok ? ok(after) : kept
      }),
    remove: (id, by) =>
      inTurn(async () => {
        const found = await find(id)
        if (!found.ok) return found
        return keep([], [found.value.id], { type: 'shelter-removed', data: { shelter: id } }, by)
      }),
    say: (id, said, by) =>
      inTurn(async () => {
        const found = await find(id)
        if (!found.ok) return found
        const status: Status = { ...said, at: clock.now(), by }
        await book.putStatus(found.value.id, status)
        summary.soon()
        return ok(status)
      }),
    stop: summary.stop,
  }
}

/** Wardens say much in an hour: the ledger gets counts, a minute after the first of several. */
function summing(system: System, book: ShelterBook, clock: Clock) {
  let callOff: (() => void) | undefined
  const sum = () => {
    callOff = undefined
    if (system.decides() === 'other') return
    void system
      .note({
        ...{ stream: 'shelters', type: 'shelter-statuses-summed', mode: system.config.mode },
        data: countsOf(book, clock.now()),
      })
      .catch((error: Error) => system.log.warn('Statuses could not be summed', { why: error.message }))
  }
  return {
    soon: () => void (callOff ??= clock.after(minute, sum)),
    stop: () => callOff?.(),
  }
}

export function countsOf(book: ShelterBook, now: Instant) {
  const counts = {
    shelters: 0,
    open: 0,
    full: 0,
    closed: 0,
    unknown: 0,
    withoutPower: 0,
    counted: 0,
    people: 0,
  }
  for (const { id } of book.all()) {
    const status = statusNow(book.status(id), now)
    counts.shelters++
    counts[status.state]++
    if (status.state !== 'unknown' && status.power === 'no') counts.withoutPower++
    // Where nobody counted, there may be many: whoever reads the sum is told in how many it was.
    if (status.state === 'unknown' || status.people === null) continue
    counts.counted++
    counts.people += status.people
  }
  return counts
}
