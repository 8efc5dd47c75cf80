/** Russian: who must be told. */
import type { targetingProblems } from '#targeting'
import type { KindsSaid } from '../../problem-words.ts'

export const targeting = {
  'targeting/bad-place': {
    says: 'Место «{at}» не подходит: {why}.',
    advice: 'Укажите код территории, точку или прямоугольник в градусах долготы и широты (WGS 84).',
  },
  'targeting/no-place': {
    says: 'Не указано ни одного места.',
    advice: 'Укажите хотя бы одно место, о котором предупреждать.',
  },
  'targeting/unknown-area': {
    says: 'Здесь нет территории с кодом {area}.',
    advice: 'Возьмите код из списка территорий этого сервера.',
  },
  'targeting/bad-shape': {
    says: 'Эта фигура не подходит: {why}.',
    advice:
      'Нарисуйте замкнутые контуры, охватывающие местность, в градусах WGS 84, и разрежьте их на линии перемены дат.',
  },
} satisfies KindsSaid<typeof targetingProblems>
