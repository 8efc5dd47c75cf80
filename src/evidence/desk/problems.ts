/** What can be wrong with what is asked of the evidence desk. */
import { defineProblems } from '#base'

export const evidenceDeskProblems = defineProblems({
  'evidence/unknown-document': {
    status: 404,
    exit: 1,
    says: 'There is no document “{document}” here.',
    advice: 'GET /v1/evidence/documents lists them.',
  },
  'evidence/unknown-claim': {
    status: 404,
    exit: 1,
    says: 'The document “{document}” has no claim {claim}.',
    advice: 'Its claims are numbered from 0 in the order of its text.',
  },
  'evidence/unknown-source': {
    status: 404,
    exit: 1,
    says: 'There is no source “{source}” here.',
    advice: 'GET /v1/evidence/sources lists them.',
  },
  'evidence/unknown-event': {
    status: 404,
    exit: 1,
    says: 'There is no event “{event}” here.',
    advice: 'GET /v1/evidence/events lists them.',
  },
  'evidence/unknown-act': {
    status: 404,
    exit: 1,
    says: 'Nothing called “{act}” was done to the event “{event}”, or it was undone already.',
    advice: 'The event names what was done to it and stands.',
  },
  'evidence/text-erased': {
    status: 410,
    exit: 1,
    says: 'The words of the document “{document}” were erased when their time was over.',
    advice: 'What people decided on it stays in the ledger, in codes.',
  },
  'evidence/held': {
    status: 409,
    exit: 1,
    says: 'The document “{document}” is being worked on by {name} until {until}.',
    advice: 'Ask them, wait, or take it over with a reason.',
  },
  'evidence/changed-meanwhile': {
    status: 409,
    exit: 1,
    says: '“{document}” was changed since you read it.',
    advice: 'Read it again and decide on what it is now.',
  },
  'evidence/reason-missing': {
    status: 422,
    exit: 1,
    says: 'Why is not said.',
    advice: 'Give a reason in a sentence when you mend or reject a claim.',
  },
  'evidence/rated-so-already': {
    status: 409,
    exit: 1,
    says: 'It is graded {grade} already.',
    advice: 'Its history says who graded it, when and why.',
  },
  'evidence/not-confirmed': {
    status: 422,
    exit: 1,
    says: 'It is not confirmed: independent families that say so: {families}.',
    advice:
      'Confirmed is what an official in charge of it says, what physical evidence shows, or what two families say that do not copy one another. Grade it 2 to 6, or accept its event’s other claims first.',
  },
  'evidence/not-accepted': {
    status: 409,
    exit: 1,
    says: 'Claim {claim} of the document “{document}” was not accepted.',
    advice: 'Accept or mend it first.',
  },
  'evidence/nothing-to-warn-of': {
    status: 422,
    exit: 1,
    says: '“{claim}” tells of no danger that goes on: nothing is warned of by it.',
    advice:
      'What is over is damage to be assessed. If it does go on, mend the claim’s time, or draft an alert by itself.',
  },
  'evidence/event-is-over': {
    status: 409,
    exit: 1,
    says: 'The event “{event}” has no claims any more.',
    advice: 'Where it was merged into another one, that one has them; undo the merge to have it back.',
  },
  'evidence/not-in-event': {
    status: 422,
    exit: 1,
    says: 'The claim “{claim}” is not in the event “{event}”.',
    advice: 'Read the event again: somebody may have moved it.',
  },
  'evidence/nothing-to-merge': {
    status: 422,
    exit: 1,
    says: 'There is nothing to merge.',
    advice: 'Name at least one other event.',
  },
  'evidence/split-leaves-nothing': {
    status: 422,
    exit: 1,
    says: 'A split needs claims on both sides.',
    advice: 'Name some of the claims of “{event}”, but not all.',
  },
  'evidence/built-upon': {
    status: 409,
    exit: 1,
    says: 'It can’t be undone before what was done after it to “{event}”.',
    advice: 'Undo “{by}” first.',
  },
  'evidence/set-aside-already': {
    status: 409,
    exit: 1,
    says: 'The denial “{claim}” was set aside already.',
    advice: 'The event says by whom and why.',
  },
  'evidence/not-a-denial': {
    status: 422,
    exit: 1,
    says: 'The claim “{claim}” does not close the event “{event}”.',
    advice: 'Only a denial by whoever is in charge closes an event, and only such a one is set aside.',
  },
  'evidence/unknown-person': {
    status: 422,
    exit: 1,
    says: 'There is nobody “{person}” here who may judge evidence.',
    advice: 'Assign it to an analyst or an officer.',
  },
  'evidence/words-not-there': {
    status: 422,
    exit: 1,
    says: 'The words of the claim do not stand in the document at {start} to {end}.',
    advice: 'Give the offsets in UTF-16 units of the words in the text as it is kept.',
  },
})
