/** What can be wrong with sites and readings: places, units, forms that can't be read, evidence that isn't there. */
import { defineProblems } from '#base'

export const siteProblems = defineProblems({
  'sites/unknown': {
    status: 404,
    exit: 1,
    says: 'There is no site {site}.',
    advice: 'Take an id from the list of sites.',
  },
  'sites/unknown-station': {
    status: 404,
    exit: 1,
    says: 'No site has a station {station}.',
    advice: 'Take a station from the list of the site, or add it there first.',
  },
  'sites/bad-site': {
    status: 422,
    exit: 1,
    says: 'The site can’t be kept: {why}.',
    advice: 'Correct the place named and send the whole site again.',
  },
  'sites/unknown-unit': {
    status: 422,
    exit: 1,
    says: 'The unit {unit} is not one that is known.',
    advice:
      'Use nSv/h, µSv/h, mSv/h, m, cm, mm, m³/s, l/s, ppm, ppb or mm/h; a number without its unit is never guessed.',
  },
  'sites/unreadable-readings': {
    status: 422,
    exit: 1,
    says: 'The readings can’t be read: {why}.',
    advice: 'Correct the place named and send everything again: nothing of it was kept.',
  },
  'sites/too-many-points': {
    status: 422,
    exit: 1,
    says: 'That would be {points} points, more than {most}.',
    advice: 'Ask for a shorter time or for longer steps.',
  },
  'sites/bad-topic': {
    status: 422,
    exit: 2,
    says: 'The topic {topic} can’t be listened to: {why}.',
    advice: 'Write levels between slashes: names, +, {site}, {station}, {link}, or # at the end.',
  },
  'sites/nothing-to-propose': {
    status: 409,
    exit: 1,
    says: 'No alert could be proposed for the site {site}: no danger fits what is raised, or none of our areas lies around it.',
    advice: 'Look at the site and draft by hand if people must be warned.',
  },
  'sites/no-alarm': {
    status: 404,
    exit: 1,
    says: 'The site {site} has no open alarm {alarm}.',
    advice: 'Read the site again: somebody else may have ended it.',
  },
})
