/** Every way by which a responder is called, each with a real peer on a free port: an SMSC, a mail server, a gateway for calls, a paging service, a push service. */
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { pagingService, type PagingService } from './pager.node.ts'
import { startPushService, type Phone, type PushService } from './push-service.node.ts'
import { smsc, type Smsc } from './smsc.node.ts'

/** In the order of the ways. */
export const everyWay = ['push', 'sms', 'email', 'voice', 'pager'] as const
export type EveryWay = (typeof everyWay)[number]

export const lines = {
  sms: '+74742555900',
  voice: '+74742555901',
  email: 'dana@example.org',
  pager: 'yes',
} as const

export interface SpokenCall {
  readonly id: string
  readonly to: string
  readonly say: string
}

export interface CallPeers {
  readonly centre: Smsc
  readonly mails: readonly { readonly to: string; readonly text: string }[]
  readonly calls: readonly SpokenCall[]
  /** Calls that the gateway was asked to hang up. */
  readonly hungUp: readonly string[]
  readonly pager: PagingService
  readonly pushes: PushService
  readonly phone: Phone
  /** What stands in the address of the gateway's callbacks. */
  readonly callbackSecret: string
  readonly settings: { readonly [variable: `TOCSIN_${string}`]: string }
  /** How often somebody was asked for what is said so, over each way. */
  asks(says: string): { readonly [way in EveryWay]: number }
  close(): Promise<void>
}

export async function callPeers(): Promise<CallPeers> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-ways-'))
  const callbackSecret = 'a-secret-that-stands-in-the-callback'
  const mails: { readonly to: string; readonly text: string }[] = []
  const calls: SpokenCall[] = []
  const hungUp: string[] = []
  const centre = await smsc()
  const pager = await pagingService()
  const pushes = await startPushService()
  const phone = pushes.phone('dana')
  const mail = new SMTPServer({
    ...{ authOptional: true, disableReverseLookup: true, logger: false, hideSTARTTLS: true },
    closeTimeout: 100,
    onData(stream, session, taken) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        void PostalMime.parse(Buffer.concat(chunks)).then(({ text = '' }) => {
          mails.push({ to: session.envelope.rcptTo[0]?.address ?? '', text })
          taken()
        })
      })
    },
  })
  mail.on('error', () => {})
  mail.listen(0, '127.0.0.1')
  await once(mail.server, 'listening')
  const gateway = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      const id = request.method === 'DELETE' ? request.url!.slice('/call/'.length) : `call${calls.length}`
      if (request.method === 'DELETE') hungUp.push(id)
      else calls.push({ id, ...(JSON.parse(text) as { to: string; say: string }) })
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id }))
    })
  })
  gateway.listen(0, '127.0.0.1')
  await once(gateway, 'listening')
  const portOf = (address: unknown) => (address as AddressInfo).port
  const gatewayAt = `127.0.0.1:${portOf(gateway.address())}`
  writeFileSync(join(folder, 'callback.secret'), `${callbackSecret}\n`)
  const template = {
    send: { url: `http://${gatewayAt}/call`, body: { json: { to: '{{number}}', say: '{{spoken}}' } } },
    cancel: { method: 'DELETE', url: `http://${gatewayAt}/call/{{reference}}` },
    secrets: { callback: 'callback.secret' },
    accepted: { reference: '/id' },
    callback: { secret: 'callback', reference: '/id', state: '/status', key: '/digits', from: '/from' },
    repeats: 1,
  }
  writeFileSync(join(folder, 'voice.json'), JSON.stringify(template))
  const typeOf = (body: string) => (JSON.parse(body) as { readonly type: string }).type
  return {
    ...{ centre, mails, calls, hungUp, pager, pushes, phone, callbackSecret },
    settings: {
      ...{ TOCSIN_BROKER: 'none', TOCSIN_SMPP: `smpp://tocsin:secret@127.0.0.1:${centre.port}` },
      ...{ TOCSIN_SMS_FROM: 'Tocsin', TOCSIN_SMTP: `smtp://localhost:${portOf(mail.server.address())}` },
      ...{ TOCSIN_MAIL_FROM: 'tocsin@example.org', TOCSIN_VOICE_GATEWAY: join(folder, 'voice.json') },
      ...{ TOCSIN_GATEWAY_ALLOW: gatewayAt, TOCSIN_PUSH_ALLOW: pushes.host },
      ...pager.settings,
      TOCSIN_CALL_ALLOW: 'localhost,127.0.0.1',
    },
    asks: (says) => ({
      push: phone.got.filter(({ json }) => json['say'] === 'ask' && String(json['body']).includes(says))
        .length,
      // A long text comes in parts, of which the first says what for.
      sms: centre.taken.filter(({ submit }) => submit.text.includes(says)).length,
      email: mails.filter(({ text }) => text.includes(says)).length,
      voice: calls.filter(({ say }) => say.includes(says)).length,
      pager: pager.pages.filter(({ body }) => typeOf(body) === 'responder.ask' && body.includes(says)).length,
    }),
    async close() {
      await centre.close()
      await pager.close()
      await pushes.close()
      mail.close()
      gateway.closeAllConnections()
      gateway.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The path of the link that stands in a message. */
export function pathIn(text: string): string {
  const found = /https?:\/\/[^/\s]+(\/call\/\S+)/.exec(text)
  if (found === null) throw new Error(`there is no link in ${text}`)
  return found[1]!
}
