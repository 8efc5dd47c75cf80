/** Values that were made to take for ever don't. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readCap } from './read-cap.ts'

function message(inAlert: string, inInfo = ''): string {
  return `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>1</identifier><sender>a</sender>
    <sent>2025-11-02T00:37:00+03:00</sent><status>Test</status><msgType>Alert</msgType><scope>Public</scope>${inAlert}
    <info><category>Met</category><event>e</event><urgency>Past</urgency><severity>Minor</severity>
    <certainty>Likely</certainty>${inInfo}</info></alert>`
}

const long = 200_000
const polygon = (text: string) => message('', `<area><areaDesc>a</areaDesc><polygon>${text}</polygon></area>`)

const documents: { readonly [name: string]: string } = {
  'a reference with a gap': message(`<references>a${' '.repeat(long)}b</references>`),
  'references of commas': message(`<references>${'a,'.repeat(long)}</references>`),
  'references of words': message(`<references>${'a '.repeat(long)}</references>`),
  'a list of quotation marks': message(`<addresses>${'"a '.repeat(long)}</addresses>`),
  'HTML that is never closed': message('', `<description>${'&lt;p '.repeat(long)}</description>`),
  'a number of digits alone': polygon('1'.repeat(long)),
  'a polygon with a gap': polygon(`1,2${' '.repeat(long)}x`),
  'a polygon of commas': polygon(`1,2${','.repeat(long)}x`),
  'a time of digits': message('', `<onset>${'2'.repeat(long)}</onset>`),
  'a certainty with a gap': message('').replace('Likely', `very${' '.repeat(long)}x`),
  'a namespace of colons': message('').replace(
    'urn:oasis:names:tc:emergency:cap:1.2',
    `cap${':'.repeat(long)}`,
  ),
  'unknown elements': message('<x/>'.repeat(20_000)),
  'a feed of empty entries': `<feed xmlns="http://www.w3.org/2005/Atom">${'<entry/>'.repeat(20_000)}</feed>`,
  'JSON of backslashes': `{"identifier":"${'\\"'.repeat(long)}`,
}

describe('a document with', () => {
  for (const [name, text] of Object.entries(documents))
    test(`${name} is read in bounded time`, () => {
      const from = performance.now()
      const { problems } = readCap(text)
      assert.ok(problems.length <= 500)
      // Fifty times what it takes; a way of reading that is quadratic takes minutes.
      assert.ok(performance.now() - from < 5_000)
    })
})
