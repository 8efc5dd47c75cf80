/** Recipients and messages as cells of a table, the same in SQLite and PostgreSQL. */
import type { AreaCode } from '#areas'
import type { Instant } from '#base'
import { modeBits, modesOfBits } from '../push/subscription.ts'
import type { LineName } from './line.ts'
import type { PartState, SentMessage } from './line-table.ts'
import type { Recipient, RecipientId } from './recipient.ts'

export const recipientColumns = [
  ...(['id', 'channel', 'address', 'language', 'areas', 'modes', 'state'] as const),
  ...(['added_at', 'changed_at', 'kept_until', 'token'] as const),
] as const
export type RecipientCells = Record<(typeof recipientColumns)[number], string | number | null>

export function recipientCells(one: Recipient): RecipientCells {
  return {
    ...{ id: one.id, channel: one.channel, address: one.address, language: one.language },
    ...{ areas: one.areas.join(' '), modes: modeBits(one.modes), state: one.state },
    ...{ added_at: one.addedAt, changed_at: one.changedAt, kept_until: one.keptUntil, token: one.token },
  }
}

export function recipientOf(cells: Record<string, unknown>): Recipient {
  const areas = String(cells['areas'])
  return {
    ...{ id: String(cells['id']) as RecipientId, channel: String(cells['channel']) as LineName },
    ...{ address: String(cells['address']), language: String(cells['language']) },
    areas: areas === '' ? [] : (areas.split(' ') as AreaCode[]),
    modes: modesOfBits(Number(cells['modes'])),
    state: String(cells['state']) as Recipient['state'],
    ...{ addedAt: String(cells['added_at']) as Instant, changedAt: String(cells['changed_at']) as Instant },
    keptUntil: (cells['kept_until'] as Instant | null) ?? null,
    token: String(cells['token']),
  }
}

export const messageColumns = [
  ...(['id', 'line', 'address', 'thread', 'sent_at', 'until', 'taken', 'confirmed', 'failed'] as const),
] as const
export type MessageCells = Record<(typeof messageColumns)[number], string | null>

export function messageCells(one: SentMessage): MessageCells {
  return {
    ...{ id: one.id, line: one.line, address: one.to, thread: one.thread, sent_at: one.sentAt },
    ...{ until: one.until, taken: one.taken, confirmed: one.confirmed, failed: one.failed },
  }
}

export function messageOf(
  cells: Record<string, unknown>,
  parts: readonly Record<string, unknown>[],
): SentMessage {
  return {
    ...{ id: String(cells['id']), line: String(cells['line']) as LineName, to: String(cells['address']) },
    ...{ thread: cells['thread'] as string | null, sentAt: String(cells['sent_at']) as Instant },
    ...{ until: String(cells['until']) as Instant, taken: String(cells['taken']) as SentMessage['taken'] },
    parts: parts.map((part) => ({
      reference: String(part['reference']),
      state: String(part['state']) as PartState,
    })),
    ...{
      confirmed: cells['confirmed'] as SentMessage['confirmed'],
      failed: cells['failed'] as string | null,
    },
  }
}
