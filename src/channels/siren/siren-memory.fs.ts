/** A siren's memory in one small file, replaced whole and forced to the disk, so that a power cut leaves the old or the new. */
import { open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { SirenMemory } from './command.ts'
import { counter } from './fields.ts'
import type { SirenMemoryStore } from './reference-siren.ts'

const memory = z.strictObject({
  lastCounter: counter,
  lastHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  left: z.enum(['done', 'sounding']),
  sounded: z.array(z.string()).max(64).optional(),
}) as unknown as z.ZodType<SirenMemory>

/** `load` throws on a file that is there and can't be read: a siren that forgot its counter would obey replays. */
export function fileMemory(path: string): SirenMemoryStore {
  return {
    async load() {
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      })
      return text === undefined ? undefined : memory.parse(JSON.parse(text))
    },
    async save(kept) {
      const beside = `${path}.new`
      const file = await open(beside, 'w', 0o600)
      try {
        await file.writeFile(JSON.stringify(kept))
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(beside, path)
      // The name is an entry of the folder: without this the old file may return after a power cut.
      const folder = await open(dirname(path), 'r')
      try {
        await folder.sync()
      } finally {
        await folder.close()
      }
    },
  }
}
