/** Opens what cell broadcast needs: the list of networks, what they have on the air, the channel while this server decides. */
import { readFile } from 'node:fs/promises'
import { ok, refuse, type Result } from '#base'
import type { ChannelOpener } from '../opener.ts'
import { openAirBook, type AirBook } from './air-book.ts'
import { cellBroadcastChannel } from './cell-broadcast-channel.cbe.ts'
import { cellBroadcastProver } from './cell-broadcast-prover.cbe.ts'
import { centreAt } from './centre.cbe.ts'
import { readNetworks, type Network } from './network.ts'

export interface CellBroadcastDesk {
  readonly networks: readonly Network[]
  readonly book: AirBook
}

export const openCellBroadcast: ChannelOpener<CellBroadcastDesk> = async (around) => {
  const { shelf, clock, log, modes, areas, settings } = around
  const list = await readList(settings.cellBroadcast ?? '')
  if (!list.ok)
    log.error('The list of mobile networks can’t be used', {
      why: list.problem.code,
      ...list.problem.details,
    })
  const networks = list.ok ? list.value : []
  const book = await openAirBook(shelf, clock.now)
  return {
    desk: { networks, book },
    // Nobody else changes it: only the server that decides broadcasts, and it reads the shelf when it begins to.
    async open() {
      if (list.ok && networks.length === 0) return []
      await book.reload()
      const channel = cellBroadcastChannel({
        ...{ networks, book, clock, report: log, modes, contains: areas.contains },
        ...(around.goesOnIn === undefined ? {} : { goesOnIn: around.goesOnIn }),
        ...(list.ok ? {} : { broken: list.problem.code }),
      })
      return [{ ...channel, prover: cellBroadcastProver(networks, ({ url }) => centreAt(url), clock) }]
    },
  }
}

async function readList(file: string): Promise<Result<readonly Network[], 'cell-broadcast/bad-list'>> {
  if (file === '') return ok([])
  try {
    return readNetworks(await readFile(file, 'utf8'))
  } catch (error) {
    const { code = 'it can’t be read' } = error as NodeJS.ErrnoException
    return refuse('cell-broadcast/bad-list', { at: file, why: code })
  }
}
