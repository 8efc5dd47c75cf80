/** English: report. */
export const report = {
  title: 'Report',
  means: 'What happened, when, and who says so.',
}
