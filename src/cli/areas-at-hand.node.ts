/** The areas that a command reads in its own process: those kept in the data folder or database, else the packs that ship. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { AreaCode } from '#areas'
import type { LadderId } from '#threats'
import { memoryShelf, ok, refuse, type Result, type Shelf } from '#base'
import { readPacks } from '../areas/pack.fs.ts'
import { openAreaBook, type AreaBook } from '../server/area-book.ts'
import { readConfig } from '../server/config.ts'
import { place, readAuthority } from '../server/shipped-files.fs.ts'
import { dataFolder } from './client.http.ts'
import type { Given } from './command.ts'

export interface AreasAtHand {
  readonly areas: AreaBook
  /** Where the installation’s authority warns, and on which ladder. */
  readonly own: readonly AreaCode[]
  readonly ladder: LadderId
}

/**
 * Opens them for reading; a server that runs on the folder is not disturbed. An index of names is made when it is first asked
 * for.
 */
export async function areasAtHand(given: Given): Promise<Result<AreasAtHand>> {
  const config = readConfig({ ...process.env, TOCSIN_DATA: dataFolder(given) })
  if (!config.ok) return config
  const authority = await readAuthority(config.value.authority)
  if (!authority.ok) return authority
  const packs = await readPacks(place('packs'))
  if (!packs.ok) return packs
  const shelf = await openShelf(config.value.database, config.value.data)
  try {
    const areas = await openAreaBook(
      shelf ?? memoryShelf(),
      packs.value.flatMap((pack) => pack.areas),
    )
    return ok({ areas, own: authority.value.areas, ladder: authority.value.ladder })
  } catch (error) {
    return refuse('server/cannot-read', { file: config.value.data, why: (error as Error).message })
  } finally {
    await shelf?.close()
  }
}

async function openShelf(database: string, folder: string): Promise<Shelf | undefined> {
  if (database !== '') {
    const { openPostgresShelf } = await import('../base/shelf.postgres.ts')
    return openPostgresShelf({ url: database })
  }
  const file = join(folder, 'shelf.sqlite')
  if (!existsSync(file)) return undefined
  const { openSqliteShelf } = await import('../base/shelf.sqlite.ts')
  return openSqliteShelf({ file })
}
