/** Makes a page that a phone kept say that it is old, and of when, before any script of its own runs. */

/**
 * `text`: the page as the server sent it; `at`: when it was kept, milliseconds of the phone's clock. Its own script says from
 * `data-kept` how old it is, and counts by it; without that script the page says it all the same.
 */
export function keptPage(text: string, at: number): string {
  const timeZone = /data-zone="([^"]+)"/.exec(text)?.[1] ?? 'UTC'
  const parts = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
  const time = new Intl.DateTimeFormat('en-GB', { ...parts, timeZone }).format(at)
  return text
    .replace('<html ', `<html data-kept="${at}" `)
    .replace(/(<html [^>]*\bclass=")/, '$1lost ')
    .replace(/(<p id="lost"[^>]*?)\shidden>(\s*<b data-text="([^"]*)"\s*>)/, (_, bar, said, words) =>
      [bar, '>', said, String(words).replace('{time}', time)].join(''),
    )
}
