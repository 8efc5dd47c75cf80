/** English: checklists. */
export const checklists = {
  title: 'Checklists',
  means: 'What is to be done, by whom and by when.',
}
