/** `tocsin cell-broadcast …`: what a text is on the air, a network that isn't there to see it on, and whether the centres answer. */
import { measure, ok, parseJson, refuse, type Json, type Result } from '#base'
import { pageText, readPages, readSerial, type NetworkState, type SimulatedPhone } from '#channels'
import { systemClock } from '../../base/clock.node.ts'
import { runSimulator } from '../../channels/cell-broadcast/simulator.http.ts'
import { ask } from '../ask.ts'
import type { Command, Given, Output } from '../command.ts'
import { counted } from '../say-count.ts'
import { sayTime } from '../say-time.ts'

const usualPort = 12_345

interface TestAnswer {
  readonly proven: 'yes' | 'no'
  readonly steps: readonly {
    readonly says: string
    readonly outcome: string
    readonly target: string | null
  }[]
}

export const commands: readonly Command[] = [
  {
    name: 'cell-broadcast simulate',
    does: 'Run a cell broadcast centre with a pretended network on this machine, and show what its phones show; ends with Ctrl C',
    needs: 'nobody',
    options: {
      port: {
        takes: 'N',
        means: `Port of the centre and of the page (default: ${usualPort}); 0 takes a free one`,
      },
      cells: { takes: 'N', means: 'How many cells (default: 3)' },
      phones: {
        takes: 'N',
        means: 'How many phones (default: 6); one of them shows no tests, one is out of coverage',
      },
      replaces: { means: 'Take a message of the same identifier for a new version, as some centres do' },
      for: { takes: 'SECONDS', means: 'End after this long; 0.5 is half a second' },
    },
    example: 'tocsin cell-broadcast simulate --phones 4',
    async run(given, output) {
      const seconds = given.value('for')
      if (!/^\d+(\.\d+)?$/.test(seconds ?? '0'))
        return refuse('server/usage', { why: '--for takes seconds.', command: 'cell-broadcast simulate' })
      const cells = Array.from({ length: between(given, 'cells', 3, 50) }, (_, at) => `${at + 1}`)
      const phones = phonesIn(cells, between(given, 'phones', 6, 200))
      const port = Number(given.value('port') ?? usualPort)
      const simulator = await started({
        port,
        cells,
        phones,
        replaces: given.has('replaces') ? 'replaces' : 'refused',
      })
      if (!simulator.ok) return simulator
      const { url, close } = simulator.value
      output.give({ url, cells: cells.length, phones: phones.length })
      output.say(`SIMULATION. No network, no phones; nobody is warned.`)
      output.say(`The centre listens at ${url}, and its phones are to be seen there in a browser.`)
      output.say(
        `${counted(cells.length, 'cell')}, ${counted(phones.length, 'phone')}. A list of networks for the server (TOCSIN_CELL_BROADCAST):`,
      )
      output.say(
        JSON.stringify({
          networks: [
            { id: 'simulated', name: 'Simulated network', url, areas: ['RU-LIP'], forAPart: 'broadcast' },
          ],
        }),
      )
      await endOf(seconds)
      await close()
      return ok()
    },
  },
  {
    name: 'cell-broadcast phones',
    does: 'Say what the phones of a pretended network show now',
    needs: 'nobody',
    options: { centre: { takes: 'URL', means: `Where it runs (default: http://127.0.0.1:${usualPort})` } },
    async run(given, output) {
      const centre = given.value('centre') ?? `http://127.0.0.1:${usualPort}`
      if (!URL.canParse(centre))
        return refuse('server/usage', { why: '--centre takes an address.', command: 'cell-broadcast phones' })
      const state = await stateOf(centre)
      if (!state.ok) return state
      output.give(state.value as unknown as Json)
      sayState(state.value, output)
      return ok()
    },
  },
  {
    name: 'cell-broadcast show',
    takes: 'TEXT…',
    does: 'Say what a text is on the air: its alphabet, its pages, the octets of each, and what a phone reads from them',
    needs: 'nobody',
    options: {
      language: { takes: 'TAG', means: 'Its language, which some codings name: en, uk' },
      mark: { means: 'Say the language in each page, for one character of UCS-2 less' },
    },
    example: 'tocsin cell-broadcast show --language uk "Повітряна тривога. Пройдіть в укриття."',
    async run(given, output) {
      const text = given.words.join(' ')
      if (text === '') return refuse('server/usage', { why: 'Give a text.', command: 'cell-broadcast show' })
      const paged = pageText(text, given.value('language'), given.has('mark') ? 'in-each-page' : 'none')
      if (!paged.ok) return paged
      const { dcs, pages, alphabet } = paged.value
      const read = readPages(dcs, pages)
      if (!read.ok) return read
      const { units } = measure(text)
      output.give({ alphabet, units, dcs, pages: [...pages], reads: read.value.text })
      output.say(
        `${alphabet === 'gsm-7' ? 'GSM-7' : 'UCS-2'}, ${units} characters, ${counted(pages.length, 'page')} of 15, coding 0x${dcs.toString(16).padStart(2, '0')}`,
      )
      pages.forEach((page, at) => output.say(`  ${String(at + 1).padStart(2)}  ${page}`))
      output.say(`A phone reads: ${read.value.text}`)
      return ok()
    },
  },
  {
    name: 'cell-broadcast test',
    takes: 'NETWORK',
    does: 'Ask the centre of a network, or of all of them, a question that changes nothing; where the list allows it, broadcast one test message once',
    needs: 'channels.test',
    run: (given, output) =>
      ask<TestAnswer>(
        given,
        output,
        'olena',
        (client) => {
          const [target] = given.words
          return client.post('/v1/channels/cell-broadcast/test', target === undefined ? {} : { target })
        },
        ({ proven, steps }) => [
          ...steps.map(
            (step) => `  ${step.outcome.padEnd(8)} ${(step.target ?? '').padEnd(16)} ${step.says}`,
          ),
          proven === 'yes' ? 'Proven.' : 'Not proven.',
        ],
      ),
  },
]

function between(given: Given, name: string, usual: number, most: number): number {
  return Math.min(most, Math.max(1, Number(given.value(name) ?? usual)))
}

function phonesIn(cells: readonly string[], count: number): readonly SimulatedPhone[] {
  return Array.from({ length: count }, (_, at) => ({
    ...{ id: `phone-${at + 1}`, name: `Phone ${at + 1}` },
    // The last one of several is out of coverage: it can come back on the page.
    ...(count > 1 && at === count - 1 ? {} : { cell: cells[at % cells.length]! }),
    tests: count > 2 && at === count - 2 ? 'hidden' : 'shown',
    additional: 'shown',
  }))
}

async function started(options: {
  readonly port: number
  readonly cells: readonly string[]
  readonly phones: readonly SimulatedPhone[]
  readonly replaces: 'replaces' | 'refused'
}): Promise<Result<{ readonly url: string; close(): Promise<void> }>> {
  const { port, cells, phones, replaces: sameId } = options
  try {
    return ok(await runSimulator({ port, cells, phones, sameId, clock: systemClock() }))
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== 'EADDRINUSE') throw error
    return refuse('server/address-taken', { address: `127.0.0.1:${port}`, why: message })
  }
}

async function stateOf(centre: string): Promise<Result<NetworkState>> {
  const away = (why: string) => refuse('server/unreachable', { server: centre, why })
  try {
    const answer = await fetch(`${centre.replace(/\/+$/, '')}/state.json`, {
      signal: AbortSignal.timeout(5_000),
    })
    const state = parseJson(await answer.text())
    return answer.ok && state.ok
      ? ok(state.value as unknown as NetworkState)
      : away('it is no pretended network')
  } catch (error) {
    return away(error instanceof Error ? error.message : String(error))
  }
}

function sayState({ at, onAir, phones }: NetworkState, output: Output): void {
  output.say(`SIMULATION at ${sayTime(at)}`)
  output.say(onAir.length === 0 ? 'Nothing is on the air.' : 'On the air:')
  for (const it of onAir) {
    const { code, update } = readSerial(it.serial)
    const sent = `sent ${it.broadcasts} of ${it.of === 0 ? 'no end' : it.of}`
    output.say(
      `  ${it.messageId}  message ${code}, version ${update}, ${counted(it.pages, 'page')}, ${sent}: ${it.text}`,
    )
  }
  for (const phone of phones) {
    output.say(
      `${phone.name}, ${phone.cell === undefined ? 'no coverage' : `cell ${phone.cell}`}, rang ${counted(phone.rang, 'time')}`,
    )
    for (const shown of phone.screen) output.say(`  [${shown.of}] ${shown.text}`)
  }
}

function endOf(seconds: string | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = seconds === undefined ? undefined : setTimeout(resolve, Number(seconds) * 1_000)
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        // Left to run, it would keep the process until then.
        clearTimeout(timer)
        resolve()
      })
  })
}
