import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { describe, test, type TestContext } from 'node:test'
import PostalMime from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import type { AreaCode } from '#areas'
import { countingIds, instantOf, recordingLog, type NoticeId } from '#base'
import { certificate } from '../../../test/support/certificates.node.ts'
import { drillNotice } from '../../../test/support/notices.ts'
import { systemClock } from '../../base/clock.node.ts'
import { channelContract, type ChannelWorld } from '../channel.contract.ts'
import { listedChannel } from '../line/listed-channel.ts'
import type { LineMessage } from '../line/line.ts'
import { memoryLineTable } from '../line/line-table.ts'
import { openLine } from '../line/line-over.ts'
import { openRecipientBook } from '../line/recipient-book.ts'
import { mailCarrier, type MailCarrierOptions } from './mail-carrier.smtp.ts'

interface Taken {
  readonly to: string
  readonly text: string
  readonly secure: boolean
  readonly user: string | undefined
}

/** A real mail server on a free port that keeps what it is given, and behaves as it is told. */
async function mailServer(options: SMTPServerOptions = {}) {
  const taken: Taken[] = []
  let how: Parameters<ChannelWorld['behave']>[0] = 'confirm'
  let connections = 0
  const server = new SMTPServer({
    ...{ authOptional: true, disableReverseLookup: true, logger: false, closeTimeout: 100 },
    hideSTARTTLS: options.key === undefined,
    onConnect: (_, done) => (connections++, done()),
    onRcptTo: ({ address }, _, done) =>
      address.startsWith('nobody@') ? done(answering(550, 'no such person')) : done(),
    onData(stream, session, done) {
      let text = ''
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
      stream.on('end', () => {
        if (how === 'refuse') return done(answering(451, 'later'))
        const { rcptTo } = session.envelope
        taken.push({ to: rcptTo[0]?.address ?? '', text, secure: session.secure, user: session.user })
        if (how === 'confirm') done()
        else if (how === 'drop') cut()
      })
    },
    ...options,
  })
  const cut = () => {
    for (const one of server.connections as unknown as Iterable<{ _socket: Socket }>) one._socket.destroy()
  }
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  const close = () => new Promise<void>((resolve) => (server.close(() => resolve()), cut()))
  return {
    ...{ taken, port, close },
    connections: () => connections,
    behave: (as: typeof how) => void (how = as),
  }
}

function answering(responseCode: number, why: string): Error {
  return Object.assign(new Error(why), { responseCode })
}

async function world(
  options: Partial<MailCarrierOptions> & { readonly mail?: SMTPServerOptions; readonly user?: string } = {},
) {
  const mail = await mailServer(options.mail)
  const [clock, report, table] = [systemClock(), recordingLog(), memoryLineTable()]
  const carrier = mailCarrier({
    ...{ clock, report, patienceFor: 1_000 },
    server: `smtp://${options.user ?? ''}localhost:${mail.port}`,
    ...{ from: 'Warning centre <tocsin@warn.example.org>', allowed: ['localhost'] },
    ...options,
  })
  const line = openLine({ name: 'email', carrier, table, clock, report })
  const close = async () => {
    await line.close()
    await mail.close()
  }
  return { mail, line, clock, report, table, close }
}

channelContract('email', async (): Promise<ChannelWorld> => {
  const here = await world()
  const { line, clock, report, table } = here
  const book = await openRecipientBook({ table, ids: countingIds(), newToken: () => 'token' })
  const list = ['gn:467120', 'gn:482803'].map((area, at) => ({
    ...({ channel: 'email', address: `person${at}@example.org`, language: 'en', keptUntil: null } as const),
    ...{ areas: [area as AreaCode], modes: ['live', 'drill', 'test'] as const },
  }))
  await book.import(list, 'stay', clock.now())
  const channel = listedChannel({
    ...{ line, book, clock, report, modes: ['drill', 'test'], concurrency: 4 },
    fit: (texts) => texts['1395'],
  })
  // The connection is there, as it is on any day but the first.
  await line.send(message(), AbortSignal.timeout(5_000))
  here.mail.taken.length = 0
  let count = 0
  return {
    channel,
    notice(overrides) {
      const id = `alert-000001.${++count}` as NoticeId
      const notice = drillNotice({ id, renewBy: instantOf(Date.now() + 3_600_000), ...overrides })
      const said = `Threat. notice:${notice.id};`
      const texts = { en: { '90': said, '360': said, '1395': said } }
      return { ...notice, wording: { texts, missing: [] } }
    },
    behave: (how) => here.mail.behave(how),
    received: () =>
      here.mail.taken.map(({ to, text }) => ({
        notice: /notice:(.+?);/.exec(text)?.[1] ?? '',
        target: book.all().find(({ address }) => address === to)?.id ?? '',
        mode: text.includes('DRILL.') ? 'drill' : text.includes('TEST.') ? 'test' : 'live',
      })),
    async close() {
      await channel.close()
      await here.close()
    },
  }
})

async function opened(t: TestContext, options: Parameters<typeof world>[0] = {}) {
  const made = await world(options)
  t.after(() => made.close())
  return made
}
let count = 0
const message = (change: Partial<LineMessage> = {}): LineMessage => ({
  ...{ id: `mail-${++count}`, to: 'taras@example.org', language: 'en', mode: 'live', thread: 'alert-1' },
  text: 'Drone attack threat. Go <indoors> & stay away from windows.\n\nThe next news comes by 02:00.',
  ...change,
})
const patience = () => AbortSignal.timeout(5_000)

describe('a line by e-mail', { concurrency: false }, () => {
  test('says the same as text and as HTML, in which nothing of it is taken for a tag', async (t) => {
    const here = await opened(t)
    const said = await here.line.send(message(), patience())
    assert.equal(said.kind, 'accepted')
    const mail = await PostalMime.parse(here.mail.taken[0]!.text)
    assert.equal(mail.subject, 'Drone attack threat.')
    assert.match(
      mail.text ?? '',
      /^Drone attack threat\. Go <indoors> & stay away from windows\.\n\nThe next news/,
    )
    assert.match(mail.html ?? '', /<html lang="en" dir="ltr">/)
    assert.match(mail.html ?? '', /Go &lt;indoors&gt; &amp; stay away from windows\.<\/p>/)
    assert.doesNotMatch(mail.html ?? '', /<img|<script|src=/)
    const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value
    assert.equal(header('auto-submitted'), 'auto-generated')
    assert.equal(header('list-unsubscribe'), undefined)
  })

  test('puts an update and the end beside their warning', async (t) => {
    const here = await opened(t)
    const thread = 'alert-7'
    const sent = []
    for (const text of ['Warning.', 'Update.', 'All clear.']) {
      await here.line.send(message({ text, thread }), patience())
      sent.push(await PostalMime.parse(here.mail.taken.at(-1)!.text))
      // The next is a moment later, as it is for people.
      await new Promise((resolve) => here.clock.after(2, () => resolve(undefined)))
    }
    const [first, second, third] = sent
    assert.match(first?.messageId ?? '', /^<[0-9a-f]{40}@warn\.example\.org>$/)
    assert.equal(first?.inReplyTo, undefined)
    assert.equal(second?.inReplyTo, first?.messageId)
    assert.equal(third?.inReplyTo, second?.messageId)
    assert.equal(third?.references, `${first?.messageId} ${second?.messageId}`)
    await here.line.send(message({ thread: 'alert-8' }), patience())
    assert.equal((await PostalMime.parse(here.mail.taken.at(-1)!.text)).inReplyTo, undefined)
  })

  test('marks a drill in the subject and in the text, and reads from right to left in Hebrew', async (t) => {
    const here = await opened(t)
    const text = 'היכנסו למרחב המוגן.'
    await here.line.send(
      message({ mode: 'drill', language: 'he', text, unsubscribe: 'https://w.example/u/x' }),
      patience(),
    )
    const mail = await PostalMime.parse(here.mail.taken[0]!.text)
    assert.equal(mail.subject, `תרגיל. ${text}`.split('. ')[0] + '.')
    assert.ok(mail.text?.startsWith(`תרגיל. ${text}`))
    assert.match(mail.html ?? '', /dir="rtl"/)
    const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value
    assert.equal(header('list-unsubscribe'), '<https://w.example/u/x>')
    assert.equal(header('list-unsubscribe-post'), 'List-Unsubscribe=One-Click')
  })

  test('signs in over TLS, and sends nothing where no encryption is offered', async (t) => {
    const authority = certificate({ name: 'Authority of a test', authority: 'yes' })
    const leaf = certificate({ name: 'localhost', by: authority, names: ['localhost'], purpose: 'server' })
    const secured = await opened(t, {
      ...{ allowed: [], ca: authority.pem, user: 'tocsin:pa%3Ass@' },
      mail: {
        ...{ key: leaf.keyPem, cert: leaf.pem, authOptional: false },
        onAuth: ({ username, password }, _, done) =>
          password === 'pa:ss' ? done(null, { user: String(username) }) : done(new Error('no')),
      },
    })
    assert.equal((await secured.line.send(message(), patience())).kind, 'accepted')
    const [{ secure, user }] = secured.mail.taken as [Taken]
    assert.deepEqual([secure, user], [true, 'tocsin'])
    const open = await opened(t, { allowed: [], mail: { disabledCommands: ['STARTTLS'] } })
    const said = await open.line.send(message(), patience())
    assert.deepEqual(said, { kind: 'refused', problem: 'line/not-encrypted', retry: 'later' })
    assert.equal(open.mail.taken.length, 0)
    assert.equal(open.line.standing().problem, 'line/not-encrypted')
  })

  test('sends many over few connections', async (t) => {
    const here = await opened(t, { connections: 2 })
    const said = await Promise.all(Array.from({ length: 20 }, () => here.line.send(message(), patience())))
    assert.ok(said.every(({ kind }) => kind === 'accepted'))
    assert.equal(here.mail.connections(), 2)
  })

  test('knows an address that is not there from a server that is busy or gone', async (t) => {
    const here = await opened(t)
    assert.deepEqual(await here.line.send(message({ to: 'nobody@example.org' }), patience()), {
      ...{ kind: 'refused', problem: 'line/bad-address', retry: 'never' },
    })
    here.mail.behave('refuse')
    const busy = await here.line.send(message(), patience())
    assert.deepEqual(busy, { kind: 'refused', problem: 'line/busy', retry: 'later' })
    assert.doesNotMatch(JSON.stringify(here.report.lines), /example\.org/)
    const gone = await opened(t, { server: 'smtp://localhost:1' })
    const said = await gone.line.send(message(), patience())
    assert.deepEqual(said, { kind: 'refused', problem: 'line/not-connected', retry: 'later' })
  })

  test('says that it can call nothing back, and proves itself without sending', async (t) => {
    const here = await opened(t)
    const one = message()
    await here.line.send(one, patience())
    assert.deepEqual(await here.line.cancel(one.id), { kind: 'too-late', problem: 'line/cannot-recall' })
    assert.equal((await here.line.prove()).outcome, 'passed')
    assert.equal(here.mail.taken.length, 1)
  })

  test('lets nobody’s address become a list of addresses', async (t) => {
    const here = await opened(t)
    for (const to of [
      'a@example.org, b@example.org',
      'a@example.org\r\nBcc: b@example.org',
      '<a@example.org>',
    ])
      assert.equal((await here.line.send(message({ to }), patience())).kind, 'refused')
    assert.equal(here.mail.taken.length, 0)
  })
})
