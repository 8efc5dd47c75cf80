/** What can be wrong with areas: shapes without a clear inside, heights, codes, and places that are somewhere else. */
import { defineFindings } from '../finding.ts'

export const areaFindings = defineFindings({
  'cap/no-area': {
    level: 'warning',
    says: 'No area in {count} of {all} info blocks: some readers take that for everywhere, some for nowhere.',
    advice: 'Say where it is.',
    clause: 'CAP 1.2 §3.2.4',
  },
  'cap/area-by-name-only': {
    level: 'advice',
    says: 'The area “{text}” has no polygon, circle or geocode ({count} of {all} areas): machines can’t find it.',
    advice: 'Add a polygon, or the code of the area.',
    clause: 'CAP 1.2 §3.2.4',
  },
  'cap/geocode-only': {
    level: 'advice',
    says: 'The area “{text}” is said only by code ({count} of {all} areas): only readers that have the list can find it.',
    advice: 'Add a polygon beside the code wherever possible.',
    clause: 'CAP 1.2 §3.2.4',
  },
  'cap/ceiling-without-altitude': {
    level: 'error',
    says: 'There is a ceiling of {ceiling} feet, but no altitude from which it reaches up.',
    advice: 'Add altitude, 0 for the sea’s level, or leave the ceiling out.',
    clause: 'CAP 1.2 §3.2.4',
  },
  'cap/ceiling-below-altitude': {
    level: 'error',
    says: 'The ceiling, {ceiling} feet, lies below the altitude, {altitude} feet.',
    advice: 'Altitude is the lower limit of the two; exchange them.',
    clause: 'CAP 1.2 §3.2.4',
  },
  'cap/polygon-crosses-itself': {
    level: 'warning',
    says: 'The polygon crosses itself near {lat},{lon}: readers differ on what is inside.',
    advice: 'Put the corners in order around the area; give separate areas a polygon each.',
    clause: 'CAP 1.2 §3.2.4',
  },
  'cap/polygon-touches-itself': {
    level: 'advice',
    says: 'The polygon touches itself or turns back upon itself at {lat},{lon}; strict geometry libraries refuse such rings.',
    advice: 'Give the parts a polygon each, and leave out corners that lead nowhere.',
    clause: 'CAP 1.2 §3.2.4',
  },
  'cap/flat-polygon': {
    level: 'warning',
    says: 'All corners of the polygon lie on one line or in one place: it has no inside, so nobody is in it.',
    advice: 'Draw around the area; for a place, use a circle with a radius.',
    clause: 'CAP 1.2 §3.2.4',
  },
  'cap/polygon-antimeridian': {
    level: 'warning',
    says: 'The polygon goes from longitude {from} to {to}: readers differ on which way round the Earth.',
    advice: 'Cut it at 180° and give each side a polygon; give wide edges a corner in between.',
    clause: 'CAP 1.2 §3.2.4',
  },
  'cap/polygon-around-pole': {
    level: 'warning',
    says: 'The polygon goes once round the Earth’s axis: on a flat map it has no inside.',
    advice: 'Cut it along a meridian and carry it along the pole: 90,-180 and 90,180.',
    clause: 'CAP 1.2 §3.2.4',
  },
  'cap/large-polygon': {
    level: 'advice',
    says: 'The polygon has {corners} corners: too many for telephones and for many readers.',
    advice: 'Simplify it to some hundred corners around the same area.',
    clause: 'CAP 1.2 §3.2.4',
  },
  'cap/swapped-coordinates': {
    level: 'warning',
    says: '{lat},{lon} lies far from the other shapes of the message, {lon},{lat} among them: latitude and longitude may be exchanged.',
    advice: 'Write latitude first.',
    clause: 'CAP 1.2 §3.2.4',
  },
  'cap/null-island': {
    level: 'warning',
    says: 'The {element} has a point at 0,0, in the sea off Africa, which usually stands for a missing value.',
    advice: 'Leave out shapes that aren’t known.',
    clause: 'CAP 1.2 §3.2.4',
  },
  'cap/circle-without-radius': {
    level: 'warning',
    says: 'The circle has the radius 0, so nobody is in it.',
    advice: 'Say the radius in kilometres within which people are warned.',
    clause: 'CAP 1.2 §3.2.4',
  },
  'cap/circle-too-large': {
    level: 'warning',
    says: 'The circle’s radius of {radius} km reaches around the whole Earth; were metres meant?',
    advice: 'Say the radius in kilometres.',
    clause: 'CAP 1.2 §3.2.4',
  },
  'cap/geocode-form': {
    level: 'warning',
    says: 'The code “{text}” is not of the form that {scheme} has: {form}.',
    advice: 'Look the code up in the list of its scheme; give each code a geocode of its own.',
    clause: 'CAP 1.2 §3.2.4',
  },
})
