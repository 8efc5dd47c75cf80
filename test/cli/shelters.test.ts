import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { startTestServer, type TestServer } from '../support/server.node.ts'
import { openShell, type Shell } from './shell.node.ts'

describe('shelters from the command line', () => {
  let server: TestServer
  let shell: Shell
  let list: string
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    shell = await openShell({ TOCSIN_SERVER: server.url, TOCSIN_DATA: server.folder })
    list = join(server.folder, 'drill.csv')
    writeFileSync(
      list,
      'id;name;lat;lon;capacity\n1;Drill shelter 1;52,6101;39,5901;50+\n2;Drill shelter 2;52.6202;39.5902;lots\n3;Drill shelter 3;;;9\n',
    )
  })
  after(async () => {
    await shell.close()
    await server.close()
  })

  test('are imported by a guide’s steps: look, keep the mapping, agree; then found, hidden and counted', async () => {
    const mapping = join(server.folder, 'mapping.json')
    const looked = await shell.run('shelters', 'import', list, '--save-mapping', mapping)
    // Something is to be looked at.
    assert.equal(looked.code, 1)
    assert.match(looked.out, /0 as they are · 1 mended · 1 to look at · 1 refused/)
    assert.match(looked.out, /GUESSED/)
    assert.match(looked.out, /row 2 +doubted +capacity-unreadable capacity "lots"/)
    assert.match(looked.out, /row 3 +refused +no-place/)
    assert.match(looked.out, /Nothing was done/)
    assert.deepEqual(JSON.parse(readFileSync(mapping, 'utf8')), {
      ...{ id: 'id', name: 'name', capacity: 'capacity', lon: 'lon', lat: 'lat' },
    })
    const hash = /--agree ([0-9a-f]{64})/.exec(looked.out)![1]!
    const wrong = await shell.run('shelters', 'import', list, '--mapping', mapping, '--agree', '0'.repeat(64))
    assert.equal(wrong.code, 1)
    assert.match(wrong.err, /shelters\/proposal-changed/)
    const done = await shell.run('shelters', 'import', list, '--mapping', mapping, '--agree', hash)
    assert.deepEqual([done.code, done.out.trim()], [0, '2 shelters new, 0 changed, 0 as they were.'])
    const near = await shell.run('shelters', 'near', '39.59,52.61')
    assert.match(near.out, /▸ +\d+ m · about 1 min, slower 1 · Drill shelter 1/)
    const id = /shelter-[0-9a-f]{16}/.exec(near.out)![0]
    assert.equal((await shell.run('shelters', 'hide', id)).code, 0)
    assert.ok(!(await shell.run('shelters', 'near', '39.59,52.61')).out.includes(id))
    assert.match((await shell.run('shelters', 'link', id)).out, /\/warden#[\w-]{43}/)
    const counted = await shell.run('shelters', 'capacity', '--within', 'RU-LIP')
    assert.match(counted.out, /2 shelters +at least 50 places \(1 unknown\)/)
  })
})
