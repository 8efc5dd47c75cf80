/** Russian: damage, outages and explosive remnants. */
import type { damageProblems } from '#damage'
import type { KindsSaid } from '../../problem-words.ts'

export const damage = {
  'damage/unknown-observation': {
    says: 'Наблюдения «{observation}» здесь нет.',
    advice: 'Возьмите идентификатор из списка наблюдений.',
  },
  'damage/unknown-asset': {
    says: 'Объекта «{asset}» здесь нет.',
    advice: 'Возьмите идентификатор из списка объектов.',
  },
  'damage/unknown-occurrence': {
    says: 'О «{occurrence}» ничего не записано.',
    advice: 'Возьмите событие из списка; ночь называют по дню, когда она началась.',
  },
  'damage/unknown-merge': {
    says: 'Объединения «{merge}», которое можно отменить, нет.',
    advice: 'Посмотрите на объект ещё раз: возможно, кто-то уже разделил его.',
  },
  'damage/unknown-outage': {
    says: 'Отключения «{outage}» здесь нет.',
    advice: 'Возьмите идентификатор из таблицы отключений.',
  },
  'damage/unknown-remnant': {
    says: 'Местности «{remnant}» со взрывоопасными предметами здесь нет.',
    advice: 'Возьмите идентификатор из списка таких местностей.',
  },
  'damage/unknown-report': {
    says: 'В «{from}» нет ничего о повреждениях, что можно взять.',
    advice: 'Возьмите из списка того, что ждёт.',
  },
  'damage/other-mode': {
    says: '«{occurrence}» ведётся в режиме {mode}; ничего из другого режима там не считают.',
    advice: 'Назовите другое событие или скажите это в том режиме.',
  },
  'damage/other-occurrence': {
    says: 'Объект {asset} относится к другому событию.',
    advice: 'Заведите для каждого события свой объект: что поражено дважды, то повреждено дважды.',
  },
  'damage/exists-already': {
    says: 'Наблюдение {observation} здесь уже есть и говорит другое.',
    advice: 'Дайте каждому наблюдению свой идентификатор; исправьте то, что есть.',
  },
  'damage/moved-on': {
    says: 'С тех пор как это прочитано, кто-то его изменил: теперь версия {version}.',
    advice: 'Прочитайте ещё раз и решайте по тому, что там теперь.',
  },
  'damage/held-by-another': {
    says: 'Над этим работает кто-то другой, самое позднее до {until}.',
    advice: 'Подождите или возьмите на себя и скажите об этом.',
  },
  'damage/is-so-already': {
    says: 'Так уже есть.',
    advice: 'Ничего делать не нужно.',
  },
  'damage/not-seen': {
    says: 'То, что идёт от источника вида {kind}, сообщено; никто из наших этого не видел.',
    advice: 'Скажите «сообщено»; кто посмотрит сам, запишет своё наблюдение.',
  },
  'damage/withdrawn': {
    says: 'Наблюдение {observation} отозвано.',
    advice: 'Сначала верните его как сообщённое.',
  },
  'damage/bad-range': {
    says: 'Не может быть одновременно не менее {atLeast} и не более {atMost}.',
    advice: 'Поставьте меньшее число первым; большего не пишите, если его никто не знает.',
  },
  'damage/not-yet': {
    says: 'Это было бы в {at}, а это время ещё не наступило.',
    advice: 'Дайте время, когда это видели или сказали.',
  },
  'damage/merged-already': {
    says: 'Объект {asset} объединён с {into}.',
    advice: 'Объединяйте с тем, что стоит за него, или сначала разделите.',
  },
  'damage/nothing-to-merge': {
    says: 'Объект нельзя объединить с самим собой.',
    advice: 'Назовите два объекта.',
  },
  'damage/over-already': {
    says: 'Это закончилось в {endedAt}.',
    advice: 'Откройте новое, если оно началось снова.',
  },
  'damage/embargo-too-short': {
    says: 'Это уже не обнародуют до {until}; продление не может этого сократить.',
    advice: 'Дайте более позднее время или снимите запрет и назовите причину.',
  },
  'damage/no-embargo': {
    says: 'Из «{occurrence}» ничего не скрыто.',
    advice: 'Ничего делать не нужно.',
  },
  'damage/no-such-file': {
    says: 'Такого файла страницы отключений нет.',
    advice: 'Откройте страницу ещё раз.',
  },
} satisfies KindsSaid<typeof damageProblems>
