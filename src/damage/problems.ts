/** What can be wrong with what is said of damage. */
import { defineProblems } from '#base'

export const damageProblems = defineProblems({
  'damage/unknown-observation': {
    status: 404,
    exit: 1,
    says: 'There is no observation “{observation}” here.',
    advice: 'Take an id from the list of observations.',
  },
  'damage/unknown-asset': {
    status: 404,
    exit: 1,
    says: 'There is no asset “{asset}” here.',
    advice: 'Take an id from the list of assets.',
  },
  'damage/unknown-occurrence': {
    status: 404,
    exit: 1,
    says: 'Nothing was observed of “{occurrence}”.',
    advice: 'Take an occurrence from the list; a night is named by the day on which it began.',
  },
  'damage/unknown-merge': {
    status: 404,
    exit: 1,
    says: 'There is no merge “{merge}” that could be undone.',
    advice: 'Look at the asset again: somebody may have split it already.',
  },
  'damage/unknown-outage': {
    status: 404,
    exit: 1,
    says: 'There is no outage “{outage}” here.',
    advice: 'Take an id from the outage board.',
  },
  'damage/unknown-remnant': {
    status: 404,
    exit: 1,
    says: 'There is no area “{remnant}” with explosive remnants here.',
    advice: 'Take an id from the list of such areas.',
  },
  'damage/unknown-report': {
    status: 404,
    exit: 1,
    says: 'There is nothing about damage that could be taken over from “{from}”.',
    advice: 'Take it from the list of what waits.',
  },
  'damage/other-mode': {
    status: 409,
    exit: 1,
    says: '“{occurrence}” is in the mode {mode}; nothing of another mode is counted in it.',
    advice: 'Name another occurrence, or say it in that mode.',
  },
  'damage/other-occurrence': {
    status: 409,
    exit: 1,
    says: 'The asset {asset} is of another occurrence.',
    advice: 'Keep an asset of its own for each occurrence: what was hit twice is damaged twice.',
  },
  'damage/exists-already': {
    status: 409,
    exit: 1,
    says: 'The observation {observation} is here already, and says something else.',
    advice: 'Give each observation an id of its own; correct the one that is here.',
  },
  'damage/moved-on': {
    status: 409,
    exit: 1,
    says: 'Somebody has changed it since it was read: it is at version {version} now.',
    advice: 'Read it again, and decide on what it says now.',
  },
  'damage/held-by-another': {
    status: 409,
    exit: 1,
    says: 'Somebody else is working on it, until {until} at the latest.',
    advice: 'Wait, or take it over and tell them.',
  },
  'damage/is-so-already': {
    status: 409,
    exit: 1,
    says: 'It is so already.',
    advice: 'Nothing need be done.',
  },
  'damage/not-seen': {
    status: 422,
    exit: 1,
    says: 'What comes from a source of the kind {kind} is reported; nobody of ours has seen it.',
    advice: 'Say “reported”; whoever looks at it makes an observation of their own.',
  },
  'damage/withdrawn': {
    status: 409,
    exit: 1,
    says: 'The observation {observation} was withdrawn.',
    advice: 'Take it up again as “reported” first.',
  },
  'damage/bad-range': {
    status: 422,
    exit: 1,
    says: 'At least {atLeast} and at most {atMost} can’t both be.',
    advice: 'Put the smaller number first; leave the larger one out where nobody knows it.',
  },
  'damage/not-yet': {
    status: 422,
    exit: 1,
    says: 'It would have been at {at}, which is still to come.',
    advice: 'Give the time at which it was seen or said.',
  },
  'damage/merged-already': {
    status: 409,
    exit: 1,
    says: 'The asset {asset} was merged into {into}.',
    advice: 'Merge with the one that stands for it, or split it first.',
  },
  'damage/nothing-to-merge': {
    status: 422,
    exit: 1,
    says: 'An asset can’t be merged with itself.',
    advice: 'Name two assets.',
  },
  'damage/over-already': {
    status: 409,
    exit: 1,
    says: 'It ended at {endedAt}.',
    advice: 'Open another one if it began again.',
  },
  'damage/embargo-too-short': {
    status: 422,
    exit: 1,
    says: 'It is under embargo until {until} already; extending can’t make that shorter.',
    advice: 'Give a later time, or lift it with a reason.',
  },
  'damage/no-embargo': {
    status: 409,
    exit: 1,
    says: 'Nothing of “{occurrence}” is under embargo.',
    advice: 'Nothing need be done.',
  },
  'damage/no-such-file': {
    status: 404,
    exit: 1,
    says: 'There is no such file of the page of outages.',
    advice: 'Open the page again.',
  },
})
