/** How one alert lies on the map: where it stands, and what is chosen to be done. Pure. */
import type { AlertView } from '../duty.ts'
import type { AreaMark, AreaState } from '../map/mark.ts'

export const noMarks: ReadonlyMap<string, AreaMark> = new Map()

function stateOf({ status, how, content }: AlertView): AreaState {
  if (status === 'issued') return content.step.gravity
  if (status === 'ended') return how === 'lapsed' ? 'lapsed' : 'ended'
  return 'nothing'
}

/** `word` says the state; `named` says an area. Chosen areas are marked wherever they lie. */
export function marksOf(
  alert: AlertView,
  word: string,
  chosen: readonly string[],
  named: (code: string) => string,
): ReadonlyMap<string, AreaMark> {
  const marks = new Map<string, AreaMark>()
  const state = stateOf(alert)
  for (const { code } of alert.content.areas) marks.set(code, { state, said: `${named(code)}: ${word}` })
  for (const code of chosen)
    marks.set(code, { ...(marks.get(code) ?? { state: 'nothing', said: named(code) }), chosen: 'yes' })
  return marks
}
