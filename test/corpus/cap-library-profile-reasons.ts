/** The reasons of cap-library's profiles (the ReasonType of each), with our code for the same and what has to be changed in a plain message to meet it. */
import type { CapLevel } from '#cap'
import { headWith, message } from './letter-cases.ts'

export interface ProfileReason {
  readonly theirs: CapLevel
  readonly ours: `cap/${string}`
  readonly level: CapLevel
  readonly xml: string
  readonly because?: string
}

type Change = readonly [from: string | RegExp, to: string]

const infoOf = (language: string) => `<info><language>${language}</language>
<category>Met</category><event>Storm</event><responseType>Shelter</responseType>
<urgency>Immediate</urgency><severity>Severe</severity><certainty>Likely</certainty>
<eventCode><valueName>SAME</valueName><value>SVR</value></eventCode>
<expires>2025-11-02T04:00:00+03:00</expires><senderName>Weather service</senderName>
<headline>Storm</headline><description>Strong wind.</description><instruction>Go in.</instruction>
<web>https://example.org/1</web><contact>+7 000</contact>
<area><areaDesc>Coast</areaDesc><circle>54.5,39.5 10</circle><geocode><valueName>SAME</valueName><value>012345</value></geocode></area>
</info>`

/** What the changes are made in: everything that a profile could ask for in general is there. */
const plain = message({
  head: headWith('msgType', 'Update'),
  more: '<references>duty@example.org,A-0,2025-11-01T00:37:00+03:00</references>',
  info: infoOf('en-CA') + infoOf('fr-CA'),
}).xml

function changed(changes: readonly Change[]): string {
  return changes.reduce((xml, [from, to]) => {
    const next = xml.replace(from, () => to)
    if (next === xml) throw new Error(`nothing to replace: ${from}`)
    return next
  }, plain)
}

function reason(theirs: CapLevel, ours: `cap/${string}`, ...changes: readonly Change[]): ProfileReason {
  return { theirs, ours, level: theirs, xml: changed(changes) }
}

const instead = (level: CapLevel, because: string, of: ProfileReason): ProfileReason => ({
  ...of,
  level,
  because,
})

const noReferences: Change = [/<references>.*<\/references>/, '']
const noInfo: Change = [/<info>[^]*<\/info>/, '']
const noArea: Change = [/<area>.*<\/area>/, '']
const noExpires: Change = [/<expires>[^<]*<\/expires>/, '']
const noSenderName: Change = [/<senderName>[^<]*<\/senderName>/, '']
const noResponse: Change = [/<responseType>[^<]*<\/responseType>/, '']
const noInstruction: Change = [/<instruction>[^<]*<\/instruction>/, '']
const noCircle: Change = [/<circle>[^<]*<\/circle>/, '']
const otherCode: Change = ['<value>SVR</value>', '<value>TOR</value>']
const otherCategory: Change = ['>Met<', '>Geo<']
const sentInUtc: Change = ['00:37:00+03:00</sent>', '00:37:00-00:00</sent>']
const expiresInUtc: Change = ['04:00:00+03:00</expires>', '04:00:00-00:00</expires>']
const before = (what: string): Change => ['<expires>', `${what}<expires>`]

export const capLibraryProfileReasons: {
  readonly [profile: string]: { readonly [reason: string]: ProfileReason }
} = {
  google: {
    UPDATE_OR_CANCEL_MUST_REFERENCE: reason('error', 'cap/google-no-references', noReferences),
    CATEGORIES_MUST_MATCH: reason('error', 'cap/google-mixed-categories', otherCategory),
    EVENT_CODES_MUST_MATCH: reason('error', 'cap/google-mixed-events', otherCode),
    INFO_IS_REQUIRED: reason('error', 'cap/google-no-info', noInfo),
    DESCRIPTION_IS_REQUIRED: reason('error', 'cap/google-no-description', [
      /<description>[^<]*<\/description>/,
      '',
    ]),
    WEB_IS_REQUIRED: reason('error', 'cap/google-no-web', [/<web>[^<]*<\/web>/, '']),
    EXPIRES_IS_REQUIRED: reason('error', 'cap/google-no-expires', noExpires),
    EFFECTIVE_NOT_AFTER_EXPIRES: reason(
      'error',
      'cap/google-over-before-it-begins',
      before('<effective>2025-11-02T05:00:00+03:00</effective>'),
    ),
    URGENCY_IS_REQUIRED: reason('error', 'cap/missing-element', ['<urgency>Immediate</urgency>', '']),
    SEVERITY_IS_REQUIRED: reason('error', 'cap/missing-element', ['<severity>Severe</severity>', '']),
    CERTAINTY_IS_REQUIRED: reason('error', 'cap/missing-element', ['<certainty>Likely</certainty>', '']),
    AREA_IS_REQUIRED: reason('error', 'cap/google-no-area', noArea),
    CIRCLE_POLYGON_OR_GEOCODE_IS_REQUIRED: reason('error', 'cap/google-nowhere', [
      /<circle>.*<\/geocode>/,
      '',
    ]),
    SENDER_NAME_STRONGLY_RECOMMENDED: reason('advice', 'cap/google-no-sender-name', noSenderName),
    RESPONSE_TYPE_STRONGLY_RECOMMENDED: reason('advice', 'cap/google-no-response-type', noResponse),
    INSTRUCTION_STRONGLY_RECOMMENDED: reason('advice', 'cap/google-no-instruction', noInstruction),
    CIRCLE_POLYGON_ENCOURAGED: reason('advice', 'cap/google-no-shape', noCircle),
    TEST_ALERT_DISCOURAGED: reason('advice', 'cap/google-test-not-shown', ['>Actual<', '>Test<']),
    HEADLINE_TOO_LONG: reason('advice', 'cap/google-long-headline', [
      '>Storm</headline',
      `>${'x'.repeat(141)}</headline`,
    ]),
    HEADLINE_AND_DESCRIPTION_SHOULD_DIFFER: reason('advice', 'cap/google-headline-again', [
      '>Strong wind.<',
      '>Storm<',
    ]),
    DESCRIPTION_AND_INSTRUCTION_SHOULD_DIFFER: reason('advice', 'cap/google-description-again', [
      '>Go in.<',
      '>Strong wind.<',
    ]),
    UNKNOWN_URGENCY_DISCOURAGED: instead(
      'warning',
      'an alert that can’t be ranked is shown late or not at all, which is more than a lack of polish',
      reason('advice', 'cap/google-unknown-urgency', ['>Immediate<', '>Unknown<']),
    ),
    UNKNOWN_SEVERITY_DISCOURAGED: instead(
      'warning',
      'as for the urgency',
      reason('advice', 'cap/google-unknown-severity', ['>Severe<', '>Unknown<']),
    ),
    UNKNOWN_CERTAINTY_DISCOURAGED: instead(
      'warning',
      'as for the urgency',
      reason('advice', 'cap/google-unknown-certainty', ['>Likely<', '>Unknown<']),
    ),
    CONTACT_IS_RECOMMENDED: reason('advice', 'cap/google-no-contact', [/<contact>[^<]*<\/contact>/, '']),
    NONZERO_CIRCLE_RADIUS_RECOMMENDED: reason('advice', 'cap/google-point', ['54.5,39.5 10', '54.5,39.5 0']),
    EVENTS_IN_SAME_LANGUAGE_SHOULD_MATCH: reason(
      'advice',
      'cap/google-two-events',
      ['fr-CA', 'en-CA'],
      ['<event>Storm</event>', '<event>Gale</event>'],
    ),
    EMPTY_GEOCODE_FIELD: instead(
      'warning',
      'it holds for every message, not for those of the profile alone',
      reason('advice', 'cap/empty-element', ['<value>012345</value>', '<value/>']),
    ),
    SENT_INCLUDES_UTC_TIMEZONE: reason('advice', 'cap/google-sent-in-utc', sentInUtc),
    EFFECTIVE_INCLUDES_UTC_TIMEZONE: reason(
      'advice',
      'cap/google-effective-in-utc',
      before('<effective>2025-11-02T00:37:00-00:00</effective>'),
    ),
    ONSET_INCLUDES_UTC_TIMEZONE: reason(
      'advice',
      'cap/google-onset-in-utc',
      before('<onset>2025-11-02T00:37:00-00:00</onset>'),
    ),
    EXPIRES_INCLUDES_UTC_TIMEZONE: reason('advice', 'cap/google-expires-in-utc', expiresInUtc),
  },
  ipaws: {
    SENT_INCLUDE_TIMEZONE_OFFSET: instead(
      'warning',
      'the profile asks for an offset, and -00:00 is one; only that it is the wrong one for the place can be guessed',
      reason('error', 'cap/ipaws-sent-in-utc', sentInUtc),
    ),
    EXPIRES_INCLUDE_TIMEZONE_OFFSET: instead(
      'warning',
      'as for sent',
      reason('error', 'cap/ipaws-expires-in-utc', expiresInUtc),
    ),
    VERSION_CODE_REQUIRED: reason('error', 'cap/ipaws-no-code'),
    UPDATE_OR_CANCEL_MUST_REFERENCE: reason('error', 'cap/ipaws-no-references', noReferences),
    EVENT_CODES_MUST_MATCH: reason('error', 'cap/ipaws-mixed-events', otherCode),
    CATEGORIES_MUST_MATCH: reason('error', 'cap/ipaws-mixed-categories', otherCategory),
    SAME_EVENT_CODE_REQUIRED: reason('error', 'cap/ipaws-event-code', [
      '<value>SVR</value>',
      '<value>SEVERE</value>',
    ]),
    EXPIRES_IS_REQUIRED: reason('error', 'cap/ipaws-no-expires', noExpires),
    AREA_IS_REQUIRED: reason('error', 'cap/ipaws-no-area', noArea),
    INFO_EFFECTIVE_IS_IGNORED: reason(
      'advice',
      'cap/ipaws-effective-ignored',
      before('<effective>2025-11-02T00:37:00+03:00</effective>'),
    ),
    INFO_ONSET_IS_IGNORED: reason(
      'advice',
      'cap/ipaws-onset-ignored',
      before('<onset>2025-11-02T00:37:00+03:00</onset>'),
    ),
    INFO_DESCRIPTION_RECOMMENDED: reason('advice', 'cap/ipaws-no-description', [
      /<description>[^<]*<\/description>/,
      '',
    ]),
    INFO_INSTRUCTION_RECOMMENDED: reason('advice', 'cap/ipaws-no-instruction', noInstruction),
    AREA_SAME_GEOCODE_RECOMMENDED: instead(
      'warning',
      'receivers of broadcasters choose by it: without it the alert is not put out',
      reason('advice', 'cap/ipaws-no-same-location', [/<geocode>.*<\/geocode>/, '']),
    ),
  },
  'cap-cp': {
    VERSION_CODE_REQUIRED: reason('error', 'cap/cap-cp-no-version'),
    UPDATE_OR_CANCEL_MUST_REFERENCE: reason('error', 'cap/cap-cp-no-references', noReferences),
    EVENT_CODES_MUST_MATCH: reason('error', 'cap/cap-cp-mixed-events', otherCode),
    RECOGNIZED_EVENT_CODE_REQUIRED: reason('error', 'cap/cap-cp-no-event-code'),
    IS_REQUIRED: reason('error', 'cap/cap-cp-no-info', noInfo),
    AREA_IS_REQUIRED: reason('error', 'cap/cap-cp-no-area', noArea),
    AREA_GEOCODE_IS_REQUIRED: reason('error', 'cap/cap-cp-no-location'),
    ENGLISH_AND_FRENCH: reason('advice', 'cap/cap-cp-one-language', ['fr-CA', 'en-CA']),
    EXPIRES_STRONGLY_RECOMMENDED: instead(
      'warning',
      'the profile recommends it strongly, and a level between the two would be one too many',
      reason('advice', 'cap/cap-cp-no-expires', noExpires),
    ),
    SENDER_NAME_STRONGLY_RECOMMENDED: instead(
      'warning',
      'as for expires',
      reason('advice', 'cap/cap-cp-no-sender-name', noSenderName),
    ),
    RESPONSE_TYPE_STRONGLY_RECOMMENDED: reason('advice', 'cap/cap-cp-no-response-type', noResponse),
    INSTRUCTION_STRONGLY_RECOMMENDED: reason('advice', 'cap/cap-cp-no-instruction', noInstruction),
    CIRCLE_POLYGON_ENCOURAGED: reason('advice', 'cap/cap-cp-no-shape', noCircle),
    // Declared there and never given; what it would say is how readers are to understand any area, and no fault of one.
    CIRCLE_POLYGON_PREFERRED: reason('advice', 'cap/cap-cp-no-shape', noCircle),
  },
  'cap-au': {
    VERSION_CODE_REQUIRED: reason('error', 'cap/cap-au-no-code'),
    UPDATE_OR_CANCEL_MUST_REFERENCE: reason('error', 'cap/cap-au-no-references', noReferences),
    CATEGORIES_MUST_MATCH: reason('error', 'cap/cap-au-mixed-categories', otherCategory),
    EVENT_CODES_MUST_MATCH: reason('error', 'cap/cap-au-mixed-events', otherCode),
    ONE_AUTHORIZED_EVENT_CODE_PER_ALERT: reason('error', 'cap/cap-au-event-code'),
    EVENTS_IN_SAME_LANGUAGE_MUST_MATCH: reason(
      'error',
      'cap/cap-au-two-events',
      ['fr-CA', 'en-CA'],
      ['<event>Storm</event>', '<event>Gale</event>'],
    ),
    UNRECOGNIZED_EVENT_CODE: reason('error', 'cap/cap-au-unknown-event-code', [
      '<valueName>SAME</valueName><value>SVR',
      '<valueName>https://govshare.gov.au/xmlui/handle/10772/6495</valueName><value>hiccup',
    ]),
    EVENT_AND_EVENT_CODE_MUST_MATCH: reason('error', 'cap/cap-au-event-mismatch', [
      '<valueName>SAME</valueName><value>SVR',
      '<valueName>https://govshare.gov.au/xmlui/handle/10772/6495</valueName><value>flood',
    ]),
    INFO_IS_REQUIRED: reason('error', 'cap/cap-au-no-info', noInfo),
    DO_NOT_USE_EFFECTIVE_WITH_MSGTYPE_CANCEL: reason(
      'error',
      'cap/cap-au-effective-in-cancel',
      ['>Update<', '>Cancel<'],
      before('<effective>2025-11-02T00:37:00+03:00</effective>'),
    ),
    AREA_IS_REQUIRED: reason('error', 'cap/cap-au-no-area', noArea),
    SENDER_SHOULD_BE_EMAIL: reason('advice', 'cap/cap-au-sender-no-address', [
      '<sender>duty@',
      '<sender>duty.',
    ]),
    TEST_ALERT_WILL_NOT_BE_BROADCAST: reason('advice', 'cap/cap-au-test-is-not-broadcast', [
      '>Actual<',
      '>Test<',
    ]),
    RECOGNIZED_EVENT_CODE_NOT_USED: instead(
      'error',
      'the profile requires one of the list, and cap-library says so, too, by ONE_AUTHORIZED_EVENT_CODE_PER_ALERT',
      reason('advice', 'cap/cap-au-event-code'),
    ),
    EXPIRES_STRONGLY_RECOMMENDED: instead(
      'warning',
      'the profile recommends it strongly, and a level between the two would be one too many',
      reason('advice', 'cap/cap-au-no-expires', noExpires),
    ),
    SENDER_NAME_STRONGLY_RECOMMENDED: instead(
      'warning',
      'as for expires',
      reason('advice', 'cap/cap-au-no-sender-name', noSenderName),
    ),
    RESPONSE_TYPE_STRONGLY_RECOMMENDED: reason('advice', 'cap/cap-au-no-response-type', noResponse),
    INSTRUCTION_STRONGLY_RECOMMENDED: reason('advice', 'cap/cap-au-no-instruction', noInstruction),
    CIRCLE_POLYGON_ENCOURAGED: reason('advice', 'cap/cap-au-no-shape', noCircle),
    // As in Canada.
    CIRCLE_POLYGON_PREFERRED: reason('advice', 'cap/cap-au-no-shape', noCircle),
    AREA_GEOCODE_IS_RECOMMENDED: reason('advice', 'cap/cap-au-no-location'),
  },
}
