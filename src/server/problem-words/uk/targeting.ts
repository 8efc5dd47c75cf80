/** Ukrainian: who must be told. */
import type { targetingProblems } from '#targeting'
import type { KindsSaid } from '../../problem-words.ts'

export const targeting = {
  'targeting/bad-place': {
    says: 'Місце «{at}» не підходить: {why}.',
    advice: 'Вкажіть код території, точку або прямокутник у градусах довготи й широти (WGS 84).',
  },
  'targeting/no-place': {
    says: 'Не вказано жодного місця.',
    advice: 'Вкажіть принаймні одне місце, про яке попереджати.',
  },
  'targeting/unknown-area': {
    says: 'Тут немає території з кодом {area}.',
    advice: 'Візьміть код із переліку територій цього сервера.',
  },
  'targeting/bad-shape': {
    says: 'Ця фігура не підходить: {why}.',
    advice:
      'Намалюйте замкнені контури, що охоплюють місцевість, у градусах WGS 84, і розріжте їх на лінії зміни дат.',
  },
} satisfies KindsSaid<typeof targetingProblems>
