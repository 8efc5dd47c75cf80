/** The problems of taking documents in: each says what was wrong with what came, and what can be done about it. */
import { defineProblems } from '#base'

export const takingProblems = defineProblems({
  'evidence/too-large': {
    status: 413,
    exit: 1,
    says: 'It has {bytes} bytes; {kind} may have {limit}.',
    advice: 'Send a part of it, or the text alone.',
  },
  'evidence/no-text-kind': {
    status: 415,
    exit: 1,
    says: 'It is {kind}; no text is read from that.',
    advice: 'Send text, HTML, PDF, an e-mail, a feed, or the result.json of a Telegram export.',
  },
  'evidence/empty': {
    status: 422,
    exit: 1,
    says: 'There is no text in it.',
    advice: 'A scanned page is a picture: send its text, as somebody typed or recognised it.',
  },
  'evidence/locked': {
    status: 422,
    exit: 1,
    says: 'It is locked with a password.',
    advice: 'Send it without the password, or its text.',
  },
  'evidence/garbled': {
    status: 422,
    exit: 1,
    says: 'It can’t be read as {kind}: {why}.',
    advice: 'Check that it was saved whole; otherwise send its text.',
  },
  'evidence/nested-too-deep': {
    status: 422,
    exit: 1,
    says: 'It is nested deeper than {levels} levels, as no honest document is.',
    advice: 'Send its text instead.',
  },
  'evidence/text-too-long': {
    status: 422,
    exit: 1,
    says: 'Its text is longer than {limit} characters.',
    advice: 'Send the chapters that matter, each by itself.',
  },
  'evidence/too-many-parts': {
    status: 422,
    exit: 1,
    says: 'It holds more than {limit} messages.',
    advice: 'Export a shorter time, one after the other.',
  },
  'evidence/took-too-long': {
    status: 422,
    exit: 1,
    says: 'Reading it took longer than {seconds} seconds and was ended.',
    advice: 'Send its text instead; what makes a reader so slow may be meant to.',
  },
  'evidence/took-too-much': {
    status: 422,
    exit: 1,
    says: 'Reading it took more than {megabytes} MB of memory and was ended.',
    advice: 'Send its text instead; what unpacks to so much may be meant to.',
  },
  'evidence/reader-broke': {
    status: 422,
    exit: 1,
    says: 'The reader broke on it and was ended.',
    advice: 'Send its text instead, and tell us of it: this should not happen.',
  },
  'evidence/unknown-original': {
    status: 404,
    exit: 1,
    says: 'No original has the hash {sha256}.',
    advice: 'List those that are kept; the hash is the SHA-256 of the bytes.',
  },
  'evidence/original-forgotten': {
    status: 410,
    exit: 1,
    says: 'The original was forgotten at {at}, as the settings want it.',
    advice: 'What was made of it stands still; TOCSIN_ORIGINALS_DAYS says how long bytes are kept.',
  },
  'evidence/unknown-feed': {
    status: 404,
    exit: 1,
    says: 'There is no news feed “{feed}”.',
    advice: 'It may have been removed; list those that exist.',
  },
  'evidence/feed-settings-wrong': {
    status: 422,
    exit: 1,
    says: 'The settings of the news feed are wrong: {why}.',
    advice: 'Correct the place that is named.',
  },
})

export type TakingProblem = keyof typeof takingProblems
