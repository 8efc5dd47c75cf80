/** What can be wrong with what a resident tells, said to somebody who may be frightened: what happened, and what to do now. */
import { defineProblems } from '#base'

export const residentReportProblems = defineProblems({
  'reports/not-yet': {
    status: 422,
    exit: 1,
    says: 'It can’t have been at {seenAt}: that has yet to come.',
    advice: 'Leave the time out, or give it with its zone.',
  },
  'reports/too-long-ago': {
    status: 422,
    exit: 1,
    says: 'It was at {seenAt}, and what is older than a day is not taken here.',
    advice: 'Tell the authority by telephone or in writing.',
  },
  'reports/nowhere': {
    status: 422,
    exit: 1,
    says: 'It is not said where.',
    advice: 'Choose a place from the list, or let the phone say where it is.',
  },
  'reports/elsewhere': {
    status: 422,
    exit: 1,
    says: 'That place is in no area that is warned from here.',
    advice: 'Choose the area from the list, or tell those who warn where you are.',
  },
  'reports/too-many': {
    status: 429,
    exit: 2,
    says: 'More is being told than can be taken in just now.',
    advice: 'Try again in {seconds} seconds. In danger of life call the emergency number.',
  },
  'reports/full': {
    status: 503,
    exit: 2,
    says: 'No more reports can be kept here just now.',
    advice: 'In danger of life call the emergency number. Try again in {seconds} seconds.',
  },
  'reports/unknown': {
    status: 404,
    exit: 1,
    says: 'There is no such report here.',
    advice: 'Reports are forgotten after some days, and those about sirens after one.',
  },
  'reports/judged-already': {
    status: 409,
    exit: 1,
    says: 'The report “{report}” was judged already.',
    advice: 'GET /v1/resident-reports says what became of it.',
  },
  'reports/not-alike': {
    status: 422,
    exit: 1,
    says: 'The report “{report}” can’t be put together with “{into}”.',
    advice: 'Both must be open and of one kind; requests for help stay apart.',
  },
  'reports/not-a-sighting': {
    status: 422,
    exit: 1,
    says: 'The report “{report}” is no sighting.',
    advice: 'Close it with what was done about it.',
  },
  'reports/no-contact': {
    status: 404,
    exit: 1,
    says: 'No way to reach whoever told it is kept with this report.',
    advice: 'It was not given, or has been erased.',
  },
  'reports/no-photo': {
    status: 404,
    exit: 1,
    says: 'There is no such photo here.',
    advice: 'It was forgotten with its report.',
  },
  'reports/photo-too-large': {
    status: 413,
    exit: 1,
    says: 'The photo is too large.',
    advice:
      'Up to {mostBytes} bytes and {mostPixels} pixels are taken. What you wrote has been received without it.',
  },
  'reports/photo-heic': {
    status: 415,
    exit: 1,
    says: 'The photo is in HEIC, which is not taken here.',
    advice:
      'Take a screenshot of it and send that, or let the camera save as JPEG (iPhone: Settings, Camera, Formats, Most Compatible).',
  },
  'reports/photo-kind': {
    status: 415,
    exit: 1,
    says: 'This is no photo in JPEG, PNG or WebP.',
    advice: 'Send a photo as the camera took it, or a screenshot.',
  },
  'reports/photo-broken': {
    status: 422,
    exit: 1,
    says: 'The photo can’t be read: it is damaged, cut short, or not what it seems.',
    advice: 'Send it again, or a screenshot of it.',
  },
  'reports/photos-full': {
    status: 503,
    exit: 2,
    says: 'No more photos can be kept here just now; what was written is kept.',
    advice: 'Keep the photo. The authority may ask for it.',
  },
  'reports/safe-too-long': {
    status: 413,
    exit: 1,
    says: 'The words for the family are too long.',
    advice: 'Up to {mostBytes} bytes are kept, encrypted.',
  },
  'reports/safe-unknown': {
    status: 404,
    exit: 1,
    says: 'There is no such word here, or not any more.',
    advice:
      'Words to the family are forgotten after a week. It says nothing about the person: ask them again.',
  },
  'reports/foreign-form': {
    status: 403,
    exit: 1,
    says: 'This form was sent from the page of somebody else.',
    advice: 'Open the page of the authority itself, and tell it there.',
  },
})
