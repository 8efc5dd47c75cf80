/** Ukrainian: drills. */
import type { drillProblems } from '#drills'
import type { KindsSaid } from '../../problem-words.ts'

export const drills = {
  'drills/bad-script': {
    says: 'У сценарії навчань помилка в «{at}»: {why}.',
    advice: 'Виправте назване місце; нічого не збережено.',
  },
  'drills/no-such-script': {
    says: 'Сценарію навчань «{script}» немає.',
    advice: 'Можливо, його прибрали; подивіться перелік.',
  },
  'drills/script-is-shipped': {
    says: 'Сценарій навчань «{script}» входить до продукту, прибрати його не можна.',
    advice: 'Складіть для нього свої кроки або не використовуйте його.',
  },
  'drills/no-such-drill': { says: 'Навчань «{drill}» немає.', advice: 'Подивіться перелік проведених.' },
  'drills/another-one': {
    says: 'Навчання «{drill}» уже оголошено або вони тривають.',
    advice: 'Спершу закінчіть їх: двоє навчань одразу не розрізнити.',
  },
  'drills/live-alert': {
    says: 'Діє реальна тривога ({alerts}): нікому не слід зараз відрізняти від неї навчання.',
    advice: 'Дочекайтеся її кінця або поясніть, чому навчання не можуть чекати.',
  },
  'drills/over': { says: 'Навчання «{drill}» закінчено.', advice: 'Почніть нові за тим самим сценарієм.' },
} satisfies KindsSaid<typeof drillProblems>
