/** `tocsin serve`: runs the product until it is told to stop. */
import { readConfig } from '../../server/config.ts'
import { startServer } from '../../server/serve.node.ts'
import { nodeLog } from '../../base/log.node.ts'
import type { Command } from '../command.ts'
import { banner } from '../banner.ts'

export const commands: readonly Command[] = [
  {
    name: 'serve',
    does: 'Run the server: pages, API, live stream, sirens. Settings are TOCSIN_ variables (docs/config.md).',
    needs: 'this-machine',
    options: { rehearse: { means: 'Start, answer once, and stop: whether it would serve' } },
    async run(given, output) {
      const data = given.value('data')
      const config = readConfig({ ...process.env, ...(data === undefined ? {} : { TOCSIN_DATA: data }) })
      if (!config.ok) return config
      const log = nodeLog(config.value.log)
      const server = await startServer(config.value, log)
      if (!server.ok) return server
      const { accounts, system } = server.value
      // Shown here and nowhere else: whoever sees this machine's console may set it up.
      const isFirst = system.decides() === 'me' && !given.has('rehearse')
      // On a disk that takes no writes it is read all the same.
      const setUp = isFirst
        ? await accounts.setUp().catch((error: Error) => {
            log.warn(
              'The link for the first administrator could not be kept; `tocsin people restore` asks for one',
              { why: error.message },
            )
            return undefined
          })
        : undefined
      for (const line of banner(server.value, setUp)) output.say(line)
      output.give({ url: server.value.url, mode: config.value.mode })
      const broken = given.has('rehearse') ? await whatFails(server.value.url) : undefined
      const why = given.has('rehearse')
        ? (broken ?? 'it answers')
        : await stopSignal(server.value.readTlsAgain)
      output.say(`Stopping (${why}) …`)
      // A second signal, or a part that hangs, must not keep it from stopping: everything acknowledged is on disk.
      setTimeout(() => process.exit(2), 10_000).unref()
      await server.value.close()
      return { ok: true, value: { exit: broken === undefined ? 0 : 2 } }
    },
  },
]

/** With certificates SIGHUP is what those who renew them send: it reads them again, and stops nothing. */
function stopSignal(readTlsAgain: (() => Promise<void>) | undefined): Promise<string> {
  if (readTlsAgain !== undefined) process.on('SIGHUP', () => void readTlsAgain())
  const signals =
    readTlsAgain === undefined ? (['SIGINT', 'SIGTERM', 'SIGHUP'] as const) : (['SIGINT', 'SIGTERM'] as const)
  return new Promise((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve(signal))
  })
}

/** Asks for what most people ask for first. */
async function whatFails(url: string): Promise<string | undefined> {
  for (const path of ['/v1/board', '/']) {
    const answer = await fetch(`${url}${path}`)
    await answer.arrayBuffer()
    if (!answer.ok) return `GET ${path} answers ${answer.status}`
  }
  return undefined
}
