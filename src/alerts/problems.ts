/** Why an order about an alert is refused. */
import { defineProblems } from '#base'

const conflict = { status: 409, exit: 1 } as const
const invalid = { status: 422, exit: 1 } as const

export const alertProblems = defineProblems({
  'alerts/unknown': {
    status: 404,
    exit: 1,
    says: 'There is no alert “{alert}”.',
    advice: 'Look the alert up on the board; a drafted alert is shown by its id only.',
  },
  'alerts/exists': {
    ...conflict,
    says: 'The alert “{alert}” was drafted already.',
    advice: 'Leave the id out; the system gives a new one.',
  },
  'alerts/relayed': {
    ...conflict,
    says: 'This alert is relayed from {source}: its words, level and areas are its sender’s.',
    advice: 'End it here if it does not hold here, or draft an alert of your own beside it.',
  },
  'alerts/not-editable': {
    ...conflict,
    says: 'The alert is {state}; only a draft or a returned alert can be edited.',
    advice: 'Ask the approver to return it, or correct it after it is issued.',
  },
  'alerts/not-submittable': {
    ...conflict,
    says: 'The alert is {state}; only a draft can be submitted.',
    advice: 'Look at its present state first: somebody may have been faster.',
  },
  'alerts/nothing-to-approve': {
    ...conflict,
    says: 'The alert is {state} and nothing of it waits for approval.',
    advice: 'Look at its present state first: somebody may have been faster.',
  },
  'alerts/own-work': {
    status: 403,
    exit: 1,
    says: 'Who wrote, submitted or last edited a live alert can’t approve it.',
    advice: 'A second person has to approve; in an emergency issue it alone and give the reason.',
  },
  'alerts/not-a-person': {
    status: 403,
    exit: 1,
    says: 'This key belongs to a machine; a second person, or one who acts alone, must be a person.',
    advice: 'Sign in and read it yourself, or call somebody who may approve there.',
  },
  'alerts/map-moved': {
    ...conflict,
    says: 'The map of {areas} is no longer the one that was agreed to, so the approval is void.',
    advice:
      'Edit the draft, or submit the change again, to take up the map as it is now, and have that approved.',
  },
  'alerts/changed-since-read': {
    ...conflict,
    says: 'The alert changed since it was read: it is now {contentHash}.',
    advice: 'Read it again and decide on what it says now.',
  },
  'alerts/version-moved': {
    ...conflict,
    says: 'The alert is at version {version}, not {expected}.',
    advice: 'Read it again; somebody acted in between.',
  },
  'alerts/not-approved': {
    ...conflict,
    says: 'The alert is {state}; it must be approved before it is issued.',
    advice:
      'Submit it for approval, or issue it alone as an emergency with a reason, where the policy allows that.',
  },
  'alerts/no-emergency-here': {
    status: 403,
    exit: 1,
    says: 'The policy lets nobody act alone at the level “{level}”.',
    advice: 'A second person has to approve it.',
  },
  'alerts/reason-missing': {
    ...invalid,
    says: 'This step needs a reason in words.',
    advice: 'Say in one sentence why; it goes into the ledger.',
  },
  'alerts/reason-too-thin': {
    ...invalid,
    says: 'That is no reason that anybody could judge this step by.',
    advice: 'Say in a sentence what happens and why it can’t wait.',
  },
  'alerts/no-review-open': {
    status: 404,
    exit: 1,
    says: 'Of this alert nothing waits for a review.',
    advice: 'GET /v1/reviews lists what does. A review that was closed stands in the ledger.',
  },
  'alerts/own-review': {
    status: 403,
    exit: 1,
    says: 'Who wrote, submitted or did any of it can’t judge it.',
    advice: 'Ask somebody who had no hand in it to close the review.',
  },
  'alerts/acts-since-read': {
    ...conflict,
    says: 'More was done alone since it was read: {acts} acts by now, not {expected}.',
    advice: 'Read it again and judge all of it.',
  },
  'alerts/not-in-force': {
    ...conflict,
    says: 'The alert is {state}; only one that is in force can be changed or ended.',
    advice: 'Look at its present state first: somebody may have been faster.',
  },
  'alerts/change-waiting': {
    ...conflict,
    says: 'A change ({change}) of this alert already waits for approval.',
    advice:
      'Approve or return it first. Ending the alert is always possible, and so is a change as an emergency with a reason, which makes void what waits.',
  },
  'alerts/not-higher': {
    ...invalid,
    says: 'The level “{level}” is not above “{now}”.',
    advice: 'Choose a higher step of the ladder, or lower the alert.',
  },
  'alerts/not-lower': {
    ...invalid,
    says: 'The level “{level}” is not below “{now}”.',
    advice: 'Choose a lower step of the ladder, raise the alert, or give the all-clear.',
  },
  'alerts/not-wider': {
    ...invalid,
    says: 'These areas add nothing to where the alert is in force.',
    advice: 'Name areas outside of it; to narrow it, reduce it or give the all-clear for some areas.',
  },
  'alerts/not-narrower': {
    ...invalid,
    says: 'These areas leave nothing of the alert out, or leave nothing of it.',
    advice: 'Name some, but not all, of its areas; for all of them give the all-clear.',
  },
  'alerts/area-not-in-alert': {
    ...invalid,
    says: 'The alert is not in force in “{area}”.',
    advice: 'Name areas it is in force in, or parts of them.',
  },
  'alerts/nothing-changed': {
    ...invalid,
    says: 'Nothing would change.',
    advice: 'Correct the text, or renew the alert if it should simply stand longer.',
  },
  'alerts/more-than-one-change': {
    ...invalid,
    says: 'A step of the kind “{change}” changed something else too: {what}.',
    advice: 'Make one change at a time, so that everybody can see what it was.',
  },
  'alerts/no-areas': {
    ...invalid,
    says: 'The alert names no area.',
    advice: 'Name at least one area.',
  },
  'alerts/unknown-threat': {
    ...invalid,
    says: 'There is no threat “{threat}”.',
    advice: 'Known threats: {known}.',
  },
  'alerts/unknown-ladder': {
    ...invalid,
    says: 'There is no ladder “{ladder}”.',
    advice: 'Known ladders: {known}.',
  },
  'alerts/ladder-has-no-words': {
    ...invalid,
    says: 'The ladder “{ladder}” has no words for the threat “{threat}”.',
    advice: 'Choose another ladder for it, such as all-hazards.',
  },
  'alerts/unknown-level': {
    ...invalid,
    says: 'The ladder “{ladder}” has no level “{level}”.',
    advice: 'Its levels: {known}.',
  },
  'alerts/unknown-channel': {
    ...invalid,
    says: 'There is no channel “{channel}”.',
    advice: 'Channels here: {known}. Leave the list out to use every one.',
  },
  'alerts/expiry-in-the-past': {
    ...invalid,
    says: 'The alert would lapse at {renewBy}, before it begins.',
    advice: 'Name a time to come, or the minutes it should stand.',
  },
  'alerts/expiry-beyond-policy': {
    ...invalid,
    says: 'The alert would stand {minutes} minutes unrenewed; the policy allows {shortest} to {longest}.',
    advice: 'Choose a time within the policy and renew the alert when it nears its end.',
  },
  'alerts/order-key-reused': {
    ...conflict,
    says: 'The idempotency key was used for another order.',
    advice: 'Make a new key for a new order; repeat a key only with the very same order.',
  },
  'alerts/nothing-said': {
    ...invalid,
    says: 'No language has a text for this: {missing} are missing.',
    advice: 'Add the phrase to a phrase book, or write the text by hand.',
  },
})

export type AlertProblemCode = keyof typeof alertProblems
