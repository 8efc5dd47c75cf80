import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sayProblem } from '#base'
import {
  dangerSaid,
  higher,
  levelName,
  lowerFirst,
  nextDown,
  nextUp,
  shippedLadders,
  shippedThreatBook,
  speaksOf,
  threatBook,
  threatCatalogue,
  threatProblems,
  type Ladder,
  type LadderId,
  type LevelId,
  type Threat,
  type ThreatId,
} from './index.ts'

const book = shippedThreatBook()
const lipetsk = book.ladder('lipetsk' as LadderId)!
const euAlert = book.ladder('eu-alert' as LadderId)!
const ukraine = book.ladder('ukraine' as LadderId)!
const drone = book.threat('drone' as ThreatId)!
const flood = book.threat('flood' as ThreatId)!
const [yellow, red] = [lipetsk.levels[0]!, lipetsk.levels[1]!]

describe('the shipped threats', () => {
  test('cover every kind of attack and every natural hazard the product promises', () => {
    const promised =
      'drone cruise-missile ballistic-missile aeroballistic-missile guided-bomb rocket-artillery artillery aircraft ' +
      'air-raid unexploded-ordnance radiation chemical flood flash-flood tsunami earthquake wildfire thunderstorm ' +
      'tornado tropical-cyclone snowstorm ice extreme-heat extreme-cold landslide avalanche volcano dam-failure other'
    for (const id of promised.split(' ')) assert.ok(book.threat(id as ThreatId), id)
  })

  test('have names in three languages, each threat its own', () => {
    for (const language of ['en', 'uk', 'ru']) {
      const names = threatCatalogue.map((threat) => threat.names[language])
      assert.ok(names.every((name) => name !== undefined && name.length > 2))
      assert.equal(new Set(names).size, names.length, language)
    }
  })

  test('name event terms as the list writes them', () => {
    for (const { eventTerm } of threatCatalogue)
      if (eventTerm !== undefined) assert.match(eventTerm, /^OET-(0\d\d|1\d\d|2[01]\d|22[0-3])$/)
  })

  test('are found by id, and unknown ids are not', () => {
    assert.equal(book.threat('drone' as ThreatId), drone)
    assert.equal(book.threat('dragon' as ThreatId), undefined)
    assert.equal(book.level('lipetsk' as LadderId, 'red' as LevelId), red)
    assert.equal(book.level('lipetsk' as LadderId, 'mauve' as LevelId), undefined)
    assert.equal(book.level('nowhere' as LadderId, 'red' as LevelId), undefined)
  })
})

describe('the shipped ladders', () => {
  test('of Lipetsk has two steps: a silent yellow and a red that sounds', () => {
    assert.deepEqual(
      lipetsk.levels.map(({ id, gravity, siren }) => [id, gravity, siren]),
      [
        ['yellow', 'advisory', undefined],
        ['red', 'danger', 'attention'],
      ],
    )
    assert.equal(lipetsk.levels[1]!.names['en'], 'Drone attack threat')
  })

  test('of Ukraine has one step', () => assert.equal(ukraine.levels.length, 1))

  test('of EU-Alert counts down to level 1, the highest', () =>
    assert.deepEqual(
      euAlert.levels.map(({ id }) => id),
      ['info', 'level-4', 'level-3', 'level-2', 'level-1'],
    ))

  test('for all hazards has three steps', () =>
    assert.equal(book.ladder('all-hazards' as LadderId)!.levels.length, 3))

  test('have a severity that never falls from one step to the next', () => {
    const rank = ['Unknown', 'Minor', 'Moderate', 'Severe', 'Extreme']
    for (const ladder of shippedLadders)
      for (const level of ladder.levels) {
        const above = nextUp(ladder, level)
        if (above !== undefined)
          assert.ok(rank.indexOf(above.severity) >= rank.indexOf(level.severity), `${ladder.id} ${above.id}`)
      }
  })

  test('name every step in three languages', () => {
    for (const ladder of shippedLadders)
      for (const level of ladder.levels)
        for (const language of ['en', 'uk', 'ru'])
          assert.ok(level.names[language], `${ladder.id} ${level.id}`)
  })
})

describe('a step', () => {
  test('knows the higher of two', () => {
    assert.equal(higher(yellow, red), red)
    assert.equal(higher(red, yellow), red)
  })
  test('knows its neighbours, and that there is nothing beyond the ends', () => {
    assert.equal(nextUp(lipetsk, yellow), red)
    assert.equal(nextUp(lipetsk, red), undefined)
    assert.equal(nextDown(lipetsk, red), yellow)
    assert.equal(nextDown(lipetsk, yellow), undefined)
  })
  test('is said in the ladder’s own words where they say the danger', () =>
    assert.equal(dangerSaid(lipetsk, red, drone, 'ru'), 'Угроза атаки дронов'))
  test('is said beside the threat where the ladder only says how bad it is', () =>
    assert.equal(dangerSaid(euAlert, euAlert.levels[4]!, flood, 'en'), 'Flood, emergency alert'))
  test('has another name for a threat that its usual one would belie', () => {
    const chemical = book.threat('chemical' as ThreatId)!
    assert.equal(levelName(ukraine.levels[0]!, chemical.id, 'en'), 'Chemical threat')
    assert.equal(levelName(ukraine.levels[0]!, drone.id, 'en'), 'Air raid alert')
  })
  test('is not said in a language it has no name in', () => {
    assert.equal(dangerSaid(lipetsk, red, drone, 'ka'), undefined)
    assert.equal(
      dangerSaid(euAlert, euAlert.levels[0]!, { ...flood, names: { en: 'Flood' } }, 'uk'),
      undefined,
    )
  })
  test('keeps the capital of a name that is spelt with capitals', () => {
    assert.equal(lowerFirst('EU-Alert'), 'EU-Alert')
    assert.equal(lowerFirst('Air danger'), 'air danger')
    assert.equal(lowerFirst('Повітряна тривога'), 'повітряна тривога')
  })
  test('belongs to a ladder that may be for some threats only', () => {
    assert.equal(speaksOf(lipetsk, flood.id), false)
    assert.equal(speaksOf(euAlert, flood.id), true)
  })
})

describe('a book of threats is refused', () => {
  const refusal = (threats: readonly Threat[], ladders: readonly Ladder[]) => {
    const made = threatBook(threats, ladders)
    return made.ok ? 'ok' : [made.problem.code, made.problem.at]
  }
  test('never, when it is right', () => assert.equal(refusal([drone], [lipetsk]), 'ok'))
  test('when a threat is there twice', () =>
    assert.deepEqual(refusal([drone, drone], []), ['threats/duplicate-id', 'threats[1]']))
  test('when a ladder is there twice', () =>
    assert.deepEqual(refusal([drone], [lipetsk, lipetsk]), ['threats/duplicate-id', 'ladders[1]']))
  test('when a step is there twice', () =>
    assert.deepEqual(refusal([drone], [{ ...lipetsk, levels: [yellow, { ...yellow, height: 2 }] }]), [
      'threats/duplicate-id',
      'ladders[0].levels[1]',
    ]))
  test('when heights have a gap, and says which they are', () => {
    const made = threatBook([drone], [{ ...lipetsk, levels: [yellow, { ...red, height: 3 }] }])
    assert.equal(made.ok, false)
    if (made.ok) return
    assert.equal(made.problem.code, 'threats/heights-not-contiguous')
    assert.match(sayProblem(threatProblems[made.problem.code], made.problem), /are 1, 3;/)
  })
  test('when steps are not listed from the lowest', () =>
    assert.deepEqual(refusal([drone], [{ ...lipetsk, levels: [red, yellow] }]), [
      'threats/heights-not-contiguous',
      'ladders[0].levels[0]',
    ]))
  test('when a ladder has no steps', () =>
    assert.deepEqual(refusal([drone], [{ ...lipetsk, levels: [] }]), ['threats/no-levels', 'ladders[0]']))
  test('when a ladder speaks of a threat nobody knows', () =>
    assert.deepEqual(refusal([flood], [lipetsk]), ['threats/unknown-threat', 'ladders[0].threats']))
  test('when a step has a name for a threat nobody knows', () =>
    assert.deepEqual(refusal([drone], [{ ...lipetsk, levels: [{ ...yellow, namesFor: { dragon: {} } }] }]), [
      'threats/unknown-threat',
      'ladders[0].levels[0].namesFor',
    ]))
  test('when a threat has no name', () =>
    assert.deepEqual(refusal([{ ...drone, names: {} }], []), ['threats/no-name', 'threats[0]']))
})
