/** One warning in full, as NINA's JSON of CAP: the message that we publish, under the names and ids that its clients know. */
import { noticeToCap, type CapMap, type Notice } from '#alerts'
import { nameOf } from '#areas'
import type { Json, JsonObject, Language } from '#base'
import { mowasDressing, type CapInfo, type CapMessage } from '#cap'
import type { DialectGround, Picture } from '../dialect.ts'
import { arsScheme, eventCodeOf, eventCodeScheme } from './mapping.ts'
import { labels } from './reference.ts'
import { keysOf } from './regions.ts'
import { warningId } from './warning-id.ts'

/** Its event codes, keys and ends are MoWaS's; the keys of regions are said in every language, as far as areas have them. */
const dressing = { ...mowasDressing, parameters: [] }

/** `earlier` are the messages that it supersedes, among others. */
export function capOf(
  notice: Notice,
  earlier: readonly Notice[],
  { hierarchy }: Picture,
  ground: DialectGround,
): CapMessage {
  // Outlines have an address of their own here.
  const map: CapMap = { get: (code) => hierarchy.get(code), hashOfShape: () => null }
  const message = noticeToCap(notice, earlier, ground.book, map, {
    ...{ sender: ground.sender, zone: ground.timeZone, web: `${ground.publicUrl()}/`, corners: 0 },
    dressings: [dressing],
  })
  return {
    ...message,
    // A change is one, also where nobody knows any more what it changed.
    msgType: message.msgType === 'Alert' && notice.revision > 1 ? 'Update' : message.msgType,
    info: message.info.toSorted(spokenFirst(ground.languages)),
  }
}

/** Clients read the first: German where there is any, as in the original; else what the authority speaks first. */
function spokenFirst(languages: readonly string[]) {
  const order = ['de', ...languages]
  const place = ({ language = '' }: CapInfo) =>
    (order.indexOf(language) + order.length + 1) % (order.length + 1)
  return (a: CapInfo, b: CapInfo) => place(a) - place(b)
}

export function warningJson(
  notice: Notice,
  earlier: readonly Notice[],
  picture: Picture,
  ground: DialectGround,
  kept: 'current' | 'archived' = 'current',
): JsonObject {
  const { references, incidents, info, code = [], ...rest } = capOf(notice, earlier, picture, ground)
  const id = warningId(notice.alert)
  const keys = keysOf(notice.areas, picture)
  return {
    ...rest,
    identifier: id,
    code: [...code, `DVN:${notice.revision}`, ...(kept === 'archived' ? ['ARCHIVED'] : [])],
    ...(references === undefined
      ? {}
      : { references: references.map(({ sender, sent }) => `${sender},${id},${sent}`).join(' ') }),
    ...(incidents === undefined ? {} : { incidents: incidents.join(' ') }),
    info: info.map((one): Json => infoJson(one, notice, keys)),
  }
}

function infoJson(info: CapInfo, { issuer, threat }: Notice, keys: readonly string[]): Json {
  const { description = '', eventCode = [], parameter = [], area = [], language = '' } = info
  const ours = eventCode.filter(({ valueName }) => valueName !== eventCodeScheme)
  return {
    ...info,
    // Where the danger has no German name here, it is called as its symbol is.
    event: info.event === threat && language === 'de' ? labels[eventCodeOf(threat)]! : info.event,
    // Some clients look for a code only where there is one alone.
    eventCode: eventCode.filter((one) => !ours.includes(one)),
    description: asHtml(description),
    parameter: [
      ...parameter,
      ...ours,
      { valueName: 'sender_langname', value: nameOf({ names: issuer }, language as Language) },
      ...(keys.length === 0 ? [] : [{ valueName: 'warnVerwaltungsbereiche', value: keys.join(',') }]),
    ],
    area: area.map((one, index) => ({
      areaDesc: one.areaDesc,
      geocode: [
        { valueName: 'AreaId', value: String(index) },
        // The same stands there as MoWaS calls it.
        ...(one.geocode ?? []).filter(({ valueName }) => valueName !== arsScheme),
      ],
    })),
  } as unknown as Json
}

/** Clients show it as HTML, or take back its escapes. */
function asHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/\r?\n/g, '<br/>')
}
