/** What screens say, which is what we say: only modes and lengths differ. */
import type { DialectMapping } from '../mapping.ts'

export const screensMapping: DialectMapping = {
  threats: [{ ours: ['*'], theirs: 'its own name, in the language of the address' }],
  levels: [
    { ours: ['danger'], theirs: 'DANGER', because: 'a filled triangle, red, and the word' },
    { ours: ['advisory'], theirs: 'BE READY', because: 'an open diamond, yellow, and the word' },
  ],
  areas: 'their codes here, as `/v1/areas` lists them',
  unsaid: [
    'Tests of the system are not shown: whoever passes by could not know that nothing is meant.',
    'A calendar needs an end while nobody knows it: the event ends when the alert must be renewed, its text says that this end moves on, and the true end replaces it.',
    'Above 300 alerts at once texts are the 90 characters of a short message, above 1,000 the name of the danger alone; areas are always named.',
    'A calendar of everything goes back a day and 500 past events, one of an area 31 days.',
  ],
}
