import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { describe, test } from 'node:test'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { recordingLog, type ActorId, type Instant } from '#base'
import { certificate } from '../../../test/support/certificates.node.ts'
import { callByMail } from './call.smtp.ts'
import type { CallMessage } from './person-call.ts'

const taras = 'person-7' as ActorId
const address = 'taras.shevchuk@example.org'
const message: CallMessage = {
  ...{ id: 'call-0123456789abcdef', what: 'emergency', step: 'on-duty', mode: 'drill', about: 'alert-1' },
  since: '2025-11-01T23:40:00.000Z' as Instant,
  ...{ says: { en: 'Drones.' }, where: { en: 'Zadonsky District' }, timeZone: 'Europe/Moscow' },
  link: 'https://warn.example.org/waiting#alert-1',
}

interface Mail {
  readonly from: string
  readonly to: readonly string[]
  readonly text: string
  readonly secure: boolean
  readonly user: string | undefined
}

function certified() {
  const authority = certificate({ name: 'Authority of a test', authority: 'yes' })
  const leaf = certificate({ name: 'localhost', by: authority, names: ['localhost'], purpose: 'server' })
  return { key: leaf.keyPem, cert: leaf.pem, ca: authority.pem }
}

/** A real mail server on a free port that keeps what it is given. */
async function mailServer(options: SMTPServerOptions = {}) {
  const mails: Mail[] = []
  const server = new SMTPServer({
    ...{ authOptional: true, disableReverseLookup: true, logger: false },
    onData(stream, session, taken) {
      let text = ''
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        mails.push({
          ...{ from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map((one) => one.address), text },
          ...{ secure: session.secure, user: session.user },
        })
        taken()
      })
    },
    ...options,
  })
  // A client that turns its back on an offer it can't trust is the test's point.
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return { mails, port, close: () => new Promise<void>((resolve) => server.close(() => resolve())) }
}

async function called(
  server: string,
  more: { readonly allowed?: readonly string[]; readonly ca?: string; readonly email?: string } = {},
) {
  const log = recordingLog()
  const maker = callByMail({
    ...{ server, from: 'Warning centre <tocsin@example.org>', allowed: more.allowed ?? [], log },
    ...{ patienceFor: 2_000, ...(more.ca === undefined ? {} : { ca: more.ca }) },
  })
  const contact = { email: more.email ?? address }
  const answer = await maker.call(taras, contact, message, new AbortController().signal)
  await maker.close()
  return { answer, log }
}

describe('a call by e-mail', { concurrency: true }, () => {
  test('arrives encrypted, signed in, as plain text to one person, under the id of the call', async () => {
    const { key, cert, ca } = certified()
    const server = await mailServer({
      ...{ key, cert, authOptional: false },
      onAuth: ({ username, password }, _, done) =>
        password === 'pa:ss/wörd' ? done(null, { user: String(username) }) : done(new Error('no')),
    })
    try {
      const secret = encodeURIComponent('pa:ss/wörd')
      const { answer, log } = await called(`smtp://tocsin:${secret}@localhost:${server.port}`, { ca })
      assert.deepEqual(answer, { kind: 'accepted' })
      const [mail] = server.mails
      assert.ok(mail !== undefined)
      assert.deepEqual([mail.to, mail.secure, mail.user], [[address], true, 'tocsin'])
      assert.match(mail.text, /^Message-ID: <call-0123456789abcdef@example\.org>/m)
      assert.match(mail.text, /^Subject: \[DRILL\] A warning was sent by one person alone/m)
      assert.match(mail.text, /^Content-Type: text\/plain; charset=utf-8/m)
      assert.match(mail.text, /^Auto-Submitted: auto-generated/m)
      assert.match(mail.text, /THIS IS A DRILL/)
      assert.doesNotMatch(mail.text, /pa:ss/)
      assert.deepEqual(log.lines, [])
    } finally {
      await server.close()
    }
  })

  test('is not made where the server offers no encryption, except to a host that is allowed by name', async () => {
    const server = await mailServer({ disabledCommands: ['STARTTLS'] })
    try {
      const url = `smtp://127.0.0.1:${server.port}`
      const { answer, log } = await called(url)
      assert.deepEqual(answer, { kind: 'failed', why: 'mail-not-encrypted', again: 'never' })
      assert.equal(server.mails.length, 0)
      assert.doesNotMatch(JSON.stringify(log.lines), /shevchuk/, 'no address stands in the log')
      assert.match(JSON.stringify(log.lines), /person-7/)
      assert.deepEqual((await called(url, { allowed: ['127.0.0.1'] })).answer, { kind: 'accepted' })
      assert.equal(server.mails[0]?.secure, false)
    } finally {
      await server.close()
    }
  })

  test('is not made to a server whose certificate nobody vouches for', async () => {
    const { key, cert } = certified()
    const server = await mailServer({ key, cert })
    try {
      const { answer } = await called(`smtp://localhost:${server.port}`)
      assert.equal(answer.kind, 'failed')
      assert.equal(server.mails.length, 0)
    } finally {
      await server.close()
    }
  })

  test('that is refused says whether it may pass, and never repeats the address', async () => {
    for (const [responseCode, again] of [
      [450, 'later'],
      [550, 'never'],
    ] as const) {
      const server = await mailServer({
        disabledCommands: ['STARTTLS'],
        onRcptTo: ({ address: to }, _, done) =>
          done(Object.assign(new Error(`no ${to} here`), { responseCode })),
      })
      try {
        const { answer, log } = await called(`smtp://127.0.0.1:${server.port}`, { allowed: ['127.0.0.1'] })
        assert.deepEqual(answer, { kind: 'failed', why: `mail-refused-${responseCode}`, again })
        assert.doesNotMatch(JSON.stringify([answer, log.lines]), /shevchuk/)
      } finally {
        await server.close()
      }
    }
  })

  test('to a server that is away fails and may be tried again', async () => {
    const server = await mailServer()
    await server.close()
    const { answer } = await called(`smtp://127.0.0.1:${server.port}`)
    assert.ok(answer.kind === 'failed')
    assert.deepEqual([answer.again, answer.why.startsWith('mail-unreachable')], ['later', true])
  })

  test('goes to one address, whatever somebody wrote into theirs', async () => {
    const server = await mailServer({ disabledCommands: ['STARTTLS'] })
    try {
      const email = 'a@example.org, b@example.org'
      await called(`smtp://127.0.0.1:${server.port}`, { allowed: ['127.0.0.1'], email })
      assert.ok(server.mails.every(({ to }) => to.length === 1 && to[0] !== 'b@example.org'))
    } finally {
      await server.close()
    }
  })
})
