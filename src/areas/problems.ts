/** What can be wrong with areas: names nobody knows, sets that can't be said, packs and shapes that can't be used. */
import { defineProblems } from '#base'

export const areaProblems = defineProblems({
  'areas/duplicate-code': {
    status: 422,
    exit: 1,
    says: 'Two areas have the code {area}.',
    advice: 'Give every area its own code; if both rows mean the same place, keep one.',
  },
  'areas/unknown-parent': {
    status: 422,
    exit: 1,
    says: '{area} lies in {parent}, which does not exist.',
    advice: 'Load the pack that holds the parent first, or correct the parent’s code.',
  },
  'areas/cycle': {
    status: 422,
    exit: 1,
    says: 'These areas lie in each other: {areas}.',
    advice: 'An area can’t be inside itself; correct one of the parents.',
  },
  'areas/unknown': {
    status: 422,
    exit: 1,
    says: 'No area is called “{text}”. Close to it: {names}.',
    advice: 'Take one of the suggestions, or give the area’s code.',
  },
  'areas/ambiguous': {
    status: 422,
    exit: 1,
    says: '“{text}” may mean more than one area: {names}.',
    advice: 'Add what kind of area it is (city, district, region) or where it lies, or give its code.',
  },
  'areas/none-given': {
    status: 422,
    exit: 1,
    says: 'No area was given.',
    advice: 'Name at least one area.',
  },
  'areas/not-divided': {
    status: 422,
    exit: 1,
    says: '{area} can’t be given without a part of it: its parts are not all loaded.',
    advice: 'Name the areas that are meant, or load a pack that divides it wholly.',
  },
  'areas/not-inside': {
    status: 422,
    exit: 1,
    says: '{exception} is not a part of {area}.',
    advice: 'Only a part can be excepted; leave it out or correct the area.',
  },
  'areas/nothing-left': {
    status: 422,
    exit: 1,
    says: 'Nothing is left of {area} without {exceptions}.',
    advice: 'Except less, or name the areas that are meant.',
  },
  'areas/broken-pack': {
    status: 422,
    exit: 1,
    says: 'Nothing of the pack was loaded, because it is broken at {broken}.',
    advice: 'Correct the places named and load it again; what was loaded before is unchanged.',
  },
  'areas/bad-shape': {
    status: 422,
    exit: 1,
    says: 'The shape can’t be used: {why}.',
    advice: 'Correct the geometry named; coordinates are longitude, then latitude, in WGS 84 degrees.',
  },
  'areas/unrecognised-file': {
    status: 415,
    exit: 1,
    says: 'The file {file} is no kind of area data that is known here: {why}.',
    advice:
      'Give an area pack, GeoJSON boundaries, KATOTTH codes, GeoNames admin codes or an alarm system’s region list.',
  },
  'areas/unreadable-file': {
    status: 422,
    exit: 2,
    says: 'The file {file} can’t be read: {why}.',
    advice: 'Check the path, the permissions, and that the file is whole.',
  },
  'areas/codes-missing': {
    status: 422,
    exit: 1,
    says: 'The file {file} has names but no codes, and no areas to join it to are loaded.',
    advice: 'Give the code list (KATOTTH) together with it or before it.',
  },
})

export type AreaRefusal = keyof typeof areaProblems
