/** What can be wrong with the document around messages: feeds, distributions, wrappers, and documents that hold no message. */
import { defineFindings } from '../finding.ts'

export const envelopeFindings = defineFindings({
  'cap/not-cap': {
    level: 'error',
    says: 'The document is {what}, and there is no CAP message in it.',
    advice: 'Give a CAP message, or an Atom or RSS feed or an EDXL-DE distribution of them.',
  },
  'cap/wrapped-alert': {
    level: 'warning',
    says: 'The messages stand inside {element}, which is no envelope that readers of CAP know; {count} were read.',
    advice: 'Publish each message on its own, and a list of them as an Atom feed.',
  },
  'cap/alert-as-text': {
    level: 'warning',
    says: 'The message stands in {element} as text, not as elements; it was read all the same.',
    advice: 'Put the alert element itself there, neither escaped nor in CDATA, or link to the message.',
    clause: 'RFC 4287 §4.1.3.3',
  },
  'cap/alert-as-base-64': {
    level: 'warning',
    says: 'The message stands in {element} as base 64; it was read all the same.',
    advice: 'Put the alert element itself into embeddedXMLContent, where readers of CAP look for it.',
    clause: 'EDXL-DE 1.0 §3.2.4',
  },
  'cap/alerts-side-by-side': {
    level: 'error',
    says: 'The document has more than one root element; {count} messages were found in it and read.',
    advice: 'Publish each message on its own, and a list of them as an Atom feed.',
    clause: 'XML 1.0 §2.1',
  },
  'cap/feed-namespace': {
    level: 'error',
    says: 'The feed’s namespace is “{namespace}”; it was read as Atom.',
    advice: 'Declare http://www.w3.org/2005/Atom.',
    clause: 'RFC 4287 §2',
  },
  'cap/feed-missing-element': {
    level: 'error',
    says: 'The feed has no {element}, or an empty one.',
    advice: 'Add it: a feed must have it, and readers drop feeds without.',
    clause: 'RFC 4287 §4.1.1; RSS 2.0',
  },
  'cap/entry-missing-element': {
    level: 'error',
    says: 'The entry has no {element}, or an empty one.',
    advice: 'Add it: every entry must have it.',
    clause: 'RFC 4287 §4.1.2',
  },
  'cap/entry-without-cap': {
    level: 'error',
    says: 'The entry holds no CAP message and no link that must be one.',
    advice: 'Put the message into content, or link to it with the type application/cap+xml.',
  },
  'cap/entry-content-not-cap': {
    level: 'warning',
    says: 'The XML in the entry is {element}, not a CAP message.',
    advice: 'Put the alert element right into content.',
  },
  'cap/duplicate-entry-id': {
    level: 'warning',
    says: 'Another entry before this has the same id “{id}”.',
    advice: 'Give each message its own id for ever, and each change a new time.',
    clause: 'RFC 4287 §4.2.6',
  },
  'cap/feed-time': {
    level: 'error',
    says: '“{text}” of {element} is not written as feeds write times.',
    advice: 'Atom takes times of RFC 3339 (2002-05-24T16:49:00-07:00), RSS those of RFC 822.',
    clause: 'RFC 4287 §3.3; RSS 2.0',
  },
  'cap/relative-link': {
    level: 'warning',
    says: 'The link “{href}” is not a whole address, and nothing says where it begins.',
    advice: 'Write whole addresses: feeds are copied and read far from where they came from.',
    clause: 'RFC 4287 §4.2.7.1',
  },
  'cap/feed-without-date': {
    level: 'advice',
    says: 'The feed doesn’t say when it was made.',
    advice: 'Add pubDate: readers see by it that the feed is alive.',
    clause: 'RSS 2.0',
  },
  'cap/item-without-guid': {
    level: 'advice',
    says: 'The item has no guid.',
    advice: 'Add one that never changes: readers know by it what they have seen already.',
    clause: 'RSS 2.0',
  },
  'cap/item-without-words': {
    level: 'error',
    says: 'The item has neither a title nor a description.',
    advice: 'Give it a title: the headline of the message.',
    clause: 'RSS 2.0',
  },
  'cap/edxl-without-content': {
    level: 'error',
    says: 'The distribution carries no contentObject.',
    advice: 'Put each message into a contentObject, in xmlContent and embeddedXMLContent.',
    clause: 'EDXL-DE 1.0 §3.2.4',
  },
  'cap/edxl-without-cap': {
    level: 'error',
    says: 'This contentObject holds no CAP message and no link to one.',
    advice:
      'Put the alert element into embeddedXMLContent, or its address with the type application/cap+xml.',
    clause: 'EDXL-DE 1.0 §3.2.4',
  },
})
