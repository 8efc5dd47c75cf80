/** Why a message can't be written as strict CAP 1.2. */
import { defineProblems } from '#base'
import { signatureProblems } from './signature/problems.ts'

export const capProblems = defineProblems({
  ...signatureProblems,
  'cap/forbidden-character': {
    status: 422,
    exit: 1,
    says: 'The text holds {character}, which XML can’t carry.',
    advice: 'Take the control character out; it usually comes with text pasted from another program.',
  },
  'cap/bad-identifier': {
    status: 422,
    exit: 1,
    says: '“{text}” can’t name a message or its sender: it is empty or holds a space, a comma, < or &.',
    advice: 'Choose a name of letters, digits, dots and hyphens (CAP 1.2 §3.2.1).',
  },
  'cap/missing-text': {
    status: 422,
    exit: 1,
    says: 'The element {element} is there but says nothing.',
    advice: 'Fill it, or leave it out where the standard allows that.',
  },
  'cap/missing-references': {
    status: 422,
    exit: 1,
    says: 'A message of type {msgType} must name the messages it is about.',
    advice: 'Give the sender, identifier and time of each earlier message (CAP 1.2 §3.2.1).',
  },
  'cap/scope-mismatch': {
    status: 422,
    exit: 1,
    says: 'The scope {scope} and the element {element} don’t fit together.',
    advice:
      'Say the restriction of a restricted message, and of no other, and the addresses of a private one.',
  },
  'cap/bad-value': {
    status: 422,
    exit: 1,
    says: '“{text}” is no value of {element}.',
    advice: 'Use a value of the standard’s list, letter for letter (CAP 1.2 §3.2).',
  },
  'cap/bad-list-item': {
    status: 422,
    exit: 1,
    says: '“{text}” can’t be one of several in {element}: it is empty or holds a quotation mark.',
    advice: 'Leave empty items out, and use other quotation marks: the standard’s own enclose items.',
  },
  'cap/bad-heights': {
    status: 422,
    exit: 1,
    says: 'A ceiling of {ceiling} feet over an altitude of {altitude}.',
    advice: 'Give the altitude, too, which is the lower of the two (CAP 1.2 §3.2.4).',
  },
  'cap/bad-resource': {
    status: 422,
    exit: 1,
    says: 'The resource can’t be written: {why}.',
    advice: 'Say its type as image/png, and its content, if it is here, in base 64 (CAP 1.2 §3.2.3).',
  },
  'cap/self-reference': {
    status: 422,
    exit: 1,
    says: 'The message refers to itself, “{text}”.',
    advice: 'Refer to the earlier message, and give every message an identifier of its own.',
  },
  'cap/bad-coordinates': {
    status: 422,
    exit: 1,
    says: '{lat},{lon} is no place on Earth.',
    advice: 'Latitudes run from -90 to 90 and longitudes from -180 to 180 degrees (WGS 84).',
  },
  'cap/degenerate-polygon': {
    status: 422,
    exit: 1,
    says: 'The polygon has fewer than three corners.',
    advice: 'Give a ring with an inside, or leave the polygon out and name the area by its code.',
  },
  'cap/bad-feed-address': {
    status: 422,
    exit: 1,
    says: '“{text}” is not an absolute web address.',
    advice: 'Feeds are read far from the server: write addresses in full, with https and the host.',
  },
  'cap/bad-time': {
    status: 422,
    exit: 1,
    says: '“{text}” is no time of CAP.',
    advice:
      'Write whole seconds and a numeric zone: 2025-11-02T00:37:00+03:00; UTC is -00:00 (CAP 1.2 §3.3.2).',
  },
  'cap/bad-language': {
    status: 422,
    exit: 1,
    says: '“{text}” is no language tag.',
    advice: 'Write a tag such as en-US (RFC 3066).',
  },
  'cap/bad-address': {
    status: 422,
    exit: 1,
    says: '“{text}” is no web address.',
    advice: 'Write it in full, with spaces and other special characters as percent codes (RFC 3986).',
  },
  'cap/bad-number': {
    status: 422,
    exit: 1,
    says: '{number} can’t be written there.',
    advice: 'Sizes are whole numbers of bytes, radii are not negative, and all are finite.',
  },
  'cap/bad-profile': {
    status: 422,
    exit: 2,
    says: 'The profile can’t be used: {where} {why}.',
    advice: 'Correct the file; docs/guides/cap-profiles.md has one to begin with.',
  },
})
