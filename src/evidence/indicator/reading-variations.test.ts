import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readIndicators } from './read-indicators.ts'

interface Expected {
  readonly timing: 'before' | 'after'
  readonly argues: 'yes' | 'no'
  readonly actor: string | null
  readonly target: string | null
  readonly horizon?: string | null
  readonly signs?: readonly string[]
}

/** Texts of ours: who would strike whom, whether it is argued to be coming, in how long. */
const variations: readonly (readonly [name: string, text: string, expected: Expected])[] = [
  [
    'fighters that were withdrawn, and no signs of more',
    'Satellite imagery of Belbek airfield shows that most of the fighters stationed there have been withdrawn to Krasnodar, the analysts wrote. They see no signs that a new missile attack on Odesa is being prepared.',
    {
      timing: 'before',
      argues: 'no',
      actor: null,
      target: null,
      signs: ['+satellite_imagery', '-aviation_deployment', '-denial_of_threat'],
    },
  ],
  [
    'crops, schoolchildren and an orchestra, which are signs of nothing',
    'The orchestra has stockpiled sheet music for the winter season, and a dress rehearsal on Friday will be open to the public.',
    { timing: 'before', argues: 'no', actor: null, target: null, signs: [] },
  ],
  [
    'a plant that makes something else',
    'Завод в Липецке нарастил выпуск холодильников: запас готовой техники хранится на складах. Зимой предприятие остановится на ремонт.',
    { timing: 'before', argues: 'no', actor: null, target: null, signs: [] },
  ],
  [
    'weapons that are laid up and not used, in one sentence of Ukrainian',
    'Ворог третій тиждень не застосовує крилатих ракет і накопичує їх, повідомив речник Повітряних сил Юрій Ігнат. Розвідувальні дрони щодня літають над підстанціями Полтавщини.',
    {
      timing: 'before',
      argues: 'yes',
      actor: 'Russia',
      target: 'Ukraine',
      signs: ['+stockpiling', '+pause_in_strikes', '+reconnaissance'],
    },
  ],
  [
    'ships that stay in port, with the reason behind a colon',
    'Ракетоносцы Черноморского флота остаются в портах: шторм не даёт им выйти в море. Запас «Калибров», по оценке экспертов, так и не восстановлен.',
    {
      timing: 'before',
      argues: 'no',
      actor: 'Russia',
      target: null,
      signs: ['-naval_deployment', '-weather', '-stockpiling'],
    },
  ],
  [
    'carriers at sea while no bomber is seen in the air',
    'У Чорне море вийшли два носії крилатих ракет, повідомили Сили оборони півдня. Водночас стратегічної авіації в повітрі не спостерігається.',
    {
      timing: 'before',
      argues: 'yes',
      actor: null,
      target: null,
      signs: ['+naval_deployment', '-bomber_movement'],
    },
  ],
  [
    'whose service recruits spotters',
    'СБУ затримала в Дніпрі двох людей, яких російські спецслужби завербували знімати розташування ППО та електростанцій. За даними слідства, координати готували для нового обстрілу.',
    {
      timing: 'before',
      argues: 'yes',
      actor: 'Russia',
      target: 'Ukraine',
      signs: ['+recruitment_of_spotters'],
    },
  ],
  [
    'who holds an exercise around whom',
    'Китай начал масштабные учения вокруг Тайваня: как сообщило министерство обороны, в них участвуют авианосец «Шаньдун» и 45 самолётов. В Тайбэе заявили, что прямой угрозы нападения нет.',
    {
      timing: 'before',
      argues: 'no',
      actor: 'China',
      target: null,
      signs: ['+exercise', '-denial_of_threat'],
    },
  ],
  [
    'an exercise of rescuers, which is a sign of nothing',
    'Спасатели Липецкой области провели учения: отрабатывали тушение условного пожара на складе. Сирены включат в 12:00, это проверка, просьба сохранять спокойствие.',
    { timing: 'before', argues: 'no', actor: null, target: null, signs: [] },
  ],
  [
    'a warning of the attacked side, in English',
    'Russia is massing Tu-95MS bombers at Olenya and may launch a combined strike on Ukraine within the next 48 hours, Air Force spokesman Yuriy Ihnat said. Cruise missiles have already been loaded onto the aircraft.',
    {
      timing: 'before',
      argues: 'yes',
      actor: 'Russia',
      target: 'Ukraine',
      horizon: 'within the next 48 hours',
      signs: ['+bomber_loading'],
    },
  ],
  [
    'the sides reversed, in English',
    'Ukraine has been stockpiling long-range drones and is preparing a mass attack on Crimea, a Russian military blogger claims.',
    { timing: 'before', argues: 'yes', actor: 'Ukraine', target: 'Crimea', signs: ['+stockpiling'] },
  ],
  [
    'the sides reversed, in Russian',
    'ВСУ накапливают беспилотники большой дальности и готовят массированный удар по России, утверждает военкор Сергей Петров. По его данным, атака возможна в ближайшие три дня.',
    {
      timing: 'before',
      argues: 'yes',
      actor: 'Ukraine',
      target: 'Russia',
      horizon: 'в ближайшие три дня',
      signs: ['+stockpiling'],
    },
  ],
  [
    'a Ukrainian warning in Russian',
    'Россия готовит новый массированный удар по Украине, предупредил Кирилл Буданов. Ракеты для этого копили полтора месяца.',
    { timing: 'before', argues: 'yes', actor: 'Russia', target: 'Ukraine' },
  ],
  [
    'a Ukrainian warning in Ukrainian',
    'Росія може завдати удару по енергетиці України найближчими днями, заявив Ігнат. Ворог перекинув на Енгельс чотири Ту-160.',
    {
      timing: 'before',
      argues: 'yes',
      actor: 'Russia',
      target: 'Ukraine',
      horizon: 'найближчими днями',
      signs: ['+bomber_movement'],
    },
  ],
  [
    'what has been, with its counts, in English',
    'Russia attacked Ukraine overnight with 104 drones and 12 missiles. Air defences shot down 90 of them. Three people were killed and eleven injured, and power lines were damaged.',
    { timing: 'after', argues: 'no', actor: 'Russia', target: 'Ukraine' },
  ],
  [
    'what has been, in Russian',
    'Ночью Россия нанесла массированный удар по Украине: сбито 54 ракеты из 69. Погибли четыре человека, повреждены подстанции.',
    { timing: 'after', argues: 'no', actor: 'Russia', target: 'Ukraine' },
  ],
  [
    'what has been, in Ukrainian',
    'Уночі росіяни вдарили по Україні 60 дронами, збито 55. Пошкоджено дві підстанції, постраждали троє людей.',
    { timing: 'after', argues: 'no', actor: 'Russia', target: 'Ukraine' },
  ],
  [
    'an attack long prepared, told afterwards',
    'Росіяни місяць готували цю атаку. Збито 61 ракету з 70, є влучання в енергооб’єкти, пошкоджено будинки в Україні.',
    { timing: 'after', argues: 'yes', actor: 'Russia', target: 'Ukraine', signs: ['+planning_time'] },
  ],
  [
    'an exercise that is said to be no threat, in English',
    'The Russian navy began exercises in the Barents Sea on Monday and will fire cruise missiles until Friday. The airspace is closed to civilian flights. The drills pose no threat to Norway, officials stressed.',
    {
      timing: 'before',
      argues: 'no',
      actor: 'Russia',
      target: null,
      signs: ['+exercise', '+airspace_closure', '-denial_of_threat'],
    },
  ],
  [
    'an exercise that is said to be no threat, in Russian',
    'На полигоне под Астраханью начались учения ракетных войск России. Воздушное пространство закрыто до конца недели. Угрозы для соседних стран учения не несут, сообщили военные.',
    {
      timing: 'before',
      argues: 'no',
      actor: 'Russia',
      target: null,
      signs: ['+exercise', '-denial_of_threat'],
    },
  ],
  [
    'no signs at all that it is coming',
    'Прикордонники не фіксують ознак підготовки наступу з боку Білорусі, сказав Демченко.',
    { timing: 'before', argues: 'no', actor: null, target: null, signs: ['-denial_of_threat'] },
  ],
  [
    'another war',
    'Iran has moved dozens of ballistic missiles to launch sites and is preparing a strike on Israel, two American officials said. The attack could come within 24 to 48 hours.',
    { timing: 'before', argues: 'yes', actor: 'Iran', target: 'Israel', horizon: 'within 24 to 48 hours' },
  ],
  [
    'another war, the other way round',
    'Israel is preparing to strike nuclear facilities in Iran, officials said. Tanker aircraft have been deployed to the region.',
    { timing: 'before', argues: 'yes', actor: 'Israel', target: 'Iran' },
  ],
  [
    'a flood',
    'Forecasters expect heavy rain until Sunday. The reservoir above the town is full and the river is rising by five centimetres an hour.',
    {
      timing: 'before',
      argues: 'yes',
      actor: null,
      target: null,
      signs: ['+forecast', '+reservoir_full', '+river_rising'],
    },
  ],
  [
    'a landslide',
    'Синоптики ожидают сильные дожди до субботы. На склоне над селом появились трещины, грунт сползает.',
    { timing: 'before', argues: 'yes', actor: null, target: null, signs: ['+ground_movement'] },
  ],
  [
    'nothing of the kind',
    'The museum opened a new exhibition on Friday. Tickets cost ten euros.',
    { timing: 'before', argues: 'no', actor: null, target: null, signs: [] },
  ],
  [
    'a bomber that stays away',
    'Strategic bombers have not taken off tonight, monitoring channels write, and all missile carriers are in port.',
    {
      timing: 'before',
      argues: 'no',
      actor: null,
      target: null,
      signs: ['-bomber_movement', '-naval_deployment'],
    },
  ],
]

describe('what a text says as a whole', () => {
  for (const [name, text, expected] of variations)
    test(name, () => {
      const { timing, argues, actor, target, horizon, indicators } = readIndicators(text)
      const { signs = [], ...whole } = expected
      const found = indicators.map(({ type, sign }) => `${sign}${type}`)
      assert.deepEqual(
        { timing, argues, actor, target, ...(expected.horizon === undefined ? {} : { horizon }) },
        whole,
      )
      for (const sign of signs) assert.ok(found.includes(sign), `${sign} in ${found.join(', ')}`)
      if (expected.signs?.length === 0) assert.deepEqual(found, [])
    })
})
