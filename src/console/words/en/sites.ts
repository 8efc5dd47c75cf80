/** English: sites. */
export const sites = {
  title: 'Sites',
  means: 'Places whose failure is a danger, what their stations measure, and where nobody sees anything.',
}
