/** The standard’s prose rules, and what goes wrong with real messages: each looks at one message and reports, in bounded time. */
import type { CapRule } from '../reading.ts'
import { heightsMakeSense, machinesFindAreas, warningHasAnArea } from './areas.ts'
import { acronymsAreInForm, eventCodesAreInForm, geocodesAreInForm } from './codes.ts'
import { languageIsATag, languagesSayTheSame, textIsInItsLanguage, translationsDiffer } from './languages.ts'
import { actualIsNoTest, testSaysSo } from './modes.ts'
import { laterBlocksOnlyAdd } from './overlaps.ts'
import { alertsStandAlone, changesItsOwn, refersToEarlier, refersToSomething } from './references.ts'
import { blocksStandOnce, valuesStandOnce } from './repetitions.ts'
import { contentIsWhatIsSaid, mimeTypeIsOne, resourceCanBeHad } from './resources.ts'
import { publicIsNotAskedToAssess, responsesAgree, somethingIsKnown } from './responses.ts'
import { circlesAreClear, latitudeComesFirst, polygonsAreClear, shapesAreSomewhere } from './shapes.ts'
import {
  clockIsSet,
  notesExplain,
  privateHasAddresses,
  restrictionFitsScope,
  saysSomething,
  senderIsUnique,
  statusFits,
} from './standing.ts'
import { headlineIsShort, peopleAreTold, textIsNotShouted, webIsAbsolute } from './texts.ts'
import { timesAreInOrder, timesAreNear } from './times.ts'

export { ruleFindings } from './rule-findings.ts'

export const capRules: readonly CapRule[] = [
  refersToSomething,
  alertsStandAlone,
  refersToEarlier,
  changesItsOwn,
  restrictionFitsScope,
  privateHasAddresses,
  notesExplain,
  statusFits,
  saysSomething,
  senderIsUnique,
  clockIsSet,
  actualIsNoTest,
  testSaysSo,
  timesAreInOrder,
  timesAreNear,
  responsesAgree,
  publicIsNotAskedToAssess,
  somethingIsKnown,
  peopleAreTold,
  headlineIsShort,
  textIsNotShouted,
  webIsAbsolute,
  eventCodesAreInForm,
  acronymsAreInForm,
  valuesStandOnce,
  blocksStandOnce,
  laterBlocksOnlyAdd,
  languageIsATag,
  textIsInItsLanguage,
  translationsDiffer,
  languagesSayTheSame,
  mimeTypeIsOne,
  resourceCanBeHad,
  contentIsWhatIsSaid,
  warningHasAnArea,
  machinesFindAreas,
  heightsMakeSense,
  geocodesAreInForm,
  polygonsAreClear,
  circlesAreClear,
  shapesAreSomewhere,
  latitudeComesFirst,
]
