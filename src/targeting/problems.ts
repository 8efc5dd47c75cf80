/** What can be wrong with a place or a drawn shape, so that nobody can be found by it. */
import { defineProblems } from '#base'

export const targetingProblems = defineProblems({
  'targeting/bad-place': {
    status: 422,
    exit: 1,
    says: 'The place at {at} can’t be used: {why}.',
    advice: 'Give an area’s code, a point, or a box of longitudes and latitudes in WGS 84 degrees.',
  },
  'targeting/no-place': {
    status: 422,
    exit: 1,
    says: 'No place was given.',
    advice: 'Give at least one place to be warned for.',
  },
  'targeting/unknown-area': {
    status: 422,
    exit: 1,
    says: 'No area here has the code {area}.',
    advice: 'Take a code from the list of areas of this installation.',
  },
  'targeting/bad-shape': {
    status: 422,
    exit: 1,
    says: 'The shape can’t be used: {why}.',
    advice: 'Draw closed rings that enclose ground, in WGS 84 degrees, and cut them at the antimeridian.',
  },
})

export type TargetingRefusal = keyof typeof targetingProblems
