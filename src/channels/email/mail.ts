/** What an e-mail says and how it is threaded: plain text and the same as HTML, under ids by which mail programs put updates beside their warning. */
import { sha256, type Mode } from '#base'
import { markFor } from '../push/message.ts'
import type { Handing } from '../line/carrier.ts'

export interface Mail {
  readonly messageId: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly inReplyTo?: string
  readonly references: readonly string[]
  readonly headers: { readonly [name: string]: string }
}

// Scripts that run from right to left (Unicode, Script_Extensions of letters).
const rightToLeft = /^(ar|arc|ckb|dv|fa|he|ks|nqo|ps|sd|syr|ug|ur|yi)(-|$)/
const longestSubject = 150

export function mailOf(message: Handing, domain: string): Mail {
  const { text, language, follows } = message
  const references = follows.map((id) => messageIdOf(id, domain))
  const last = references.at(-1)
  return {
    messageId: messageIdOf(message.id, domain),
    subject: subjectOf(message),
    text: `${text}\n${message.unsubscribe === undefined ? '' : `\n-- \n${message.unsubscribe}\n`}`,
    html: htmlOf(text, language, message.unsubscribe),
    ...(last === undefined ? {} : { inReplyTo: last }),
    references,
    headers: {
      // RFC 3834 §5: nobody's absence notice answers it.
      'Auto-Submitted': 'auto-generated',
      'Content-Language': language,
      ...(message.mode === 'live' ? { Importance: 'high', 'X-Priority': '1' } : {}),
      // RFC 2369, and RFC 8058 for one click.
      ...(message.unsubscribe === undefined
        ? {}
        : {
            'List-Unsubscribe': `<${message.unsubscribe}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
    },
  }
}

/** The same at every try, and says nothing of whom it is for (RFC 5322 §3.6.4). */
export function messageIdOf(id: string, domain: string): string {
  return `<${sha256(`e-mail ${id}`).slice(0, 40)}@${domain}>`
}

/** One line, marked as what it is, and never longer than what a phone shows. */
function subjectOf({ subject, text, mode, language }: Handing): string {
  const first = (subject ?? /^.*?[.!?…](?=\s|$)|^.*/su.exec(text)?.[0] ?? text).replaceAll(/\s+/g, ' ').trim()
  const said = withMark(first, mode, language)
  return said.length <= longestSubject ? said : `${said.slice(0, longestSubject - 1).replace(/\s+\S*$/, '')}…`
}

function withMark(text: string, mode: Mode, language: string): string {
  const mark = markFor(mode, language)
  return mark === undefined || text.toUpperCase().startsWith(mark.toUpperCase()) ? text : `${mark}. ${text}`
}

/** Nothing is loaded from anywhere and nothing is clever: it reads in every mail program, and as it is in the text. */
function htmlOf(text: string, language: string, unsubscribe: string | undefined): string {
  const direction = rightToLeft.test(language) ? 'rtl' : 'ltr'
  const paragraphs = text
    .split(/\n{2,}/)
    .map((one) => `<p style="margin:0 0 1em">${escaped(one.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('\n')
  const foot =
    unsubscribe === undefined
      ? ''
      : `\n<hr>\n<p style="font-size:85%"><a href="${escaped(unsubscribe)}">${escaped(unsubscribe)}</a></p>`
  return `<!doctype html>
<html lang="${escaped(language)}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
<body style="font:16px/1.5 sans-serif;margin:1em">
${paragraphs}${foot}
</body>
</html>
`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
