/** Calls people by e-mail through the authority's own mail server: encrypted on the way, plain text, one message for each person. */
import type { Transporter } from 'nodemailer'
import { second, type Log } from '#base'
import { callText } from './call-text.ts'
import type { CallAnswer, PersonCall } from './person-call.ts'

export interface MailSettings {
  /** `smtp://user:password@host:port`, or `smtps://` for TLS from the first byte. */
  readonly server: string
  /** `Name <address>` or an address. */
  readonly from: string
  /** Hosts that may be spoken to without TLS. */
  readonly allowed: readonly string[]
  readonly log: Log
  readonly patienceFor?: number
  /** PEM of an authority of the installation's own, beside the usual ones. */
  readonly ca?: string
}

export function callByMail(settings: MailSettings): PersonCall {
  const url = new URL(settings.server)
  const patience = settings.patienceFor ?? 20 * second
  let opened: Promise<Transporter> | undefined
  const open = async (): Promise<Transporter> => {
    // Loaded when the first person is called: most installations of one village never call anybody.
    const { createTransport } = await import('nodemailer')
    const secure = url.protocol === 'smtps:'
    return createTransport({
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
      secure,
      // Offered encryption is taken in any case; where it isn't offered nothing is sent, except to a host allowed by name.
      requireTLS: !secure && !settings.allowed.includes(url.hostname),
      ...(url.username === ''
        ? {}
        : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
      tls: { minVersion: 'TLSv1.2', ...(settings.ca === undefined ? {} : { ca: settings.ca }) },
      ...{ connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience },
      ...{ disableFileAccess: true, disableUrlAccess: true },
    }) as Transporter
  }
  return {
    by: 'mail',
    needs: 'email',
    async call(person, contact, message, signal): Promise<CallAnswer> {
      if (contact.email === undefined) return { kind: 'failed', why: 'no-address', again: 'never' }
      if (signal.aborted) return { kind: 'failed', why: 'called-off', again: 'later' }
      const { subject, text } = callText(message, contact.language)
      try {
        const transporter = await (opened ??= open())
        await transporter.sendMail({
          from: settings.from,
          // As an object: what stands in an address is never read as a list of addresses.
          to: { name: '', address: contact.email },
          ...{ subject, text, messageId: `<${message.id}@${domainOf(settings.from)}>` },
          // RFC 3834 §5: nobody's absence notice answers it.
          headers: { 'Auto-Submitted': 'auto-generated', Importance: 'high' },
        })
        return { kind: 'accepted' }
      } catch (error) {
        const failure = whyNot(error as MailFault)
        // The server's own words can repeat the address; only the code is told.
        settings.log.warn('A call by e-mail was not taken', { person, why: failure.why })
        return { kind: 'failed', ...failure }
      }
    },
    async close() {
      const transporter = await opened?.catch(() => undefined)
      transporter?.close()
    },
  }
}

interface MailFault {
  readonly code?: string
  readonly responseCode?: number
}

function whyNot({ code, responseCode }: MailFault): {
  readonly why: string
  readonly again: 'later' | 'never'
} {
  if (code === 'ETLS') return { why: 'mail-not-encrypted', again: 'never' }
  if (code === 'EAUTH') return { why: 'mail-sign-in-refused', again: 'never' }
  // RFC 5321 §4.2.1: 4yz may pass, 5yz will not.
  if (responseCode !== undefined && responseCode >= 400)
    return { why: `mail-refused-${responseCode}`, again: responseCode < 500 ? 'later' : 'never' }
  return { why: `mail-unreachable${code === undefined ? '' : `-${code.toLowerCase()}`}`, again: 'later' }
}

function domainOf(from: string): string {
  return /@([a-z0-9.-]+)/i.exec(from)?.[1] ?? 'tocsin.invalid'
}
