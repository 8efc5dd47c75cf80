/** The messages of a Telegram Desktop export (`result.json`) as parts; what isn't as it should be is passed over and counted, never guessed. */
import { instantOf, refuse, type Instant, type Result } from '#base'
import { plainText } from './plain-text.ts'
import { mostParts, type ReadPart, type SaidTime } from './reading.ts'

/** Telegram sends 4,096 characters at most; ten times as much leaves room for what comes. */
const longestMessage = 40_960

type Refusal = 'evidence/garbled' | 'evidence/too-many-parts'
type Loose = { readonly [member: string]: unknown }

export interface ReadChats {
  /** How many messages there are, with those that give no part. */
  readonly messages: number
  readonly empty: number
  readonly passedOver: number
  readonly parts: Iterable<ReadPart>
}

/** One chat's export, or one of everything (`chats.list`). Counts are final when the parts were all taken. */
export function readTelegram(json: string): Result<ReadChats, Refusal> {
  let root: unknown
  try {
    root = JSON.parse(json)
  } catch {
    return refuse('evidence/garbled', { kind: 'a Telegram export', why: 'it is no JSON, or was cut short' })
  }
  const chats = chatsOf(root)
  if (chats.length === 0)
    return refuse('evidence/garbled', { kind: 'a Telegram export', why: 'it has no list of messages' })
  const messages = chats.reduce((sum, chat) => sum + chat.messages.length, 0)
  if (messages > mostParts) return refuse('evidence/too-many-parts', { limit: mostParts })
  const counts = { empty: 0, passedOver: 0 }
  return {
    ok: true,
    value: {
      messages,
      get empty() {
        return counts.empty
      },
      get passedOver() {
        return counts.passedOver
      },
      parts: partsOf(chats, counts),
    },
  }
}

interface Chat {
  readonly key: string
  readonly name: string
  readonly messages: readonly unknown[]
}

function* partsOf(chats: readonly Chat[], counts: { empty: number; passedOver: number }): Iterable<ReadPart> {
  for (const chat of chats)
    for (const message of chat.messages) {
      const part = partOf(message, chat)
      if (part === 'empty') counts.empty++
      else if (part === 'strange') counts.passedOver++
      else yield part
    }
}

function chatsOf(root: unknown): readonly Chat[] {
  if (!isObject(root)) return []
  if (Array.isArray(root['messages'])) return [chatOf(root)]
  const lists = [root['chats'], root['left_chats']].filter(isObject).map((chats) => chats['list'])
  return lists.filter(Array.isArray).flatMap((list: readonly unknown[]) =>
    list
      .filter(isObject)
      .filter((chat) => Array.isArray(chat['messages']))
      .map(chatOf),
  )
}

function chatOf(chat: Loose): Chat {
  const id = idOf(chat['id'])
  const name = lineOf(chat['name']) || 'a chat without a name'
  const key = id === undefined ? `telegram:${name}` : `telegram:${id}`
  return { key: key.slice(0, 300), name, messages: chat['messages'] as readonly unknown[] }
}

function partOf(message: unknown, chat: Chat): ReadPart | 'empty' | 'strange' {
  if (!isObject(message)) return 'strange'
  // Joined, pinned, called: said by nobody.
  if (message['type'] === 'service') return 'empty'
  const id = idOf(message['id'])
  if (id === undefined) return 'strange'
  const said = textOf(message['text'])
  if (said === undefined || said.length > longestMessage) return 'strange'
  const text = plainText(said)
  if (text.trim() === '') return 'empty'
  const editedAt = unixTime(message['edited_unixtime'])
  const forwardedFrom = lineOf(message['forwarded_from'])
  const replyTo = idOf(message['reply_to_message_id'])
  const author = lineOf(message['author']) || lineOf(message['from'])
  const signed = author !== '' && author !== chat.name
  return {
    part: `message ${id}`,
    text,
    publisher: { key: chat.key, name: chat.name },
    times: timesOf(message),
    // Edited, it says something else.
    identity: `${chat.key} ${id}${editedAt === null ? '' : ` ${editedAt}`}`,
    ...(signed ? { author } : {}),
    marks: {
      ...(forwardedFrom === '' ? {} : { forwardedFrom }),
      ...(replyTo === undefined ? {} : { replyTo: `message ${replyTo}` }),
      ...(editedAt === null ? {} : { editedAt }),
    },
  }
}

/** A text, or a list of texts and entities, of which each has its own `text`. Undefined where it is neither. */
function textOf(text: unknown): string | undefined {
  if (typeof text === 'string') return text
  if (!Array.isArray(text)) return undefined
  let whole = ''
  for (const piece of text as readonly unknown[]) {
    const said = isObject(piece) ? piece['text'] : piece
    if (typeof said !== 'string') return undefined
    whole += said
  }
  return whole
}

/** `date` is in the zone of whoever exported, which it does not say; only `date_unixtime` is an instant. */
function timesOf(message: Loose): readonly SaidTime[] {
  const unix = message['date_unixtime']
  const at = unixTime(unix)
  const date = message['date']
  const times: SaidTime[] = []
  if (at !== null) times.push({ by: 'telegram', field: 'date_unixtime', text: String(unix), at })
  else if (typeof date === 'string' && date !== '')
    times.push({ by: 'telegram', field: 'date', text: date.slice(0, 100), at: null })
  return times
}

const firstTelegram = 1_376_000_000

/** Seconds since 1970, as text or number; null where it is none, or before there was a Telegram. */
function unixTime(value: unknown): Instant | null {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string' || !/^\d{9,11}$/.test(text)) return null
  const seconds = Number(text)
  return seconds < firstTelegram || seconds > 7_000_000_000 ? null : instantOf(seconds * 1_000)
}

function idOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined
  return typeof value === 'string' && /^[\w-]{1,64}$/.test(value) ? value : undefined
}

function lineOf(value: unknown): string {
  return typeof value === 'string'
    ? plainText(value.slice(0, 2_000)).replace(/\s+/g, ' ').trim().slice(0, 300)
    : ''
}

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
