/** Screens in English. */
import type { ScreenWords } from '../words.ts'

export const en: ScreenWords = {
  drill: 'DRILL',
  drillMeans: 'This is only a drill. There is no real danger.',
  look: { danger: 'DANGER', advisory: 'BE READY' },
  colours: { yellow: 'yellow', orange: 'orange', red: 'red', purple: 'purple' },
  title: 'Warnings: {place}',
  since: 'since {time}',
  asOf: 'as of {time}',
  nothing: 'No warning is in force',
  partOf: 'in a part of {place}',
  where: 'Where: {places}',
  more: '{places} and {count} more',
  moreWarnings: 'and {count} more warnings',
  issuedBy: 'Issued by {issuer}',
  allClear: 'All-clear',
  allClearMeans: '{danger} has ended.',
  stillThere: 'Still in force there: {dangers}.',
  retracted: 'Sent in error',
  retractedMeans: 'The warning “{danger}” was sent in error. There is no danger from it.',
  lapsed: 'Lapsed, not cleared',
  lapsedMeans:
    'Nobody renewed this warning and nobody gave the all-clear. Whether the danger is over is not known.',
  endMoves: 'It ends with the all-clear. The end shown here is the latest known and moves on while it lasts.',
  checked: 'Checked {time}',
  lost: 'Connection lost since {time}.',
  lostMeans: 'This may be out of date.',
  notHere: 'No area “{area}” is known here.',
}
