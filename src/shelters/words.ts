/** What the types of shelters are called, for whoever shows them. */
import type { InLanguages } from '#base'
import type { ShelterType } from './shelter.ts'

export const shelterTypeNames: { readonly [type in ShelterType]: InLanguages<string> } = {
  'civil-defence': {
    en: 'civil defence shelter',
    uk: 'сховище цивільного захисту',
    ru: 'убежище гражданской обороны',
    he: 'מקלט ציבורי',
  },
  radiation: {
    en: 'fallout shelter',
    uk: 'протирадіаційне укриття',
    ru: 'противорадиационное укрытие',
    he: 'מקלט מפני קרינה',
  },
  basement: { en: 'basement', uk: 'підвал', ru: 'подвал', he: 'מרתף' },
  'underground-car-park': {
    en: 'underground car park',
    uk: 'підземний паркінг',
    ru: 'подземная парковка',
    he: 'חניון תת־קרקעי',
  },
  metro: { en: 'metro station', uk: 'станція метро', ru: 'станция метро', he: 'תחנת רכבת תחתית' },
  underpass: { en: 'underpass', uk: 'підземний перехід', ru: 'подземный переход', he: 'מעבר תת־קרקעי' },
  street: { en: 'street shelter', uk: 'мобільне укриття', ru: 'модульное укрытие', he: 'מיגונית' },
  school: { en: 'shelter in a school', uk: 'укриття у школі', ru: 'укрытие в школе', he: 'מקלט בבית ספר' },
  'public-building': {
    en: 'shelter in a public building',
    uk: 'укриття у громадській будівлі',
    ru: 'укрытие в общественном здании',
    he: 'מקלט במבנה ציבור',
  },
  unspecified: { en: 'shelter', uk: 'укриття', ru: 'укрытие', he: 'מקלט' },
}
