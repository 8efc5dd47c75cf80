/** What was said of one warning, message by message: the list, and each message of it. */
import { isEnd, type Notice } from '#alerts'
import type { JsonObject } from '#base'
import { capTime } from '#cap'
import type { DialectGround, Picture } from '../dialect.ts'
import { messagesOf } from './messages.ts'
import { archivedId } from './warning-id.ts'
import { warningJson } from './warning.ts'

/** Undefined where there is none, and for drills and tests, which this list could not name as such. */
export async function historyOf(
  id: string,
  picture: Picture,
  ground: DialectGround,
): Promise<JsonObject | undefined> {
  const messages = await messagesOf(id, picture, ground)
  if (messages?.all.every(({ mode }) => mode === 'live') !== true) return undefined
  return {
    history: named(messages.all, ground).map(({ name, notice }) => ({
      identifier: `${name}.json`,
      msgType: typeOf(notice),
      sent: capTime(notice.at, ground.timeZone),
      headline: headlineOf(notice, ground),
    })),
  }
}

export async function archivedWarning(
  name: string,
  picture: Picture,
  ground: DialectGround,
): Promise<JsonObject | undefined> {
  const messages = await messagesOf(name.slice(0, Math.max(0, name.lastIndexOf('_'))), picture, ground)
  const found = messages && named(messages.all, ground).find((one) => one.name === name)
  return found && warningJson(found.notice, messages.all, picture, ground, 'archived')
}

/** The second message of one second has its number behind the time. */
function named(all: readonly Notice[], { timeZone }: DialectGround) {
  const taken = new Set<string>()
  return all.map((notice) => {
    const id = archivedId(notice.alert, capTime(notice.at, timeZone))
    const name = taken.has(id) ? `${id}-${notice.revision}` : id
    taken.add(name)
    return { name, notice }
  })
}

/** A lapse is no Cancel: nobody has said that it is over. */
function typeOf(notice: Notice): 'ALERT' | 'UPDATE' | 'CANCEL' {
  if (isEnd(notice) && notice.kind !== 'lapse') return 'CANCEL'
  return notice.revision > 1 ? 'UPDATE' : 'ALERT'
}

function headlineOf({ wording }: Notice, { languages }: DialectGround): string {
  const { texts } = wording
  const language = ['de', ...languages, ...Object.keys(texts)].find((one) => texts[one] !== undefined)
  return language === undefined ? '' : texts[language]!['90']
}
