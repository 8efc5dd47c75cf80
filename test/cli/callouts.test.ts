import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { done, issueAlert, red, startTestServer, zadonsky, type TestServer } from '../support/server.node.ts'
import { openShell, type Shell } from './shell.node.ts'

describe('call-outs and teams from the command line', () => {
  let server: TestServer
  let shell: Shell
  const stamp = (hours: number) =>
    new Date(Date.now() + hours * 3_600_000).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const rota = (...entry: readonly string[]) =>
    ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//y//EN', ...entry, 'END:VCALENDAR'].join('\r\n')
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    shell = await openShell({ TOCSIN_SERVER: server.url, TOCSIN_DATA: server.folder })
    const people = { ann: ['firefighter', 'driver'], bob: ['firefighter'], cyd: ['driver'] }
    for (const [id, skills] of Object.entries(people)) {
      const body = { name: `Name of ${id}`, skills, lines: { pager: 'no' } }
      done(await server.admin.ask('PUT', `/v1/responders/${id}`, { body }))
    }
    const team = { name: 'Crew', areas: [zadonsky], members: ['ann', 'bob', 'cyd'] }
    done(await server.admin.ask('PUT', '/v1/teams/crew', { body: team }))
  })
  after(async () => {
    await shell.close()
    await server.close()
  })

  test('bring a rota in, say who is on duty, and keep the rest of the team', async () => {
    assert.match((await shell.run('teams', 'on-duty')).out, /crew +Crew: nobody/)
    const file = join(server.folder, 'rota.ics')
    writeFileSync(
      file,
      rota(
        ...['BEGIN:VEVENT', 'UID:1', `DTSTAMP:${stamp(0)}`, `DTSTART:${stamp(-1)}`, `DTEND:${stamp(3)}`],
        ...['RRULE:FREQ=DAILY;COUNT=5', 'SUMMARY:Name of cyd\\, night', 'END:VEVENT'],
      ),
    )
    const imported = await shell.run('teams', 'import', 'crew', file)
    assert.equal(imported.code, 0, imported.err)
    assert.match(imported.out, /^5 shifts in the month from now\.\n +\d{4}-.* {2}cyd\n/)
    assert.match((await shell.run('teams', 'on-duty')).out, /crew +Crew: cyd/)
    assert.match((await shell.run('teams', 'list')).out, /Crew: 3 people, 1 on duty, with a calendar/)
    writeFileSync(file, 'no calendar')
    const refused = await shell.run('teams', 'import', 'crew', file)
    assert.equal(refused.code, 1)
    assert.match(refused.err, /response\/bad-calendar/)
    assert.match((await shell.run('teams', 'on-duty')).out, /crew +Crew: cyd/)
    assert.match((await shell.run('teams', 'import', 'none', file)).err, /response\/unknown-team/)
    assert.match((await shell.run('teams', 'import', 'crew', join(server.folder, 'none.ics'))).err, /ENOENT/)
  })

  test('start, write down answers, stand one down, and end', async () => {
    const alert = await issueAlert(server, red([zadonsky]))
    const odd = await shell.run('callouts', 'start', '--says', 'X', '--team', 'crew', '--want', 'four')
    assert.equal(odd.code, 1)
    assert.match(odd.err, /“four” is no number of people/)
    const started = await shell.run(
      ...['callouts', 'start', '--says', 'Fire station 2', '--team', 'crew', '--alert', alert.id],
      ...['--want', '1:driver', '--for', '60', '--repeat', '60'],
    )
    assert.equal(started.code, 0, started.err)
    const id = /callout-[\w-]+/.exec(started.out)![0]
    // Cyd is on duty, and drives.
    assert.match(started.out, /1 place for driver: 1 missing\n +cyd Name of cyd: silent since/)
    const coming = await shell.run('callouts', 'answer', id, 'cyd', 'coming', '--minutes', '20')
    assert.match(coming.out, /1 place for driver: filled \(cyd\)/)
    assert.match(coming.out, /cyd Name of cyd: coming, there at .* \(by desk/)
    assert.match(
      (await shell.run('callouts', 'stand-down', id, 'cyd')).out,
      /1 missing\n +cyd .*: stood-down/,
    )
    assert.match((await shell.run('callouts', 'list')).out, /1 wanted, 1 missing, 1 asked: Fire station 2/)
    const wrong = await shell.run('callouts', 'answer', id, 'cyd', 'perhaps')
    assert.equal(wrong.code, 1)
    assert.match(wrong.err, /answer/)
    assert.match((await shell.run('callouts', 'answer', id, 'dan', 'coming')).err, /response\/not-asked/)
    assert.match((await shell.run('callouts', 'close', id)).out, /ended by hand at/)
    const shown = JSON.parse((await shell.run('callouts', 'show', id, '--json')).out) as {
      readonly closed: { readonly why: string }
    }
    assert.equal(shown.closed.why, 'by-person')
    done(await server.olena.post(`/v1/alerts/${alert.id}/all-clear`, {}))
    const late = await shell.run(
      ...['callouts', 'start', '--says', 'X', '--team', 'crew', '--want', '1', '--alert', alert.id],
    )
    assert.match(late.err, /response\/alert-over/)
    assert.match((await shell.run('callouts', 'show', 'none')).err, /response\/unknown-call-out/)
  })
})
