/** E-mails through the authority's mail server: encrypted on the way, over one pool of connections. What is handed over can't be called back. */
import { Transform } from 'node:stream'
import type { Transporter } from 'nodemailer'
import { second, type Clock, type Log, type Milliseconds } from '#base'
import { tlsAsClient } from '../../base/tls-policy.node.ts'
import type { ChannelStanding, Outcome } from '../channel.ts'
import type { Carrier, Handed } from '../line/carrier.ts'
import { proofPatience } from '../line/line-over.ts'
import { mailOf } from './mail.ts'

export interface MailCarrierOptions {
  /** `smtp://user:password@host:port`, or `smtps://` for TLS from the first byte. */
  readonly server: string
  /** `Name <address>` or an address. */
  readonly from: string
  /** Hosts that may be spoken to without TLS. */
  readonly allowed: readonly string[]
  readonly clock: Clock
  readonly report: Log
  readonly patienceFor?: Milliseconds
  readonly connections?: number
  /** PEM of an authority of the installation's own, beside the usual ones. */
  readonly ca?: string
}

interface MailFault {
  readonly code?: string
  readonly responseCode?: number
  readonly command?: string
}

export function mailCarrier(options: MailCarrierOptions): Carrier {
  const { clock, report } = options
  const url = new URL(options.server)
  const patience = options.patienceFor ?? 30 * second
  const domain = /@([a-z0-9.-]+)/i.exec(options.from)?.[1] ?? 'tocsin.invalid'
  let opened: Promise<Transporter> | undefined
  let closed = false
  let standing: ChannelStanding = { state: 'working', since: clock.now() }

  const stands = (state: ChannelStanding['state'], problem?: string) => {
    if (standing.state !== state || standing.problem !== problem)
      standing = { state, since: clock.now(), ...(problem === undefined ? {} : { problem }) }
  }
  const open = async (): Promise<Transporter> => {
    const { createTransport } = await import('nodemailer')
    const secure = url.protocol === 'smtps:'
    const transporter = createTransport({
      ...{ pool: true, maxConnections: options.connections ?? 4, maxMessages: 200 },
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
      secure,
      // Offered encryption is taken in any case; where it isn't offered nothing is sent, except to a host allowed by name.
      requireTLS: !secure && !options.allowed.includes(url.hostname),
      ...(url.username === ''
        ? {}
        : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
      tls: { ...tlsAsClient, ...(options.ca === undefined ? {} : { ca: options.ca }) },
      ...{ connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience },
      ...{ disableFileAccess: true, disableUrlAccess: true },
    }) as unknown as Transporter
    // A message is read once its connection is there: from then on it may be with the server.
    transporter.use('stream', ({ data, message }, done) => {
      const { onText } = data as { readonly onText?: () => 'go' | 'stop' }
      message.transform(
        () =>
          new Transform({
            transform(chunk, _, pass) {
              // Called off while it waited for a connection, nothing of it goes out.
              if (onText?.() === 'stop') pass(new Error('called off'))
              else pass(null, chunk)
            },
          }),
      )
      done()
    })
    return transporter
  }

  return {
    abilities: { confirms: 'nothing', recalls: 'never', replies: 'none' },
    patienceFor: 2 * patience,
    async hand(message, signal): Promise<Handed> {
      const mail = mailOf(message, domain)
      let text: 'begun' | 'not-begun' = 'not-begun'
      const sending = (async () => {
        const transporter = await (opened ??= open())
        if (signal.aborted) return calledOff
        await transporter.sendMail({
          onText() {
            if (signal.aborted && text === 'not-begun') return 'stop'
            text = 'begun'
            return 'go'
          },
          from: options.from,
          // As an object: what stands in an address is never read as a list of addresses.
          to: { name: '', address: message.to },
          ...{ subject: mail.subject, text: mail.text, html: mail.html, messageId: mail.messageId },
          ...(mail.inReplyTo === undefined ? {} : { inReplyTo: mail.inReplyTo }),
          references: [...mail.references],
          headers: { ...mail.headers },
        } as Parameters<Transporter['sendMail']>[0])
        stands('working')
        return {
          references: [mail.messageId],
          outcome: { kind: 'accepted', reference: mail.messageId },
        } as const
      })()
      const off = Promise.withResolvers<Handed>()
      // Whether the server has it is not known any more; what was not begun is simply not sent.
      const onAbort = () => off.resolve(text === 'begun' ? nobodyKnows : calledOff)
      signal.addEventListener('abort', onAbort, { once: true })
      const failed = (error: unknown): Handed => {
        const outcome = whyNot(error as MailFault, text)
        const problem = outcome.kind === 'refused' || outcome.kind === 'unknown' ? outcome.problem : ''
        // The server's own words can repeat the address; only the code is told.
        report.warn('An e-mail was not taken', {
          why: problem,
          code: (error as MailFault).responseCode ?? '',
        })
        if (isOfTheServer(problem)) stands('failing', problem)
        return { references: [], outcome }
      }
      try {
        return await Promise.race([sending.catch(failed), off.promise])
      } finally {
        signal.removeEventListener('abort', onAbort)
      }
    },
    listen() {},
    standing: () => standing,
    async prove() {
      const says = (outcome: 'passed' | 'failed', code: string, says: string) => ({
        ...{ at: clock.now(), outcome, code, says },
      })
      try {
        const transporter = await (opened ??= open())
        const { promise, reject } = Promise.withResolvers<never>()
        const callOff = clock.after(proofPatience, () => reject(new Error('no answer')))
        await Promise.race([transporter.verify(), promise]).finally(callOff)
        stands('working')
        return says('passed', 'mail-server-answered', 'The mail server let this server in.')
      } catch (error) {
        const outcome = whyNot(error as MailFault, 'not-begun')
        const problem = 'problem' in outcome ? outcome.problem : 'line/not-connected'
        stands('failing', problem)
        return says('failed', problem, 'The mail server did not let this server in.')
      }
    },
    async close() {
      if (closed) return
      closed = true
      const transporter = await opened?.catch(() => undefined)
      transporter?.close()
    },
  }
}

const calledOff: Handed = {
  references: [],
  outcome: { kind: 'refused', problem: 'line/called-off', retry: 'later' },
}
const nobodyKnows: Handed = { references: [], outcome: { kind: 'unknown', problem: 'line/no-answer' } }

function isOfTheServer(problem: string): boolean {
  return ['line/not-encrypted', 'line/sign-in-refused', 'line/not-connected'].includes(problem)
}

const mayPass: readonly number[] = [421, 450, 451, 452]

/**
 * RFC 5321 §4.2.1: 4yz may pass, 5yz will not. Without a reply nobody knows what became of a text that was under way; one that
 * was not begun is simply not sent.
 */
function whyNot({ code, responseCode, command }: MailFault, text: 'begun' | 'not-begun'): Outcome {
  const refused = (problem: string, retry: 'never' | 'later'): Outcome => ({
    kind: 'refused',
    problem,
    retry,
  })
  if (code === 'ETLS') return refused('line/not-encrypted', 'later')
  if (code === 'EAUTH') return refused('line/sign-in-refused', 'later')
  if (responseCode !== undefined && responseCode >= 400) {
    if (mayPass.includes(responseCode)) return refused('line/busy', 'later')
    if (responseCode < 500) return refused('line/rejected', 'later')
    return refused(command === 'RCPT TO' ? 'line/bad-address' : 'line/rejected', 'never')
  }
  if (text === 'begun') return { kind: 'unknown', problem: 'line/no-answer' }
  return refused('line/not-connected', 'later')
}
