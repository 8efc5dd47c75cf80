/** What somebody who is called reads, as plain text: what waits, what it will say and where, until when, and where to answer. */
import type { InLanguages, Instant } from '#base'
import type { CallMessage } from './person-call.ts'

export interface CallText {
  readonly subject: string
  readonly text: string
}

const mark: { readonly [mode in CallMessage['mode']]: string } = {
  live: '',
  drill: '[DRILL] ',
  test: '[TEST] ',
}

const first: { readonly [what in CallMessage['what']]: string } = {
  approval: 'A warning waits for your approval',
  change: 'A change of a warning waits for your approval',
  emergency: 'A warning was sent by one person alone, in an emergency',
  proposal: 'A change of who may do what waits for a second person',
}

const asked: { readonly [what in CallMessage['what']]: string } = {
  approval:
    'Nothing is sent until a second person agrees. Read it, then approve it or return it with a reason:',
  change: 'It is not sent until a second person agrees. Read it, then approve it or return it with a reason:',
  emergency:
    'It is in force now. Read it at once: correct it, end it or take it back if it is wrong. Its review stays open until you or a colleague closes it:',
  proposal: 'Nothing is changed until a second person agrees. Read it, then confirm or refuse it:',
}

export function callText(message: CallMessage, language: string | undefined): CallText {
  const { what, mode, step, since, until, timeZone, about, link } = message
  const where = oneLine(inLanguage(message.where, language))
  const says = inLanguage(message.says, language)
  const time = (at: Instant) => `${sayTime(at, timeZone)} (${timeZone})`
  const lines = [
    ...(mode === 'drill' ? ['THIS IS A DRILL. There is no danger.', ''] : []),
    ...(mode === 'test' ? ['THIS IS A TEST. There is no danger.', ''] : []),
    ...(step === 'administrators' ? ['NOBODY HAS ANSWERED so far; that is why you are told too.', ''] : []),
    `${first[what]}, since ${time(since)}.`,
    '',
    ...(where === '' ? [] : [`Where: ${where}`, '']),
    ...(says === '' ? [] : [what === 'emergency' ? 'It says:' : 'It will say:', '', indented(says), '']),
    ...(until === undefined
      ? []
      : [
          what === 'proposal'
            ? `Unanswered it lapses at ${time(until)}.`
            : `If nobody answers, more people are called at ${time(until)}.`,
          '',
        ]),
    asked[what],
    link,
    '',
    `(${about})`,
  ]
  const head = where === '' ? first[what] : `${first[what]}: ${where}`
  return { subject: shortened(`${mark[mode]}${head}`, 150), text: `${lines.join('\n')}\n` }
}

/** In the reader's language if there are words in it, else in English, else in whichever there is. */
function inLanguage(texts: InLanguages<string> | undefined, language: string | undefined): string {
  if (texts === undefined) return ''
  const of = new Map(Object.entries(texts))
  return of.get(language ?? 'en') ?? of.get('en') ?? [...of.values()][0] ?? ''
}

/** A subject is a line of the message's head: nothing in it may begin another. */
function oneLine(text: string): string {
  return text.replace(/[\p{Control}\s]+/gu, ' ').trim()
}

function indented(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => `    ${line}`)
    .join('\n')
}

function shortened(text: string, longest: number): string {
  const letters = [...text]
  return letters.length <= longest ? text : `${letters.slice(0, longest - 1).join('')}…`
}

function sayTime(at: Instant, timeZone: string): string {
  const options = { timeZone, dateStyle: 'short', timeStyle: 'short' } as const
  // Swedish writes dates as the standard does: 2025-11-02 02:40.
  return new Intl.DateTimeFormat('sv-SE', options).format(new Date(at))
}
