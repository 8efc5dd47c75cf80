/** The way to a responder's own devices: one notification for each call-out, with buttons that answer it; a newer word takes an older one's place. */
import { between, second, sha256, type Clock, type PersonId } from '#base'
import { markFor, type Outcome, type PushAnswer, type PushHeaders, type PushKeys } from '#channels'
import { callLanguage, callWordsIn } from '#response'
import { callPageWords } from './callout-page-words.ts'
import type { CallDevices } from './callout-devices.ts'
import type { Way, WayMessage } from './callout-ways.ts'

/** Hands a message to a push service: the desk of push does. */
export type PostPush = (
  to: { readonly endpoint: string; readonly keys: PushKeys },
  text: string,
  headers: PushHeaders,
  signal: AbortSignal,
) => Promise<PushAnswer>

export function byPush(devices: CallDevices, post: PostPush, clock: Clock): Way {
  const sendAll = async (account: string, message: WayMessage, signal: AbortSignal): Promise<Outcome> => {
    const text = JSON.stringify(callPush(message))
    const ttlSeconds = Math.floor(between(clock.now(), message.until) / second)
    if (ttlSeconds <= 0) return { kind: 'refused', problem: 'push/too-late', retry: 'never' }
    const topic = topicFor(`${message.callOut}/${message.person}`)
    const answers = await Promise.all(
      devices.of(account as PersonId).map(async (device) => {
        const answer = await post(device, text, { ttlSeconds, urgency: 'high', topic }, signal)
        if (answer.kind === 'gone') await devices.drop(device.id)
        return answer
      }),
    )
    return bestOf(answers)
  }
  return {
    ...{ name: 'push', replies: 'buttons', onOutcome: () => () => {}, onReply: () => () => {} },
    addressOf: ({ account }) => (account === null || devices.of(account).length === 0 ? undefined : account),
    send: sendAll,
    // What a push service holds can't be called back; what is sent after it takes its place.
    hush: async () => 'done',
    quieten: sendAll,
  }
}

/** RFC 8030 §5.4: at most 32 characters of base64url; it tells the service nothing but that two belong together. */
function topicFor(call: string): string {
  return Buffer.from(sha256(`push topic of call ${call}`), 'hex')
    .toString('base64url')
    .slice(0, 32)
}

/** Of several devices the one that heard of it counts; one that is gone is no reason to try again. */
function bestOf(answers: readonly PushAnswer[]): Outcome {
  const found = (kind: PushAnswer['kind']) => answers.find((one) => one.kind === kind)
  const worth =
    found('accepted') ??
    answers.find((one) => one.kind === 'refused' && one.retry === 'later') ??
    found('unknown') ??
    answers[0]
  if (worth === undefined || worth.kind === 'gone')
    return { kind: 'refused', problem: 'push/gone', retry: 'never' }
  return worth.kind === 'accepted' ? { kind: 'accepted', reference: 'push' } : worth
}

/** What the device is told, whole: it shows it without asking anybody. */
export function callPush({ text, language, mode, until, callOut, say, link, person }: WayMessage) {
  const lang = callLanguage(language)
  const words = callPageWords[lang]
  const mark = markFor(mode, lang)
  const head = `${callWordsIn(lang).ask}: `
  const body = text.startsWith(head) ? text.slice(head.length) : text
  const path = link === null ? '/my-calls' : new URL(link).pathname
  return {
    ...{ v: 1, kind: 'call-out', call: `${callOut}/${person}`, say, mode, lang },
    dir: lang === 'he' ? 'rtl' : 'ltr',
    title: mark === undefined ? words.title : `${mark}. ${words.title}`,
    body: `${body.charAt(0).toUpperCase()}${body.slice(1)}`,
    ...{ path, until },
    buttons:
      say === 'ask' && link !== null
        ? [
            { answer: 'coming', title: words.coming },
            { answer: 'cannot', title: words.cannot },
          ]
        : [],
    said: { coming: words.said.coming, cannot: words.said.cannot, failed: words.unsent },
  }
}
