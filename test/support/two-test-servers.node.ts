/** Two servers on one database: one decides, the other serves beside it and knows the same keys. */
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase } from './postgres.node.ts'
import { startTestServer, type ServerOptions, type TestServer } from './server.node.ts'

export interface TwoServers {
  readonly deciding: TestServer
  readonly beside: TestServer
  close(): Promise<void>
}

/** PostgreSQL must be there. */
export async function startTwoServers({
  settings: more,
  expects = /does not sync to the disk/,
}: Pick<ServerOptions, 'settings' | 'expects'> = {}): Promise<TwoServers> {
  const settings = { TOCSIN_BROKER: 'none', TOCSIN_DATABASE: await createDatabase(), ...more } as const
  const deciding = await startTestServer({ settings, expects })
  // The keys of its machine are known to the other one, as an administrator would copy them.
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-beside-'))
  cpSync(deciding.folder, folder, { recursive: true })
  const beside = await startTestServer({ settings, expects, folder })
  assert.equal(beside.running.system.decides(), 'other')
  return {
    ...{ deciding, beside },
    async close() {
      await beside.close()
      await deciding.close()
    },
  }
}
