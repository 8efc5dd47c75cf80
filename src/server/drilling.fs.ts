/** Opens what an installation drills with: its scripts, those shipped beside its pack in `drills.json` among them, and the desk that holds drills. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ok, parseJson, refuse, type JsonObject, type Result, type Shelf } from '#base'
import type { KeptAtHand } from '#channels'
import type { DrillScript } from '#drills'
import { openDrillDesk, type DrillDesk } from './drill-desk.ts'
import { openDrillScripts, readDrillScripts, type DrillScripts } from './drill-scripts.ts'
import { drillOnDuty } from './drill-views.ts'
import { place, readText } from './shipped-files.fs.ts'
import type { Beside, System } from './system.ts'

export interface Drilling {
  readonly kept: KeptAtHand
  /** On the server that decides. */
  begin(system: System): Promise<Beside>
  parts(system: System): Promise<{
    readonly drills: DrillDesk
    readonly drillScripts: DrillScripts
    readonly drill: () => JsonObject | null
  }>
}

/** `pack` is the folder of the pack, relative to the project. */
export async function openDrilling(shelf: Shelf, pack: string | undefined): Promise<Result<Drilling>> {
  const shipped = await shippedDrillScripts(pack)
  if (!shipped.ok) return shipped
  const drillScripts = await openDrillScripts(shelf, shipped.value)
  let opened: Promise<DrillDesk> | undefined
  const deskOf = (system: System) => (opened ??= openDrillDesk(system))
  return ok({
    kept: drillScripts.kept,
    begin: async (system) => (await deskOf(system)).begin(),
    async parts(system) {
      const drills = await deskOf(system)
      return { drills, drillScripts, drill: () => drillOnDuty(drills.book) }
    },
  })
}

async function shippedDrillScripts(pack: string | undefined): Promise<Result<readonly DrillScript[]>> {
  const file = pack === undefined ? undefined : place(join(pack, 'drills.json'))
  if (file === undefined || !existsSync(file)) return ok([])
  const text = await readText(file)
  if (!text.ok) return text
  const json = parseJson(text.value)
  if (!json.ok) return refuse('drills/bad-script', { at: file, why: String(json.problem.details['why']) })
  return readDrillScripts(json.value)
}
