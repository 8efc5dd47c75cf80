/** Ukrainian: forms, and what is filled in and sent. */
import type { formProblems } from '#damage'
import type { KindsSaid } from '../../problem-words.ts'

export const forms = {
  'damage/form-malformed': {
    says: 'Форму не можна взяти: {why} Це в рядку {line}.',
    advice: 'Кожну помилку названо з її рядком і стовпцем; виправте їх і перевірте ще раз.',
  },
  'damage/other-form': {
    says: 'Файл — це форма «{form}», а не та, що в адресі.',
    advice: 'Назвіть в обох місцях ту саму.',
  },
  'damage/unknown-form': {
    says: 'Форми «{form}» тут немає або немає її в цій версії.',
    advice: 'Перегляньте список форм і отримайте потрібну наново.',
  },
  'damage/submission-unread': {
    says: 'Це не заповнена форма, яку можна прочитати: помилка в {at}.',
    advice:
      'Надішліть файл таким, яким його записала програма форми, як «xml_submission_file» у складеному запиті.',
  },
  'damage/submission-differs': {
    says: 'Заповнена форма з ідентифікатором {submission} тут уже є, і в ній інше.',
    advice: 'Давайте кожній заповненій формі власний ідентифікатор і називайте ту, яку вона замінює.',
  },
  'damage/unknown-submission': {
    says: 'Заповненої форми «{submission}» тут немає.',
    advice: 'Спершу надішліть форму, потім її фото.',
  },
  'damage/unknown-record': {
    says: 'Запису «{record}» тут немає.',
    advice: 'Візьміть ідентифікатор зі списку записів.',
  },
  'damage/record-changed': {
    says: 'Хтось змінив цей запис після того, як ви його прочитали.',
    advice: 'Погляньте на обидві сторони й оберіть; нічого не перезаписано, а ваше лишається у вас.',
  },
  'damage/answer-unasked': {
    says: 'Форма не питає про «{field}».',
    advice: 'Відповідайте лише на те, про що питає ця версія форми.',
  },
  'damage/answer-unfit': {
    says: 'Відповідь на «{field}» не пасує до питання.',
    advice: 'Погляньте, про що там питає форма, виправте відповідь і надішліть ще раз.',
  },
  'damage/answer-missing': {
    says: 'Немає відповіді на «{field}».',
    advice: 'Дайте відповідь і надішліть форму ще раз; місце вказують точкою або територією.',
  },
  'damage/photo-unasked': {
    says: 'Жодна відповідь цієї форми не називає фото «{photo}».',
    advice: 'Надсилайте ті фото, які називає заповнена форма, під тими назвами.',
  },
  'damage/nowhere': {
    says: 'Точка не лежить у жодній із відомих тут територій.',
    advice: 'Оберіть територію у формі; точку можна лишити.',
  },
  'damage/no-such-photo': {
    says: 'Такого фото тут немає.',
    advice: 'Можливо, воно ще не надійшло або його строк минув.',
  },
} satisfies KindsSaid<typeof formProblems>
