/** Messages by the letter of the standard that look wrong: whoever calls one of them invalid is stricter than it may be. */
import {
  head,
  headWith,
  infoHead,
  message,
  namespaces,
  replaced,
  ring,
  type LetterCase,
} from './letter-cases.ts'

function prefixed(prefix: string): LetterCase {
  const { xml, version } = message({ area: `<polygon>${ring}</polygon>`, rest: '<headline>Go in</headline>' })
  return { version, xml: xml.replace('xmlns=', `xmlns:${prefix}=`).replace(/<(\/?)(\w)/g, `<$1${prefix}:$2`) }
}

/** In front of each element’s end and after each start. */
function between(what: string): LetterCase {
  const { xml, version } = message({ area: `<polygon>${ring}</polygon>`, rest: '<headline>Go in</headline>' })
  return { version, xml: xml.replaceAll('<', `${what}<`).slice(what.length) }
}

const references = '<references>duty@example.org,A-0,2025-11-01T00:37:00+03:00</references>'
const corners = Array.from({ length: 500 }, (_, i) => {
  const turn = (i / 500) * 2 * Math.PI
  return `${(54 + Math.sin(turn)).toFixed(4)},${(39 + Math.cos(turn)).toFixed(4)}`
})
const signature =
  '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="urn:c"/><ds:SignatureMethod Algorithm="urn:s"/><ds:Reference><ds:DigestMethod Algorithm="urn:d"/><ds:DigestValue>AA==</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue>AA==</ds:SignatureValue></ds:Signature>'
const everyElement = message({
  head: headWith('scope', 'Restricted', headWith('msgType', 'Update')).replace(
    '<scope>',
    '<source>Operator 3</source><scope>',
  ),
  more: `<restriction>Fire brigades only</restriction><addresses>a@example.org "Duty officer, north" b@example.org</addresses><code>own:1</code><code>own:2</code><note>Second of the night</note>${references}<incidents>"Great storm" i-2</incidents>`,
  info: `<info><language>en-GB</language><category>Met</category><category>Safety</category><event>Storm</event><responseType>Shelter</responseType><responseType>Monitor</responseType><urgency>Immediate</urgency><severity>Severe</severity><certainty>Likely</certainty><audience>All at sea</audience><eventCode><valueName>SAME</valueName><value>SVR</value></eventCode><effective>2025-11-02T00:37:00+03:00</effective><onset>2025-11-02T01:00:00+03:00</onset><expires>2025-11-02T04:00:00+03:00</expires><senderName>Weather service</senderName><headline>Storm</headline><description>Wind of 30 m/s</description><instruction>Go in</instruction><web>https://example.org/1</web><contact>+7 000</contact><parameter><valueName>wind</valueName><value>30</value></parameter><resource><resourceDesc>Map</resourceDesc><mimeType>image/png</mimeType><size>4</size><uri>https://example.org/m.png</uri><derefUri>AAAAAA==</derefUri><digest>9069CA78E7450A285173431B3E52C5C25299E473</digest></resource><area><areaDesc>Coast</areaDesc><polygon>${ring}</polygon><circle>54.5,39.5 10</circle><geocode><valueName>ISO3166-2</valueName><value>RU-LIP</value></geocode><altitude>-10</altitude><ceiling>300.5</ceiling></area></info>`,
})

export const legalMessages: { readonly [name: string]: LetterCase } = {
  // XML
  'a plain one': message(),
  'every element there is': everyElement,
  'a prefix of one letter': prefixed('c'),
  'a prefix with a dot, a hyphen and digits': prefixed('cap-1.2'),
  'a prefix of another alphabet': prefixed('тревога'),
  'a prefix that others use for Atom': prefixed('atom'),
  'the default namespace said again on every child': {
    version: '1.2',
    xml: message().xml.replace(/<(\w+)>/g, `<$1 xmlns="${namespaces['1.2']}">`),
  },
  'two prefixes for the one namespace': {
    version: '1.2',
    xml: `<a:alert xmlns:a="${namespaces['1.2']}" xmlns:b="${namespaces['1.2']}">${message()
      .xml.replace(/^<alert[^>]*>|<\/alert>$/g, '')
      .replace(/<(\/?)(\w)/g, '<$1b:$2')}</a:alert>`,
  },
  'comments everywhere': between('<!-- a comment with < & > in it -->'),
  'comments inside the words': replaced('Storm', 'St<!-- - -->orm'),
  'instructions everywhere': between('<?own what?ever?>'),
  'an instruction for a stylesheet': {
    version: '1.2',
    xml: `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="x.xsl"?>${message().xml}`,
  },
  'every text in CDATA': {
    version: '1.2',
    xml: message().xml.replace(/>([^<\s][^<]*)</g, '><![CDATA[$1]]><'),
  },
  'a CDATA section that is split': replaced('Storm', 'St<![CDATA[o]]><![CDATA[r]]>m'),
  'CDATA with a tag in a text': message({
    rest: '<description><![CDATA[Wind < 10 m/s & rain]]></description>',
  }),
  'numbers for characters': replaced('Storm', '&#83;&#x74;&#x6F;rm'),
  'a character beyond the first plane': replaced('Storm', 'Storm &#x1F300; 🌀'),
  'quotation marks of both kinds': {
    version: '1.2',
    xml: message().xml.replace(/xmlns="([^"]*)"/, "xmlns = '$1'"),
  },
  'white space in the tags': { version: '1.2', xml: message().xml.replaceAll('>', '\n\t >') },
  'line ends of Windows': { version: '1.2', xml: message().xml.replaceAll('\n', '\r\n') },
  'line ends of old Macs': { version: '1.2', xml: message().xml.replaceAll('\n', '\r') },
  'a comment before and one after': {
    version: '1.2',
    xml: `<!-- 1 -->\n${message().xml}\n<!-- 2 --><?end ok?>\n\n`,
  },
  'a declaration with standalone': {
    version: '1.2',
    xml: `<?xml version='1.0' encoding='utf-8' standalone='yes'?>\n${message().xml}`,
  },
  'a namespace nobody uses': replaced('<alert ', '<alert xmlns:own="urn:own" '),
  'a place of the schema': replaced(
    '<alert ',
    `<alert xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${namespaces['1.2']} http://docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2.xsd" `,
  ),
  'a signature at the end': message({ tail: signature }),
  'a part of a signature without the rest': message({
    tail: '<KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"/>',
  }),
  'two signatures': message({ tail: signature + signature }),
  'no info at all': message({ info: '' }),

  // values with white space around them, where the schema's types take it away
  'a language with white space around it': message({
    info: `<info><language>\n en-US \n</language>${infoHead}</info>`,
  }),
  'a size with white space around it': message({
    resource:
      '<resourceDesc>Map</resourceDesc><mimeType>image/png</mimeType><size> 12 </size><uri>https://example.org/m.png</uri>',
  }),
  'an address with white space around it': message({ rest: '<web>\n https://example.org/1 \n</web>' }),
  'an altitude with white space around it': message({ area: '<altitude>\n100\n</altitude>' }),

  // names and lists
  'an identifier of other letters': message({ head: headWith('identifier', 'тревога-№1') }),
  'an identifier with slashes and hashes': message({
    head: headWith('identifier', 'urn:oid:2.49.0.1.840.0/x#y;z?a=b+c%20'),
  }),
  'an identifier of one character': message({ head: headWith('identifier', '1') }),
  'an identifier with > in it': message({ head: headWith('identifier', 'a&gt;b') }),
  'a very long identifier': message({ head: headWith('identifier', 'x'.repeat(3000)) }),
  'a sender without a domain': message({ head: headWith('sender', 'KSTO@NWS.NOAA.GOV') }),
  'references to several': message({
    head: headWith('msgType', 'Update'),
    more: '<references>a@example.org,A-1,2025-11-01T00:37:00-00:00 b@example.org,B-1,2025-11-01T00:37:00+03:00\n\tc@example.org,C,2024-02-29T23:59:59-12:00</references>',
  }),
  'a reference to an identifier with quotation marks': message({
    head: headWith('msgType', 'Update'),
    more: '<references>a@example.org,"A"1,2025-11-01T00:37:00+03:00</references>',
  }),
  'addresses in quotation marks': message({
    head: headWith('scope', 'Private'),
    more: '<addresses>"Duty officer" duty@example.org "Fire brigade no. 3"</addresses>',
  }),
  'addresses of somebody beside a public scope': message({ more: '<addresses>duty@example.org</addresses>' }),
  'incidents in quotation marks': message({ more: '<incidents>"Great storm" i-2</incidents>' }),
  'several codes, one with spaces': message({ more: '<code>IPAWSv1.0</code><code>own code 2</code>' }),

  // kinds
  'an Ack': message({ head: headWith('msgType', 'Ack'), more: references, info: '' }),
  'an Error with its note': message({
    head: headWith('msgType', 'Error'),
    more: `<note>No polygon</note>${references}`,
    info: '',
  }),
  'a Cancel without info': message({ head: headWith('msgType', 'Cancel'), more: references, info: '' }),
  'a Cancel with info': message({ head: headWith('msgType', 'Cancel'), more: references }),
  'a System message': message({ head: headWith('status', 'System'), info: '' }),
  'a Draft': message({ head: headWith('status', 'Draft') }),
  'a restricted one': message({
    head: headWith('scope', 'Restricted'),
    more: '<restriction>Hospitals</restriction>',
  }),
  'an Alert that refers to another': message({ more: references }),
  'an all-clear': message({
    head: headWith('msgType', 'Update'),
    more: references,
    info: `<info><category>Met</category><event>Storm</event><responseType>AllClear</responseType><urgency>Past</urgency><severity>Minor</severity><certainty>Observed</certainty></info>`,
  }),

  // times
  'UTC written -00:00': message({ head: headWith('sent', '2025-11-02T00:37:00-00:00') }),
  'UTC written +00:00': message({ head: headWith('sent', '2025-11-02T00:37:00+00:00') }),
  'a zone of fourteen hours': message({ head: headWith('sent', '2025-11-02T00:37:00+14:00') }),
  'a zone of three quarters of an hour': message({ head: headWith('sent', '2025-11-02T00:37:00+05:45') }),
  'a leap day': message({ head: headWith('sent', '2024-02-29T00:37:00+03:00') }),
  'the end of a day': message({ head: headWith('sent', '2025-11-02T24:00:00+03:00') }),
  'a time with white space around it': message({ rest: '<expires> 2025-11-02T04:00:00+03:00 </expires>' }),

  // info
  'a language of three parts': message({ info: `<info><language>zh-Hant-TW</language>${infoHead}</info>` }),
  'a language of three letters': message({ info: `<info><language>gsw</language>${infoHead}</info>` }),
  'a language that is registered': message({
    info: `<info><language>i-klingon</language>${infoHead}</info>`,
  }),
  'a language of somebody’s own': message({ info: `<info><language>x-own</language>${infoHead}</info>` }),
  'a language with a region by number': message({
    info: `<info><language>es-419</language>${infoHead}</info>`,
  }),
  'a language in capitals': message({ info: `<info><language>EN-us</language>${infoHead}</info>` }),
  'a category twice': message({ infoHead: infoHead.replace('<event>', '<category>Met</category><event>') }),
  'all twelve categories': message({
    infoHead: infoHead.replace(
      '<category>Met</category>',
      [
        'Geo',
        'Met',
        'Safety',
        'Security',
        'Rescue',
        'Fire',
        'Health',
        'Env',
        'Transport',
        'Infra',
        'CBRNE',
        'Other',
      ]
        .map((one) => `<category>${one}</category>`)
        .join(''),
    ),
  }),
  'all nine responses but the contrary ones': message({
    infoHead: infoHead.replace(
      '<urgency>',
      '<responseType>Shelter</responseType><responseType>Evacuate</responseType><responseType>Prepare</responseType><responseType>Execute</responseType><responseType>Avoid</responseType><responseType>Monitor</responseType><responseType>Assess</responseType><urgency>',
    ),
  }),
  'nothing known': message({
    infoHead:
      '<category>Other</category><event>Something</event><urgency>Unknown</urgency><severity>Unknown</severity><certainty>Unknown</certainty>',
  }),
  'an event code twice': message({
    rest: '<eventCode><valueName>SAME</valueName><value>SVR</value></eventCode><eventCode><valueName>SAME</valueName><value>SVR</value></eventCode>',
  }),
  'a parameter without a name': message({
    rest: '<parameter><valueName/><value>1</value></parameter>',
  }),
  'a parameter without a value': message({
    rest: '<parameter><valueName>own:flag</valueName><value/></parameter>',
  }),
  'ten infos': message({
    info: Array.from(
      { length: 10 },
      (_, i) => `<info><language>en</language>${infoHead}<headline>No. ${i}</headline></info>`,
    ).join(''),
  }),
  'an empty description': message({ rest: '<description/>' }),
  'an empty note': message({ more: '<note></note>' }),
  'an empty code': message({ more: '<code/>' }),
  'a web address with a query and a fragment': message({
    rest: '<web>https://user@example.org:8443/a/b;c?d=e&amp;f=%20#g</web>',
  }),
  'a web address of IPv6': message({ rest: '<web>http://[2001:db8::1]:8080/</web>' }),
  'a web address with letters of another alphabet': message({
    rest: '<web>https://погода.рф/предупреждения</web>',
  }),
  'a web address that is a telephone': message({ rest: '<web>tel:+7-000-000</web>' }),
  'a web address that is a name': message({ rest: '<web>urn:oid:2.49.0.1</web>' }),
  'a description with a < in words': message({
    rest: '<description>Wind &lt; 10 m/s; rain &gt; 5 mm &amp; more</description>',
  }),

  // resources
  'a relative address whose content is here': message({
    resource:
      '<resourceDesc>Map</resourceDesc><mimeType>image/png</mimeType><uri>map.png</uri><derefUri>AAAA</derefUri>',
  }),
  'a resource without an address': message({
    resource: '<resourceDesc>Map</resourceDesc><mimeType>image/png</mimeType>',
  }),
  'base 64 over several lines': message({
    resource:
      '<resourceDesc>Map</resourceDesc><mimeType>image/png</mimeType><derefUri>\nAAAA\n  AAAA\n</derefUri>',
  }),
  'a MIME type with a parameter': message({
    resource:
      '<resourceDesc>Text</resourceDesc><mimeType>text/plain; charset="utf-8"</mimeType><uri>https://example.org/a</uri>',
  }),
  'a MIME type of a vendor': message({
    resource:
      '<resourceDesc>Map</resourceDesc><mimeType>application/vnd.google-earth.kml+xml</mimeType><uri>https://example.org/a</uri>',
  }),
  'a MIME type in capitals': message({
    resource:
      '<resourceDesc>Map</resourceDesc><mimeType>IMAGE/JPEG</mimeType><uri>https://example.org/a</uri>',
  }),
  'a size of nothing': message({
    resource:
      '<resourceDesc>Map</resourceDesc><mimeType>image/png</mimeType><size>0</size><uri>https://example.org/a</uri>',
  }),
  'a size with a plus and zeros': message({
    resource:
      '<resourceDesc>Map</resourceDesc><mimeType>image/png</mimeType><size>+00012</size><uri>https://example.org/a</uri>',
  }),
  'two resources': message({
    rest: '<resource><resourceDesc>A</resourceDesc><mimeType>image/png</mimeType><uri>https://example.org/a</uri></resource><resource><resourceDesc>B</resourceDesc><mimeType>image/png</mimeType><uri>https://example.org/b</uri></resource>',
  }),

  // areas
  'the smallest polygon': message({ area: `<polygon>${ring}</polygon>` }),
  'a polygon of five hundred corners': message({
    area: `<polygon>${[...corners, corners[0]].join(' ')}</polygon>`,
  }),
  'a polygon over lines and tabs': message({
    area: `<polygon>\n\t${ring.replaceAll(' ', '\n\t')}\n</polygon>`,
  }),
  'a polygon with signs and without zeros': message({
    area: '<polygon>+54.1,39.1 +54.1,39.2 54.2,39.2 54.10,39.1</polygon>',
  }),
  'a polygon of whole degrees': message({ area: '<polygon>1,1 1,2 2,2 1,1</polygon>' }),
  'a polygon at the pole and the date line': message({
    area: '<polygon>90,-180 90,180 80,180 80,-180 90,-180</polygon>',
  }),
  'a polygon of sixteen decimals': message({
    area: '<polygon>54.1234567890123456,39.1 54.1,39.2 54.2,39.2 54.1234567890123456,39.1</polygon>',
  }),
  'a circle of a point': message({ area: '<circle>54.1,39.1 0</circle>' }),
  'a circle of decimals': message({ area: '<circle>-54.123456,-39.123456 0.0625</circle>' }),
  'shapes and codes of all kinds together': message({
    area: `<polygon>${ring}</polygon><polygon>55.1,39.1 55.1,39.2 55.2,39.2 55.1,39.1</polygon><circle>54.5,39.5 1</circle><circle>54.6,39.5 1</circle><geocode><valueName>A</valueName><value>1</value></geocode><geocode><valueName>A</valueName><value>2</value></geocode>`,
  }),
  'below the sea': message({ area: '<altitude>-300.25</altitude><ceiling>-12</ceiling>' }),
  'a ceiling as high as the altitude': message({ area: '<altitude>100</altitude><ceiling>100.0</ceiling>' }),
  'heights without zeros and with signs': message({ area: '<altitude>+.5</altitude><ceiling>10.</ceiling>' }),
  'an area by its name only': message({ area: '' }),
  'an empty polygon': message({ area: '<polygon/>' }),
  'a code of an area without a value': message({
    area: '<geocode><valueName>own</valueName><value></value></geocode>',
  }),
  'twenty areas': message({
    rest: Array.from(
      { length: 20 },
      (_, i) => `<area><areaDesc>Area ${i}</areaDesc><circle>54.${i},39 1</circle></area>`,
    ).join(''),
  }),

  // older versions
  'CAP 1.1': message({ version: '1.1' }),
  'CAP 1.1 with a resource without a type': message({
    version: '1.1',
    resource: '<resourceDesc>Map</resourceDesc><uri>https://example.org/m.png</uri>',
  }),
  'CAP 1.1 with a time of UTC by its letter': message({
    version: '1.1',
    head: headWith('sent', '2025-11-02T00:37:00-00:00'),
  }),
  'CAP 1.1 with values in pairs': message({
    version: '1.1',
    rest: '<eventCode><valueName>SAME</valueName><value>SVR</value></eventCode>',
  }),
  'CAP 1.0': message({ version: '1.0' }),
  'CAP 1.1 with parts of a second': message({
    version: '1.1',
    head: headWith('sent', '2025-11-02T00:37:00.250+03:00'),
  }),
  'CAP 1.0 with a time of UTC by its letter': message({
    version: '1.0',
    head: headWith('sent', '2025-11-02T00:37:00Z'),
  }),
  'CAP 1.0 with references of its own form': message({
    version: '1.0',
    head: headWith('msgType', 'Update'),
    more: '<references>A-0/duty@example.org A-1/duty@example.org</references>',
  }),
  'CAP 1.0 without a scope': message({ version: '1.0', head: head.replace(/<scope>.*/, '') }),
  'CAP 1.0 without a category': message({ version: '1.0', infoHead: infoHead.replace(/<category>.*/, '') }),
  'CAP 1.0 with a password': message({
    version: '1.0',
    head: head.replace('</msgType>', '</msgType><password>secret</password>'),
  }),
  'CAP 1.0 that is very likely': message({
    version: '1.0',
    infoHead: infoHead.replace('>Likely', '>Very Likely'),
  }),
  'CAP 1.0 with values in one text': message({
    version: '1.0',
    rest: '<eventCode>SAME=SVR</eventCode><parameter>wind=30</parameter>',
  }),
}
