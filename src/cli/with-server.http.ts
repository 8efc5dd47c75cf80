/** Asks the running server; where none runs on this data folder, starts one for the length of the command, on free ports. */
import { refuse, silentLog, type Result } from '#base'
import { readConfig } from '../server/config.ts'
import { keyOfThisMachine } from '../server/keys.node.ts'
import { startServer } from '../server/serve.node.ts'
import { clientOf, connect, dataFolder, serverAddress, type Actor, type Client } from './client.http.ts'
import type { Given } from './command.ts'

export async function withServer<Value>(
  given: Given,
  actor: Actor,
  act: (client: Client) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const running = await connect(given, actor)
  const answers = await clientOf(serverAddress(given), undefined).get('/v1/health')
  if (answers.ok || given.value('server') !== undefined) return running.ok ? act(running.value) : running
  const config = readConfig({
    ...process.env,
    ...{
      TOCSIN_DATA: dataFolder(given),
      TOCSIN_PORT: '0',
      TOCSIN_BROKER: 'none',
      TOCSIN_STREAM_PROCESSES: '0',
    },
  })
  if (!config.ok) return config
  const server = await startServer(config.value, silentLog)
  if (!server.ok) return server
  try {
    const name = given.value('as') ?? actor
    const key = name === 'nobody' ? undefined : await keyOfThisMachine(config.value.data, name)
    if (key === undefined && name !== 'nobody')
      return refuse('server/no-key', { name, folder: `${config.value.data}/keys` })
    return await act(clientOf(server.value.url, key))
  } finally {
    await server.value.close()
  }
}
