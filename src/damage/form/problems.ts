/** What can be wrong with a form, with what is filled in, and with sending it. */
import { defineProblems } from '#base'

export const formProblems = defineProblems({
  'damage/form-malformed': {
    status: 422,
    exit: 1,
    says: 'The form can’t be taken: {why} That stands in line {line}.',
    advice: 'Every fault is named with its line and column; mend them and check again.',
  },
  'damage/other-form': {
    status: 422,
    exit: 1,
    says: 'The file is the form “{form}”, and not the one named in the address.',
    advice: 'Name the same in both.',
  },
  'damage/unknown-form': {
    status: 404,
    exit: 1,
    says: 'There is no form “{form}” here, or not in that version.',
    advice: 'List the forms, and fetch the one you want anew.',
  },
  'damage/submission-unread': {
    status: 422,
    exit: 1,
    says: 'This is no filled form that can be read: the fault is at {at}.',
    advice: 'Send the file as the form’s program wrote it, as “xml_submission_file” of a multipart form.',
  },
  'damage/submission-differs': {
    status: 409,
    exit: 1,
    says: 'A filled form with the id {submission} is here already, and says something else.',
    advice: 'Give each filled form an id of its own, and name the one that it replaces.',
  },
  'damage/unknown-submission': {
    status: 404,
    exit: 1,
    says: 'There is no filled form “{submission}” here.',
    advice: 'Send the form first, then its photos.',
  },
  'damage/unknown-record': {
    status: 404,
    exit: 1,
    says: 'There is no record “{record}” here.',
    advice: 'Take an id from the list of records.',
  },
  'damage/record-changed': {
    status: 409,
    exit: 1,
    says: 'Somebody has changed this record since you read it.',
    advice: 'Look at both sides and choose; nothing was overwritten, and yours is still with you.',
  },
  'damage/answer-unasked': {
    status: 422,
    exit: 1,
    says: 'The form doesn’t ask for “{field}”.',
    advice: 'Answer only what this version of the form asks.',
  },
  'damage/answer-unfit': {
    status: 422,
    exit: 1,
    says: 'The answer to “{field}” doesn’t fit the question.',
    advice: 'Look at what the form asks there, mend the answer and send it again.',
  },
  'damage/answer-missing': {
    status: 422,
    exit: 1,
    says: 'The answer to “{field}” is missing.',
    advice: 'Answer it and send the form again; the place is given as a point or as an area.',
  },
  'damage/photo-unasked': {
    status: 422,
    exit: 1,
    says: 'No answer of this form names the photo “{photo}”.',
    advice: 'Send the photos that the filled form names, under those names.',
  },
  'damage/nowhere': {
    status: 422,
    exit: 1,
    says: 'The point lies in none of the areas that are known here.',
    advice: 'Choose the area in the form; the point may stay as it is.',
  },
  'damage/no-such-photo': {
    status: 404,
    exit: 1,
    says: 'There is no such photo here.',
    advice: 'It may not have arrived yet, or its time is over.',
  },
})
