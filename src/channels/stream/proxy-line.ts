/** The line that tells the next in a chain whom a piped connection comes from (PROXY protocol version 1, §2.1). */

export interface Ends {
  readonly remoteAddress?: string | undefined
  readonly remotePort?: number | undefined
  readonly localAddress?: string | undefined
  readonly localPort?: number | undefined
}

/** The protocol's longest line, with its CR LF. */
export const longestProxyLine = 107

export function proxyLine(ends: Ends): string {
  const { remoteAddress, remotePort, localAddress, localPort } = ends
  if (remoteAddress === undefined || localAddress === undefined) return 'PROXY UNKNOWN\r\n'
  const family = remoteAddress.includes(':') ? 'TCP6' : 'TCP4'
  return `PROXY ${family} ${remoteAddress} ${localAddress} ${remotePort} ${localPort}\r\n`
}

/** What the line says and how many characters it takes; undefined when the text doesn't begin with a whole line. */
export function readProxyLine(text: string): { readonly ends: Ends; readonly length: number } | undefined {
  const found = /^PROXY (?:UNKNOWN|TCP[46] (\S+) (\S+) (\d+) (\d+))\r\n/.exec(text)
  if (found === null) return undefined
  if (found[1] === undefined) return { ends: {}, length: found[0].length }
  return {
    ends: {
      remoteAddress: found[1],
      localAddress: found[2],
      remotePort: Number(found[3]),
      localPort: Number(found[4]),
    },
    length: found[0].length,
  }
}
