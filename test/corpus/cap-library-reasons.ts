/**
 * Every reason that google's cap-library gives for refusing or grumbling at a message, by the names of its enumerations, with
 * our code for the same and a message that has it. Where our level differs, `because` says why.
 */
import type { CapLevel } from '#cap'
import { head, headWith, infoHead, message, replaced, type LetterCase } from './letter-cases.ts'

export interface CapLibraryReason {
  readonly theirs: CapLevel
  readonly ours: `cap/${string}`
  readonly level: CapLevel
  readonly xml: string
  readonly because?: string
}

interface Difference {
  readonly level: CapLevel
  readonly because: string
}

function reason(
  theirs: CapLevel,
  ours: `cap/${string}`,
  of: LetterCase | string,
  difference?: Difference,
): CapLibraryReason {
  const xml = typeof of === 'string' ? of : of.xml
  return { theirs, ours, level: theirs, xml, ...difference }
}

const polygon = (text: string) => message({ area: `<polygon>${text}</polygon>` })
const file = '<resourceDesc>Map</resourceDesc><mimeType>image/png</mimeType>'
const update = headWith('msgType', 'Update')
const refers = (text: string) => message({ head: update, more: `<references>${text}</references>` })
const twoLanguages = (one: string, other: string) =>
  message({
    info: `<info><language>en</language>${infoHead}${one}</info><info><language>fr</language>${infoHead}${other}</info>`,
  })

/** CapException.ReasonType. */
const ofMessages: { readonly [reason: string]: CapLibraryReason } = {
  CERTAINTY_VERY_LIKELY_DEPRECATED: reason(
    'error',
    'cap/certainty-very-likely',
    message({ version: '1.0', infoHead: infoHead.replace('>Likely', '>Very Likely') }),
    {
      level: 'warning',
      because:
        'CAP 1.0 has the value, and later versions say how to read it; in those the schema adds its error',
    },
  ),
  CIRCULAR_REFERENCE: reason(
    'error',
    'cap/circular-reference',
    refers('duty@example.org,A-1,2025-11-02T00:37:00+03:00'),
  ),
  DUPLICATE_ELEMENT: reason(
    'error',
    'cap/duplicate-element',
    replaced('<urgency>', '<event>Rain</event><urgency>'),
  ),
  INVALID_ALTITUDE_CEILING_RANGE: reason(
    'error',
    'cap/ceiling-below-altitude',
    message({ area: '<altitude>200</altitude><ceiling>100</ceiling>' }),
  ),
  INVALID_AREA: reason('error', 'cap/ceiling-without-altitude', message({ area: '<ceiling>100</ceiling>' })),
  INVALID_CHARACTERS: reason(
    'error',
    'cap/markup-in-text',
    replaced('<event>Storm</event>', '<event>Storm<b>!</b></event>'),
  ),
  INVALID_CIRCLE: reason('error', 'cap/invalid-circle', message({ area: '<circle>54.1,39.1</circle>' })),
  INVALID_DATE: reason('error', 'cap/invalid-time', message({ head: headWith('sent', 'yesterday') })),
  INVALID_DEREF_URI: reason(
    'error',
    'cap/invalid-deref-uri',
    message({ resource: `${file}<derefUri>not base 64!</derefUri>` }),
  ),
  INVALID_ENUM_VALUE: reason('error', 'cap/unknown-value', message({ head: headWith('status', 'Serious') })),
  INVALID_IDENTIFIER: reason(
    'error',
    'cap/identifier-characters',
    message({ head: headWith('identifier', 'A,1') }),
  ),
  INVALID_LANGUAGE: reason(
    'error',
    'cap/invalid-language',
    message({ info: `<info><language>en_US</language>${infoHead}</info>` }),
  ),
  INVALID_MIME_TYPE: reason(
    'error',
    'cap/invalid-mime-type',
    message({ resource: '<resourceDesc>Map</resourceDesc><mimeType>picture</mimeType>' }),
  ),
  INVALID_POLYGON: reason('error', 'cap/open-polygon', polygon('1,1 1,2 2,2 2,1')),
  INVALID_POLYGON_SELF_INTERSECTION: reason(
    'error',
    'cap/polygon-crosses-itself',
    polygon('1,1 2,2 1,2 2,1 1,1'),
    {
      level: 'warning',
      because: 'no clause of the standard forbids it, and readers can still warn everybody around it',
    },
  ),
  INVALID_REFERENCES: reason('error', 'cap/invalid-references', refers('A-0')),
  INVALID_RESOURCE_SIZE: reason(
    'error',
    'cap/invalid-resource-size',
    message({ resource: `${file}<size>1 kB</size>` }),
  ),
  INVALID_RESOURCE_URI: reason(
    'error',
    'cap/invalid-uri',
    message({ resource: `${file}<uri>https://example.org/%</uri>` }),
  ),
  INVALID_SENDER: reason(
    'error',
    'cap/sender-characters',
    message({ head: headWith('sender', 'duty room@example.org') }),
  ),
  INVALID_SEQUENCE: reason(
    'error',
    'cap/element-order',
    replaced(
      '<urgency>Immediate</urgency>\n<severity>Severe</severity>',
      '<severity>Severe</severity><urgency>Immediate</urgency>',
    ),
  ),
  INVALID_VALUE: reason('error', 'cap/invalid-altitude', message({ area: '<altitude>high</altitude>' })),
  INVALID_URI: reason(
    'error',
    'cap/invalid-uri',
    message({ resource: `${file}<uri>https://example.org/a b</uri>` }),
  ),
  INVALID_WEB: reason('error', 'cap/invalid-web', message({ rest: '<web>example.org</web>' })),
  MISSING_REQUIRED_ELEMENT: reason('error', 'cap/missing-element', replaced(/<urgency>.*/, '')),
  OTHER: reason('error', 'cap/xml-bare-ampersand', replaced('Storm', 'Wind & rain')),
  PASSWORD_DEPRECATED: reason(
    'error',
    'cap/password',
    message({ version: '1.0', head: head.replace('</msgType>', '</msgType><password>secret</password>') }),
    {
      level: 'warning',
      because: 'CAP 1.0 has the element; in later versions it is an error of its own, too',
    },
  ),
  RELATIVE_URI_MISSING_DEREF_URI: reason(
    'error',
    'cap/relative-uri',
    message({ resource: `${file}<uri>map.png</uri>` }),
  ),
  RESTRICTION_SCOPE_MISMATCH: reason(
    'error',
    'cap/restriction-without-restricted',
    message({ more: '<restriction>Hospitals</restriction>' }),
  ),
  UNSUPPORTED_ELEMENT: reason('error', 'cap/unsupported-element', message({ rest: '<colour>red</colour>' })),
  TEXT_CONTAINS_HTML_ENTITIES: reason(
    'warning',
    'cap/html-in-text',
    message({ rest: '<description><![CDATA[Wind &amp; rain]]></description>' }),
  ),
  TEXT_CONTAINS_HTML_TAGS: reason(
    'warning',
    'cap/html-in-text',
    message({ rest: '<description>Go &lt;b&gt;in&lt;/b&gt;</description>' }),
  ),
  POSTDATED_REFERENCE: reason(
    'warning',
    'cap/postdated-reference',
    refers('duty@example.org,A-0,2025-11-03T00:37:00+03:00'),
  ),
  SAME_TEXT_DIFFERENT_LANGUAGE: reason(
    'warning',
    'cap/same-text-two-languages',
    twoLanguages(
      '<description>Go in and stay in until morning.</description>',
      '<description>Go in and stay in until morning.</description>',
    ),
  ),
}

const cap = message().xml
const entry = `<id>e</id><title>t</title><updated>2025-11-02T00:37:00Z</updated>`
const atom = (feed: string, ...entries: readonly string[]) =>
  `<feed xmlns="http://www.w3.org/2005/Atom">${feed}${entries.map((one) => `<entry>${one}</entry>`).join('')}</feed>`
const fat = `<content type="application/cap+xml">${cap}</content>`
const rss = (item: string, date = '<pubDate>Sun, 02 Nov 2025 00:37:00 +0300</pubDate>') =>
  `<rss version="2.0"><channel><title>t</title><link>https://example.org/</link><description>d</description>${date}<item>${item}</item></channel></rss>`
const edxl = (content: string) =>
  `<EDXLDistribution xmlns="urn:oasis:names:tc:emergency:EDXL:DE:1.0"><distributionID>D</distributionID>${content}</EDXLDistribution>`

/** CapFeedException.ReasonType. */
const ofFeeds: { readonly [reason: string]: CapLibraryReason } = {
  ATOM_ID_IS_REQUIRED: reason('error', 'cap/feed-missing-element', atom(entry.replace('<id>e</id>', ''))),
  ATOM_TITLE_IS_REQUIRED: reason('error', 'cap/feed-missing-element', atom(entry.replace('>t<', '> <'))),
  ATOM_UPDATED_IS_REQUIRED: reason(
    'error',
    'cap/feed-missing-element',
    atom(entry.replace(/<updated>.*/, '')),
  ),
  ATOM_ENTRY_ID_IS_REQUIRED: reason(
    'error',
    'cap/entry-missing-element',
    atom(entry, entry.replace('>e<', '><') + fat),
  ),
  ATOM_ENTRY_TITLE_IS_REQUIRED: reason(
    'error',
    'cap/entry-missing-element',
    atom(entry, entry.replace('<title>t</title>', '') + fat),
  ),
  ATOM_ENTRY_UPDATED_IS_REQUIRED: reason(
    'error',
    'cap/entry-missing-element',
    atom(entry, entry.replace(/<updated>.*/, '') + fat),
  ),
  ATOM_ENTRY_MISSING_CAP_LINK: reason('error', 'cap/entry-without-cap', atom(entry, entry)),
  ATOM_ENTRY_NON_UNIQUE_IDS: reason(
    'error',
    'cap/duplicate-entry-id',
    atom(entry, entry + fat, entry + fat),
    {
      level: 'warning',
      because:
        'RFC 4287 §4.1.1 lets entries share an id as versions of one, and only advises different times',
    },
  ),
  RSS_ITEM_TITLE_OR_DESCRIPTION_IS_REQUIRED: reason(
    'error',
    'cap/item-without-words',
    rss('<link>https://example.org/1</link><guid>1</guid>'),
  ),
  RSS_ITEM_MISSING_CAP_LINK: reason(
    'error',
    'cap/entry-without-cap',
    rss('<title>t</title><guid isPermaLink="false">1</guid>'),
  ),
  EDXLDE_CONTENT_OBJECT_IS_REQUIRED: reason('error', 'cap/edxl-without-content', edxl('')),
  EDXLDE_NO_CAP_IN_CONTENT_OBJECT: reason(
    'error',
    'cap/edxl-without-cap',
    edxl('<contentObject><nonXMLContent><mimeType>image/png</mimeType></nonXMLContent></contentObject>'),
  ),
  'feeds OTHER': reason('error', 'cap/not-cap', '<html/>'),
  RSS_PUBDATE_IS_RECOMMENDED: reason(
    'advice',
    'cap/feed-without-date',
    rss('<title>t</title><guid>1</guid><link>https://example.org/1</link>', ''),
  ),
  RSS_ITEM_GUID_IS_RECOMMENDED: reason(
    'advice',
    'cap/item-without-guid',
    rss('<title>t</title><link>https://example.org/1</link>'),
  ),
}

export const capLibraryReasons: { readonly [reason: string]: CapLibraryReason } = {
  ...ofMessages,
  ...ofFeeds,
}
