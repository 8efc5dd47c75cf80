/** English messages and news of them; made up, every one. */
import type { Variation } from './variation.ts'

export const english: readonly Variation[] = [
  {
    text: 'An air raid alert has been declared in Kharkiv Oblast and Sumy Oblast.',
    says: ['raise air_raid: Kharkiv Oblast, Sumy Oblast'],
  },
  {
    text: 'The all-clear was given in Kyiv at 5:12 a.m.',
    says: ['end -: Kyiv'],
    time: ['at 5:12 a.m.'],
    anyThreat: true,
  },
  {
    text: 'The air raid alert in Kharkiv Oblast was lifted at 04:20, while the alert in Sumy Oblast remains in effect.',
    says: ['end air_raid: Kharkiv Oblast', 'info air_raid: Sumy Oblast'],
    time: ['at 04:20', null],
  },
  {
    text: 'Governor Vyacheslav Gladkov said a missile alert had been declared in Belgorod and Belgorodsky District.',
    says: ['raise missile: Belgorod, Belgorodsky District'],
    issuer: 'Vyacheslav Gladkov',
  },
  {
    text: 'The drone threat has been cancelled in Penza Oblast.',
    says: ['end drone: Penza Oblast'],
  },
  {
    text: 'Red alert: drone attack threat in Lipetsk and Gryazinsky District. Stay indoors until the all-clear is given.',
    says: ['raise drone/red: Lipetsk, Gryazinsky District'],
  },
  {
    text: 'The red level has been lowered to yellow across Lipetsk Oblast.',
    says: ['lower -/yellow: Lipetsk Oblast'],
    anyThreat: true,
  },
  {
    text: 'Ballistic missile threat for Zaporizhzhia from Crimea!',
    says: ['raise ballistic: Zaporizhzhia'],
  },
  {
    text: 'Ukraine’s Air Force warned of guided bombs launched toward Donetsk Oblast.',
    says: ['raise aviation: Donetsk Oblast'],
    issuer: 'Air Force of the Armed Forces of Ukraine',
  },
  {
    text: 'Missile danger in Rostov Oblast is over, but the drone danger remains, acting governor Yury Slyusar wrote.',
    says: ['end missile: Rostov Oblast', 'info drone: Rostov Oblast'],
    issuer: 'Yury Slyusar',
  },
  {
    text: 'Attention! UAV attack danger, Kursk Oblast. Do not go outside.',
    says: ['raise drone: Kursk Oblast'],
  },
  {
    text: 'Air alert across all of Belgorod Oblast except Alekseyevsky District.',
    says: ['raise air_raid: Belgorod Oblast but Alekseyevsky District'],
  },
  {
    text: 'The threat of shelling has ended in Kherson.',
    says: ['end artillery: Kherson'],
  },
  {
    text: 'A storm warning is in force in Rostov Oblast: gusts of up to 25 m/s are expected.',
    says: ['raise other: Rostov Oblast'],
    anyAction: true,
  },
  {
    text: 'An evacuation has been ordered in Orsk: the dam burst.',
    extra: true,
    says: ['raise other: Orsk'],
  },
  {
    text: 'The evacuation order for Orsk has been lifted.',
    says: ['end other: Orsk'],
  },
  {
    text: 'The regional governor extended the drone alert in Tula Oblast.',
    says: ['info drone: Tula Oblast'],
  },
  {
    text: 'Sirens sounded in Sevastopol: air raid alert.',
    says: ['raise air_raid: Sevastopol'],
  },
  {
    text: 'Air raid sirens rang out in Odesa Oblast at 11:02 p.m., the threat being attack drones.',
    says: ['raise drone: Odesa Oblast'],
    anyThreat: true,
  },
  {
    text: 'Chemical alert in Cherkasy after an ammonia leak. Close the windows.',
    says: ['raise chemical: Cherkasy'],
  },
  {
    text: 'Yellow level of air danger is in effect in Lipetsk Oblast since 22:12.',
    says: ['raise air_raid/yellow: Lipetsk Oblast'],
    anyAction: true,
  },
  {
    text: 'Alert cancelled for Yelets; Zadonsky District stays on red.',
    says: ['end -: Yelets', 'info -/red: Zadonsky District'],
    anyThreat: true,
  },
]
