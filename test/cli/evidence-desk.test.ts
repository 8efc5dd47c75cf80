import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { PersonId } from '#base'
import { openEvidenceDesk, type EvidenceDesk } from '../../src/server/evidence-desk.ts'
import { documentOf, readLines } from '../support/evidence-texts.ts'
import { done, startTestServer, zadonsky, type TestServer } from '../support/server.node.ts'
import { openShell, type Shell } from './shell.node.ts'

describe('the evidence desk, from the command line', () => {
  let server: TestServer
  let shell: Shell
  let desk: EvidenceDesk
  let folder: string
  let id: string
  before(async () => {
    server = await startTestServer()
    shell = await openShell({ TOCSIN_SERVER: server.url, TOCSIN_DATA: server.folder })
    desk = openEvidenceDesk(server.running.system, { keptForDays: 30, read: readLines })
    folder = mkdtempSync(join(tmpdir(), 'tocsin-evidence-cli-'))
    const line = { words: 'At least four hurt in Zadonsk', event: 'casualties', area: zadonsky } as const
    const counts = [{ value: 4, unit: 'injured', bound: 'at-least' }] as const
    const seenAt = server.running.system.clock.now()
    const taken = await desk.book.put(documentOf([{ ...line, counts }], { seenAt, source: 'news.example' }), {
      ...{ by: 'olena' as PersonId, via: 'key:test' },
    })
    assert.ok(taken.ok)
    id = taken.value.document
  })
  after(async () => {
    await desk.stop()
    await shell.close()
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('lists the inbox and shows a document with its claims', async () => {
    const inbox = await shell.run('evidence', 'inbox')
    assert.deepEqual([inbox.code, inbox.out.includes(id)], [0, true])
    assert.match(inbox.out, /F {2}news\.example {2}At least four hurt in Zadonsk {2}\(0 of 1 judged\)/)
    const shown = await shell.run('evidence', 'show', id)
    assert.match(shown.out, /0 {2}not judged {2}6 Truth cannot be judged/)
    assert.match(shown.out, /casualties, Zadonsky District, at-least 4 injured {2}→ damage/)
    assert.equal(
      (await shell.refused(1, 'evidence', 'show', 'evidence-none')).code,
      'evidence/unknown-document',
    )
  })

  test('grades sources and claims with a reason, and says the grade in the field’s words', async () => {
    const { source } = await shell.json<{ source: { id: string } }>('evidence', 'show', id)
    const rated = await shell.run('evidence', 'rate', source.id, 'B', '--reason', 'Right ten times')
    assert.equal(rated.out, 'news.example: B, Usually reliable.\n')
    const claim = await shell.run('evidence', 'rate', `${id}/0`, '3', '--reason', 'It may be')
    assert.equal(claim.out, `${id}/0: 3, Possibly true.\n`)
    const why = await shell.refused(1, 'evidence', 'rate', `${id}/0`, '1', '--reason', 'I feel it')
    assert.equal(why.code, 'evidence/not-confirmed')
  })

  test('lists events with ranges, and writes all of it to a file that is not written over', async () => {
    done(await server.olena.post(`/v1/evidence/documents/${id}/claims/0/judge`, { verdict: 'accepted' }))
    const events = await shell.run('evidence', 'events')
    assert.match(
      events.out,
      /UNCONFIRMED {2}casualties, Zadonsky District, .*at least 4 injured {2}\(1 claims, 1 families\)/,
    )
    const file = join(folder, 'out.jsonld')
    assert.equal((await shell.run('evidence', 'export', file)).code, 0)
    assert.equal(statSync(file).mode & 0o777, 0o600)
    const data = JSON.parse(readFileSync(file, 'utf8')) as { '@graph': { id: string }[] }
    assert.ok(data['@graph'].some((node) => node.id.endsWith(`${id}/0#stands`)))
    assert.equal((await shell.refused(1, 'evidence', 'export', file)).code, 'server/usage')
    const csv = await shell.run('evidence', 'export', '-', '--csv')
    assert.match(csv.out, /"at-least 4 injured"|at-least 4 injured/)
  })
})
