/** `tocsin board`: what is in force, where. */
import { ok, type Json } from '#base'
import { connect } from '../client.http.ts'
import type { Command } from '../command.ts'
import { counted } from '../say-count.ts'
import { sayTime } from '../say-time.ts'

interface BoardAnswer {
  readonly mode: string
  readonly at: string | null
  readonly lines: readonly {
    readonly area: string
    readonly names: { readonly [language: string]: string }
    readonly threat: string
    readonly level: string
    readonly alerts: readonly {
      readonly alert: string
      readonly since: string
      readonly renewBy: string
      readonly flagged: string
    }[]
  }[]
  readonly endings: readonly {
    readonly area: string
    readonly threat: string
    readonly level: string
    readonly how: string
    readonly at: string
  }[]
}

export const commands: readonly Command[] = [
  {
    name: 'board',
    does: 'Show what is in force, where, since when, by which alert',
    needs: 'nobody',
    options: { mode: { takes: 'MODE', means: 'live, drill or test; the installation’s when left out' } },
    async run(given, output) {
      const client = await connect(given, 'nobody')
      if (!client.ok) return client
      const mode = given.value('mode')
      const answer = await client.value.get<BoardAnswer>(
        `/v1/board${mode === undefined ? '' : `?mode=${encodeURIComponent(mode)}`}`,
      )
      if (!answer.ok) return answer
      output.give(answer.value as unknown as Json)
      const { lines, endings } = answer.value
      output.say(
        `${answer.value.mode.toUpperCase()}  ${lines.length === 0 ? 'Nothing is in force.' : `${counted(lines.length, 'line')} in force`}`,
      )
      for (const line of lines) {
        const [first] = line.alerts
        const flag = line.alerts.some((one) => one.flagged === 'flagged') ? '  ABOUT TO LAPSE' : ''
        output.say(
          `  ${line.level.padEnd(8)} ${line.threat.padEnd(18)} ${(line.names['en'] ?? line.area).padEnd(28)} since ${first === undefined ? '' : sayTime(first.since)}  ${line.alerts.map((one) => one.alert).join(' ')}${flag}`,
        )
      }
      for (const line of endings.filter((one) => one.how === 'lapsed'))
        output.say(
          `  LAPSED, NOT CLEARED: ${line.threat} ${line.level} in ${line.area} at ${sayTime(line.at)}`,
        )
      return ok()
    },
  },
]
