/** What a message written for MoWaS carries, as data: its event codes, regional keys, and an end that is a Cancel. */
import type { CapDressing } from './dressing.ts'

export const mowasDressing = {
  // An Entwarnung is a Cancel with responseType AllClear.
  allClear: 'cancel',
  eventCodes: [
    {
      valueName: 'profile:DE-BBK-EVENTCODE',
      codes: {
        flood: 'BBK-EVC-038',
        wildfire: 'BBK-EVC-077',
        thunderstorm: 'BBK-EVC-031',
        hail: 'BBK-EVC-031',
        wind: 'BBK-EVC-031',
        snowstorm: 'BBK-EVC-031',
      },
      // The list is not public; this is what apps show where there is no code.
      otherwise: 'BBK-EVC-001',
    },
  ],
  parameters: [{ valueName: 'warnVerwaltungsbereiche', areasBy: 'ars', only: { language: 'de' } }],
  geocodes: [
    { valueName: 'ARS', from: 'ars' },
    { valueName: 'AGS', from: 'ags' },
  ],
  asks: { sender: 'DE(-[A-Z0-9]+)+' },
} as const satisfies CapDressing
