/** `tocsin replay`: real history through the whole system, in memory and in virtual time. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { ok, refuse, silentLog, type Json } from '#base'
import { importPaths } from '../../areas/pack.fs.ts'
import type { Command } from '../command.ts'
import { readHistory } from '../replay/history.ts'
import { replay } from '../replay/replay.ts'

export const commands: readonly Command[] = [
  {
    name: 'replay',
    takes: 'FILE…',
    does: 'Drive a history of alerts (CSV) through the whole system in virtual time, checking the board after every change',
    needs: 'nobody',
    options: {
      areas: { takes: 'FILE', means: 'Areas to join its names to: KATOTTH, boundaries, packs', many: 'many' },
      ledger: { takes: 'FILE', means: 'Keep the ledger in a new SQLite file instead of memory' },
    },
    example: 'tocsin replay alerts.csv.gz --areas katotth.csv.gz --areas ukraine-oblasts.geojson.gz',
    async run(given, output) {
      const [file] = given.words
      if (file === undefined)
        return refuse('server/usage', { why: 'Name the history’s file.', command: 'replay' })
      const missing = [file, ...given.values('areas'), ...given.words.slice(1)].find(
        (path) => !existsSync(path),
      )
      if (missing !== undefined)
        return refuse('server/cannot-read', { file: missing, why: 'it does not exist' })
      const bytes = await readFile(file)
      const history = readHistory((bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8'))
      output.progress('loading areas')
      const areas = await importPaths([...given.values('areas'), ...given.words.slice(1)], [])
      if (!areas.ok) return areas
      const kept = given.value('ledger')
      const ledger = kept === undefined ? ok(undefined) : await openKept(kept)
      if (!ledger.ok) return ledger
      const result = await replay({
        ...{ history, areas: areas.value.areas, log: silentLog, stopwatch: () => performance.now() },
        ...(ledger.value === undefined ? {} : { ledger: ledger.value }),
        onProgress: (done, of) => output.progress(`replayed ${done} of ${of} starts and ends`),
      })
      await ledger.value?.close()
      output.give(result as unknown as Json)
      output.say(
        `${result.alerts} alerts: ${result.issued} issued, ${result.ended} ended, ${result.openAtEnd} open at the end`,
      )
      output.say(
        `${result.facts} facts, ${result.notices} notices, ${result.delivered} deliveries, ${result.renewals} renewals`,
      )
      output.say(`${result.violations} violations in ${result.recounts} recounts of the board`)
      output.say(`${result.unjoined} rows not joined to an area`)
      for (const [quirk, count] of Object.entries(result.quirks)) output.say(`  ${quirk}: ${count}`)
      for (const one of result.unjoinedRows.slice(0, 20))
        output.say(`  line ${one.line}: ${one.why} (${one.rows} rows)`)
      for (const what of result.wrong) output.say(`  wrong: ${what}`)
      output.say(`${result.seconds} s, ${result.factsPerSecond} facts a second`)
      return ok(result.violations > 0 || result.openAtEnd > 0 ? { exit: 1 } : undefined)
    },
  },
]

async function openKept(file: string) {
  if (existsSync(file))
    return refuse('server/usage', { why: `${file} exists already; name a new file.`, command: 'replay' })
  const { openSqliteLedger } = await import('../../ledger/ledger.sqlite.ts')
  return openSqliteLedger({ file, log: silentLog })
}
