/** What can be wrong with what is to be said, and with the phrase books it is said from. */
import { defineProblems } from '#base'

export const wordingProblems = defineProblems({
  'alerts/text-too-long': {
    status: 422,
    exit: 1,
    says: 'The text in “{language}” takes {units} of {length} ({alphabet}): {over} too many.',
    advice:
      'Shorten it by hand for this language and length. One character outside GSM-7 (a dash, a curly quote, any Cyrillic) makes the whole text UCS-2.',
  },
  'alerts/text-has-unsendable-characters': {
    status: 422,
    exit: 1,
    says: 'The text in “{language}” for {length} has characters that no carrier delivers: {characters}.',
    advice: 'Take them out; they usually come in with a copy from another program.',
  },
  'alerts/unknown-language': {
    status: 422,
    exit: 1,
    says: 'Nothing is told in “{language}” here.',
    advice: 'Languages told here: {known}. Others are added to the authority’s file.',
  },
  'alerts/text-is-empty': {
    status: 422,
    exit: 1,
    says: 'The text in “{language}” for {length} is empty.',
    advice: 'Leave it out, and it comes from the phrase book, or write what people should do.',
  },
  'alerts/phrase-book-malformed': {
    status: 422,
    exit: 1,
    says: 'The phrase book {book} is not right: {why}.',
    advice: 'Correct the place that is named; the shipped books show every member.',
  },
  'alerts/phrase-not-right': {
    status: 422,
    exit: 1,
    says: 'The phrase “{at}” can’t be taken: {why}.',
    advice: 'GET /v1/phrases names every phrase and the slots it may have. Nothing was changed.',
  },
  'alerts/phrases-do-not-fit': {
    status: 422,
    exit: 1,
    says: 'What “{at}” says in “{language}” does not fit: {units} of {length} ({alphabet}) for {threat}, {ladder}/{level}, {mode}.',
    advice:
      'Shorten it, or add a shorter one behind it: the fullest that fits is taken. POST /v1/phrases/preview counts them all. Nothing was changed.',
  },
  'alerts/no-phrase-book': {
    status: 404,
    exit: 1,
    says: 'There is no phrase book for “{language}”.',
    advice: 'There are books for: {known}.',
  },
  'alerts/phrase-book-twice': {
    status: 422,
    exit: 1,
    says: 'There are two phrase books for “{language}”.',
    advice: 'Keep one book per language.',
  },
})
