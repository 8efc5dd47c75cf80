/** Home Assistant: what is in force in areas that a person chose, as entities that it finds at its MQTT broker by itself. */
import { asJson, type Dialect } from '../dialect.ts'

export const homeAssistant: Dialect = {
  id: 'home-assistant',
  title: 'Home Assistant (MQTT discovery)',
  // Each has entities of its own.
  modes: ['live', 'drill', 'test'],
  keys: 'none',
  // It is spoken at a broker, not by HTTP.
  routes: [],
  mapping: {
    threats: [
      { ours: ['*'], theirs: 'attribute `threats` of the sensor *in force*', because: 'by our own ids' },
    ],
    levels: [
      {
        ours: ['danger', 'advisory'],
        theirs: '*in force* is on',
        because: 'the sensor *level* says which step, the attribute `gravity` how grave it is',
      },
    ],
    areas: 'Our own codes, those that the setting names; names in the authority’s first language.',
    unsaid: [
      'Home Assistant writes *Safe* where the sensor *in force* is off. It means that no warning is in force, not that it is safe.',
      'A warning for a part of a chosen area turns the sensor on, at the gravest level of any part; the attribute `covers` says *part*.',
      'An alert that lapsed turns it to *unknown*, until somebody ends the alert; so does an installation that only drills.',
      'When Tocsin or the broker is away every entity is *unavailable*.',
      'A siren entity shows whether sirens sound a live warning, and can’t make them.',
    ],
  },
  refused: ({ status, why }) => asJson({ message: why }, status),
}
export {
  messagesOf as homeAssistantMessages,
  unknownAreas,
  type Installation as HomeAssistantInstallation,
} from './messages.ts'
export {
  birthTopic,
  configFilter,
  isBeating,
  rootOf,
  statusTopic,
  type Place as HomeAssistantPlace,
} from './topics.ts'
export type { SirenHere, SirenSound } from './sirens.ts'
