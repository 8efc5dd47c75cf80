/** `tocsin teams …`: who is in them, who is on duty, and a rota brought in from a calendar. */
import { readFile } from 'node:fs/promises'
import { refuse } from '#base'
import { ask } from '../ask.ts'
import type { Command } from '../command.ts'
import { counted } from '../say-count.ts'

interface Team {
  readonly id: string
  readonly name: string
  readonly members: readonly string[]
  readonly neighbours: readonly string[]
  readonly calendar: 'yes' | 'no'
  readonly onDuty: readonly string[]
}
interface Imported {
  readonly team: Team
  readonly shifts: readonly {
    readonly from: string
    readonly until: string
    readonly people: readonly string[]
  }[]
}

export const commands: readonly Command[] = [
  {
    ...{ name: 'teams list', needs: 'callouts.read' },
    does: 'List teams: how many are in them, how many on duty, and who is asked after them',
    run: (given, output) =>
      ask<{ teams: readonly Team[] }>(
        given,
        output,
        'olena',
        (client) => client.get('/v1/teams'),
        ({ teams }) =>
          teams.length === 0
            ? ['None yet.']
            : teams.map(
                ({ id, name, members, neighbours, calendar, onDuty }) =>
                  `  ${id.padEnd(20)} ${name}: ${counted(members.length, 'person', 'people')}, ${onDuty.length} on duty${calendar === 'yes' ? ', with a calendar' : ''}${neighbours.length === 0 ? '' : `, then ${neighbours.join(', ')}`}`,
              ),
      ),
  },
  {
    ...{ name: 'teams on-duty', needs: 'callouts.read' },
    does: 'Say who is on duty now, team by team',
    run: (given, output) =>
      ask<{ teams: readonly Team[] }>(
        given,
        output,
        'olena',
        (client) => client.get('/v1/teams'),
        ({ teams }) =>
          teams.length === 0
            ? ['None yet.']
            : teams.map(
                ({ id, name, onDuty }) =>
                  `  ${id.padEnd(20)} ${name}: ${onDuty.length === 0 ? 'nobody' : onDuty.join(', ')}`,
              ),
      ),
  },
  {
    ...{ name: 'teams import', takes: 'TEAM FILE', needs: 'teams.manage' },
    does: 'Bring a team’s rota in from an iCalendar file, in place of the one it had; everything else of the team stays',
    example: 'tocsin teams import crew rota.ics',
    async run(given, output) {
      const [id, file] = given.words
      if (id === undefined || file === undefined)
        return refuse('server/usage', { why: 'Name a team and a file.', command: 'teams import' })
      let calendar: string
      try {
        calendar = await readFile(file, 'utf8')
      } catch (error) {
        return refuse('server/cannot-read', { file, why: (error as NodeJS.ErrnoException).code ?? '' })
      }
      return ask<Imported>(
        given,
        output,
        'admin',
        (client) => client.put(`/v1/teams/${encodeURIComponent(id)}/calendar`, { calendar }),
        ({ shifts }) => [
          `${counted(shifts.length, 'shift')} in the month from now.`,
          ...shifts
            .slice(0, 10)
            .map(
              ({ from, until, people }) =>
                `  ${from} – ${until}  ${people.length === 0 ? 'the whole team' : people.join(', ')}`,
            ),
          ...(shifts.length > 10 ? [`  and ${shifts.length - 10} more`] : []),
        ],
      )
    },
  },
]
