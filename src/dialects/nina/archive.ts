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
    history: messages.all.map((notice) => ({
      identifier: `${idOf(notice, ground)}.json`,
      msgType: typeOf(notice),
      sent: capTime(notice.at, ground.timeZone),
      headline: headlineOf(notice, ground),
    })),
  }
}

/** Of two messages in one second, the later one. */
export async function archivedWarning(
  name: string,
  picture: Picture,
  ground: DialectGround,
): Promise<JsonObject | undefined> {
  const messages = await messagesOf(name.slice(0, Math.max(0, name.lastIndexOf('_'))), picture, ground)
  const notice = messages?.all.findLast((one) => idOf(one, ground) === name)
  return notice && warningJson(notice, messages!.all, picture, ground, 'archived')
}

function idOf({ alert, at }: Notice, { timeZone }: DialectGround): string {
  return archivedId(alert, capTime(at, timeZone))
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
