/** The lists of recipients at hand: who is on them, where, and who asked for no more. Durable first, then in force. */
import type { AreaCode } from '#areas'
import { ok, refuse, type IdSource, type Instant, type Mode, type Result } from '#base'
import { lineNames, type LineName } from './line.ts'
import type { Erased, LineTable, SentMessage } from './line-table.ts'
import { readAddress, type Recipient, type RecipientId } from './recipient.ts'
import type { ListedAddress } from './recipient-list.ts'

export interface Imported {
  readonly added: number
  readonly changed: number
  readonly same: number
  /** On the list as somebody who asked for no more, and left so. */
  readonly optedOut: number
  readonly removed: number
}

export interface RecipientCount {
  readonly channel: LineName
  readonly mode: Mode
  readonly recipients: number
}

export interface RecipientBook {
  get(id: string): Recipient | undefined
  /** Those of a channel whom a notice of this mode in these areas is for. */
  in(channel: LineName, mode: Mode, covers: (area: AreaCode) => boolean): readonly Recipient[]
  all(): readonly Recipient[]
  /** `missing`: whether addresses of the same channels that are not in the list are taken off. */
  import(
    listed: readonly ListedAddress[],
    missing: 'stay' | 'are-removed',
    at: Instant,
  ): Promise<Result<Imported, 'line/too-many'>>
  /** On every channel of that address; the ids that changed. */
  optOut(address: string, at: Instant): Promise<readonly RecipientId[]>
  optIn(channel: LineName, address: string, at: Instant): Promise<readonly RecipientId[]>
  byToken(token: string): Recipient | undefined
  remove(id: string): Promise<Result<void, 'line/no-such-recipient'>>
  /** Everything of whoever has this address: the lists and what was sent. */
  about(
    address: string,
  ): Promise<{ readonly recipients: readonly Recipient[]; readonly messages: readonly SentMessage[] }>
  erase(address: string): Promise<Erased>
  /** Takes off those whose time is over, and forgets what was sent before; how many of each. */
  sweep(at: Instant, forgetBefore: Instant): Promise<Erased>
  reload(): Promise<void>
}

/** A courier writes every attempt down: beyond this a list is the wrong means. */
export const mostRecipients = 50_000
const page = 1_000

export async function openRecipientBook(options: {
  readonly table: LineTable
  readonly ids: IdSource
  /** Unguessable: it takes an address off the list. */
  readonly newToken: () => string
  readonly limit?: number
}): Promise<RecipientBook> {
  const { table, ids, newToken } = options
  const limit = options.limit ?? mostRecipients
  let byId = new Map<string, Recipient>()
  let byAddress = new Map<string, Recipient>()
  const keyOf = ({ channel, address }: Pick<Recipient, 'channel' | 'address'>) => `${channel} ${address}`
  const hold = (one: Recipient) => {
    byId.set(one.id, one)
    byAddress.set(keyOf(one), one)
  }
  const letGo = (one: Recipient) => {
    byId.delete(one.id)
    byAddress.delete(keyOf(one))
  }
  /** One change or reading at a time: what is read anew must not undo what was changed meanwhile. */
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = (act: () => Promise<void>): Promise<void> => {
    const done = turn.then(act)
    turn = done.catch(() => {})
    return done
  }
  const keep = (changed: readonly Recipient[]) => inTurn(() => keepNow(changed))
  const keepNow = async (changed: readonly Recipient[]) => {
    for (let from = 0; from < changed.length; from += page) {
      const some = changed.slice(from, from + page)
      await table.put(some)
      for (const one of some) hold(one)
    }
  }
  const drop = (gone: readonly Recipient[]) => inTurn(() => dropNow(gone))
  const dropNow = async (gone: readonly Recipient[]) => {
    await table.remove(gone.map(({ id }) => id))
    for (const one of gone) letGo(one)
  }
  const reload = () => inTurn(readAgain)
  /** In force all at once: nobody is missed while it is read. */
  const readAgain = async () => {
    const all: Recipient[] = []
    let after: RecipientId | undefined
    for (;;) {
      const found = await table.page({ limit: page, ...(after === undefined ? {} : { after }) })
      all.push(...found)
      after = found.at(-1)?.id
      if (found.length < page) break
    }
    byId = new Map(all.map((one) => [one.id, one]))
    byAddress = new Map(all.map((one) => [keyOf(one), one]))
  }
  const normal = (address: string): readonly string[] => [
    ...new Set(
      (['sms', 'email'] as const).flatMap((channel) => {
        const read = readAddress(channel, address)
        return read.ok ? read.value : []
      }),
    ),
  ]

  await reload()
  return {
    get: (id) => byId.get(id),
    in(channel, mode, covers) {
      const known = new Map<AreaCode, boolean>()
      const isCovered = (area: AreaCode) => {
        let covered = known.get(area)
        if (covered === undefined) known.set(area, (covered = covers(area)))
        return covered
      }
      return [...byId.values()].filter(
        (one) =>
          one.channel === channel &&
          one.state === 'listed' &&
          one.modes.includes(mode) &&
          one.areas.some(isCovered),
      )
    },
    all: () => [...byId.values()],
    async import(listed, missing, at) {
      const changed: Recipient[] = []
      const counts = { added: 0, changed: 0, same: 0, optedOut: 0 }
      for (const one of listed) {
        const before = byAddress.get(keyOf(one))
        if (before === undefined) {
          counts.added++
          const id = ids.next('recipient') as RecipientId
          changed.push({ ...one, id, state: 'listed', addedAt: at, changedAt: at, token: newToken() })
        } else if (before.state === 'opted-out') counts.optedOut++
        else if (isSame(before, one)) counts.same++
        else {
          counts.changed++
          changed.push({ ...before, ...one, changedAt: at })
        }
      }
      const named = new Set(listed.map(keyOf))
      const channels = new Set(listed.map(({ channel }) => channel))
      const gone =
        missing === 'stay'
          ? []
          : [...byId.values()].filter(
              (one) => one.state === 'listed' && channels.has(one.channel) && !named.has(keyOf(one)),
            )
      const count = byId.size + counts.added - gone.length
      if (count > limit) return refuse('line/too-many', { count, limit })
      await drop(gone)
      await keep(changed)
      return ok({ ...counts, removed: gone.length })
    },
    async optOut(address, at) {
      const mine = lineNames.flatMap((channel) => byAddress.get(keyOf({ channel, address })) ?? [])
      const changed = mine
        .filter(({ state }) => state === 'listed')
        .map((one): Recipient => ({ ...one, state: 'opted-out', changedAt: at }))
      if (changed.length > 0) await keep(changed)
      return changed.map(({ id }) => id)
    },
    async optIn(channel, address, at) {
      const one = byAddress.get(keyOf({ channel, address }))
      if (one === undefined || one.state === 'listed') return []
      await keep([{ ...one, state: 'listed', changedAt: at }])
      return [one.id]
    },
    byToken: (token) => [...byId.values()].find((one) => one.token === token),
    async remove(id) {
      const one = byId.get(id)
      if (one === undefined) return refuse('line/no-such-recipient', { recipient: id })
      await drop([one])
      return ok()
    },
    async about(address) {
      const all = await Promise.all(normal(address).map((one) => table.about(one)))
      return {
        recipients: all.flatMap(({ recipients }) => recipients),
        messages: all.flatMap(({ messages }) => messages),
      }
    },
    async erase(address) {
      const erased = { recipients: 0, messages: 0 }
      for (const one of normal(address)) {
        const { recipients, messages } = await table.erase(one)
        erased.recipients += recipients
        erased.messages += messages
        for (const channel of lineNames) {
          const held = byAddress.get(keyOf({ channel, address: one }))
          if (held !== undefined) letGo(held)
        }
      }
      return erased
    },
    async sweep(at, forgetBefore) {
      const over = [...byId.values()].filter(({ keptUntil }) => keptUntil !== null && keptUntil <= at)
      if (over.length > 0) await drop(over)
      return { recipients: over.length, messages: await table.forget(forgetBefore) }
    },
    reload,
  }
}

function isSame(before: Recipient, listed: ListedAddress): boolean {
  return (
    before.language === listed.language &&
    before.keptUntil === listed.keptUntil &&
    before.areas.join() === listed.areas.join() &&
    before.modes.join() === listed.modes.join()
  )
}
