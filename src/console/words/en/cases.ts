/** English: cases. */
export const cases = {
  title: 'Cases',
  means: 'What is being found out, by whom, and what was learned.',
}
