/** What a message says, in plain words and in the order a reader asks: is it real, what kind, what, where, until when. English; texts of the message stay as they are. */
import type { CapArea, CapInfo, CapMessage, CapMsgType, CapReference, CapStatus } from './message.ts'
import { instantOfCapTime, type CapTime } from './time.ts'

export interface CapTold {
  readonly label: string
  readonly text: string
}

export interface CapTelling {
  /** Said before everything else: only `real` is meant to be acted upon. */
  readonly standing: {
    readonly kind: 'real' | 'drill' | 'test'
    readonly word: string
    readonly means: string
  }
  readonly facts: readonly CapTold[]
  /** One for each `info`. */
  readonly parts: readonly CapToldPart[]
}

export interface CapToldPart {
  readonly language: string
  readonly title: string
  readonly facts: readonly CapTold[]
  readonly areas: readonly string[]
}

const standings: { readonly [status in CapStatus]: CapTelling['standing'] } = {
  Actual: { kind: 'real', word: 'ACTUAL', means: 'meant for everybody it reaches' },
  Exercise: { kind: 'drill', word: 'EXERCISE', means: 'only for those who take part in it; not real' },
  System: { kind: 'test', word: 'SYSTEM', means: 'a message between networks; not for people' },
  Test: { kind: 'test', word: 'TEST', means: 'technical testing only; everybody ignores it' },
  Draft: { kind: 'test', word: 'DRAFT', means: 'not to be acted upon in this form' },
}

const kinds: { readonly [type in CapMsgType]: string } = {
  Alert: 'a new warning',
  Update: 'an update; it replaces what it refers to',
  Cancel: 'a cancellation of what it refers to',
  Ack: 'an acknowledgement of what it refers to',
  Error: 'a refusal of what it refers to',
}

/** Tells a message that was read. Times are said with their own zone and, where it is another, in UTC. */
export function tellCap(message: CapMessage): CapTelling {
  return {
    standing: standings[message.status],
    facts: facts(
      ['Kind', `${message.msgType}: ${kinds[message.msgType]}`],
      ['From', message.sender],
      ['Source', message.source],
      ['Sent', sayTime(message.sent)],
      ['For', sayScope(message)],
      ['Name', message.identifier],
      ['Refers to', message.references?.map(sayOne).join('; ')],
      ['Incidents', message.incidents?.join(', ')],
      ['Codes', message.code?.join(', ')],
      ['Note', message.note],
    ),
    parts: message.info.map(tellInfo),
  }
}

function tellInfo(info: CapInfo): CapToldPart {
  return {
    language: info.language ?? 'en-US',
    title: info.headline ?? info.event,
    facts: facts(
      ['Event', `${info.event} (${info.category.join(', ')})`],
      ['How bad', `${info.severity}, ${info.urgency}, ${info.certainty}`],
      ['Issued by', info.senderName],
      ['What to do', info.responseType?.join(', ')],
      ['In force from', info.effective === undefined ? undefined : sayTime(info.effective)],
      ['Begins', info.onset === undefined ? undefined : sayTime(info.onset)],
      ['Ends', info.expires === undefined ? 'not said' : sayTime(info.expires)],
      ['For whom', info.audience],
      ['Description', info.description],
      ['Instruction', info.instruction],
      ['More', info.web],
      ['Contact', info.contact],
      ['Event codes', values(info.eventCode)],
      ['Parameters', values(info.parameter)],
      ['Files', info.resource?.map((it) => `${it.resourceDesc} (${it.mimeType})`).join('; ')],
    ),
    areas: (info.area ?? []).map(sayArea),
  }
}

function facts(...pairs: readonly (readonly [string, string | undefined])[]): CapTold[] {
  return pairs.flatMap(([label, text]) =>
    text === undefined || text.trim() === '' ? [] : [{ label, text: text.trim() }],
  )
}

function sayScope({ scope, restriction, addresses }: CapMessage): string {
  if (scope === 'Restricted') return `people under a restriction: ${restriction ?? 'not said'}`
  if (scope === 'Private') return `only ${addresses?.join(', ') ?? 'addresses that are not said'}`
  return 'the public'
}

function sayOne({ identifier, sender, sent }: CapReference): string {
  return `${identifier} of ${sender}, sent ${sayTime(sent)}`
}

function values(list: CapInfo['parameter']): string | undefined {
  return list?.map(({ valueName, value }) => `${valueName} = ${value}`).join('; ')
}

function sayArea(area: CapArea): string {
  const shapes = [
    counted(area.polygon?.length ?? 0, 'polygon'),
    counted(area.circle?.length ?? 0, 'circle'),
    counted(area.geocode?.length ?? 0, 'code'),
  ].filter((text) => text !== '')
  return `${area.areaDesc}${shapes.length === 0 ? '' : ` (${shapes.join(', ')})`}`
}

function counted(count: number, what: string): string {
  return count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`
}

/** `2025-11-02 00:37 +03:00 (21:37 UTC)`. */
function sayTime(time: CapTime): string {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::(\d\d))?\S*?([+-]\d\d:\d\d)$/.exec(time)
  if (match === null) return time
  const [, day, clock, seconds = '00', zone] = match
  const said = `${day} ${clock}${seconds === '00' ? '' : `:${seconds}`}`
  if (/^[+-]00:00$/.test(zone!)) return `${said} UTC`
  const utc = instantOfCapTime(time)
  return `${said} ${zone} (${utc.slice(11, 16)} UTC)`
}
