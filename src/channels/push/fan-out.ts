/** Whom one notice is for on one target, decided once and written down before anybody is told; and what is known of them. */
import { isEnd, type Notice } from '#alerts'
import type { AreaCode } from '#areas'
import type { AlertId } from '#base'
import type { SubscriptionBook } from './subscription-book.ts'
import type { Row } from './subscription.ts'
import { isLoudIn, stateIn, type ToldAlert, type ToldBook, type ToldNotice } from './told-book.ts'

export interface Assigning {
  readonly book: Pick<SubscriptionBook, 'inAreas' | 'isThere' | 'isProven' | 'takes'>
  readonly told: ToldBook
  /** Areas in which the alert goes on, by the ledger; none where nobody can say. */
  readonly goesOnIn: (alert: AlertId) => readonly AreaCode[]
}

/**
 * Gives every subscriber of the target who is not counted to another one already: with several places in a notice somebody is
 * told once. The same answer after a restart: what was written down stays.
 */
export async function assign(
  { book, told, goesOnIn }: Assigning,
  notice: Notice,
  target: AreaCode,
): Promise<ToldNotice | undefined> {
  const alert = await told.of(notice.alert)
  const known = alert.notices.get(notice.id)
  if (known?.has(target)) {
    // Whoever asks a second time waits for the same disk.
    await told.flush()
    return known
  }
  const before = toldBefore(alert, notice)
  const candidates = new Set<Row>()
  if (notice.areas.some(({ code }) => code === target))
    for (const row of book.inAreas([target])) candidates.add(row)
  // Whoever may have been told of it must hear its end, wherever their places are by now.
  if (isEnd(notice))
    for (const [row, last] of before)
      if (last.target === target && last.says === 'warning') candidates.add(row)
  // Areas that leave while others go on: who has a place in both is told of what goes on.
  const ongoing = isEnd(notice) && notice.reason === 'areas-cleared' ? goesOnIn(notice.alert) : []
  if (ongoing.length > 0) for (const row of book.inAreas(ongoing)) candidates.delete(row)
  const elsewhere = known === undefined ? [] : [...known.targets()].filter((other) => other !== target)
  const loud = new Set(book.inAreas(notice.loudFor))
  const rows: (readonly [Row, 'loud' | 'quiet'])[] = []
  for (const row of candidates) {
    if (!book.isThere(row) || !book.takes(row, notice.mode)) continue
    const last = before.get(row)
    // Danger is tried on whoever subscribed, also where nothing came back yet; who was told hears what becomes of it.
    if (!book.isProven(row) && notice.gravity !== 'danger' && last === undefined) continue
    if (elsewhere.some((other) => known!.byte(other, row) !== 0)) continue
    // What never got through is still new to them, and so is a danger to who came while it goes on, whatever the notice
    // says of everybody else.
    const isNewToThem =
      last === undefined
        ? notice.gravity === 'danger'
        : last.says === 'warning' && last.sound === 'loud' && last.state !== 'accepted'
    const owed = !isEnd(notice) && isNewToThem
    rows.push([row, loud.has(row) || owed ? 'loud' : 'quiet'])
  }
  await told.assign(alert, notice, target, rows)
  return alert.notices.get(notice.id)
}

interface Last {
  readonly target: string
  readonly says: ToldNotice['says']
  readonly state: ReturnType<typeof stateIn>
  readonly sound: 'loud' | 'quiet'
}

/** The last that each was to hear of the alert before this notice; of one revision what ends comes before what goes on. */
function toldBefore(alert: ToldAlert, { revision }: Pick<Notice, 'revision'>): Map<Row, Last> {
  const last = new Map<Row, Last>()
  const earlier = [...alert.notices.values()]
    .filter((one) => one.revision < revision)
    .sort((a, b) => a.revision - b.revision || (a.says === 'end' ? -1 : 1))
  for (const notice of earlier)
    for (const target of notice.targets())
      for (const [row, byte] of notice.each(target))
        last.set(row, {
          ...{ target, says: notice.says, state: stateIn(byte) },
          sound: isLoudIn(byte) ? 'loud' : 'quiet',
        })
  return last
}
