/** The story: a retraction overtakes all that is queued. */
import { any, board, ledger, nature, olena, phone, siren, story, taras, warning } from '../support/story.ts'

const red = warning('red', 'red')
const other = warning('other', 'red')

story(
  'a retraction overtakes everything that is still queued, and nothing of the alert is sent after it',
  async (t) => {
    // Twenty phones, two seconds each: the last would ring forty seconds after the order.
    t.at('00:00', olena.issues(red).for('Lipetsk Oblast'))
    t.at('00:00:07', taras.retracts(red, 'A flock of birds.'))
    t.never(any('phone').hears('warning', 'update'), any('siren').sounds())
    t.within('01:00', phone('Lipetsk').hears('retraction'), phone('Zadonsky District').hears('retraction'))
    t.within('00:01', siren('Zadonsk 1').stops(), board('Lipetsk Oblast').isClear())
    t.at('02:00')
    t.finally(
      ledger.isIntact(),
      ledger.tells(red, 'alert-drafted', 'alert-issued', 'alert-retracted'),
      ledger.says(red, 'alert-retracted', 'reason', 'A flock of birds.'),
    )
  },
  { slowPhones: 2_000 },
)

story('what could not be delivered before a retraction is never delivered after it', async (t) => {
  t.at('00:00', nature.makes('siren', 'down'), nature.makes('phone', 'down', 'Zadonsky District'))
  t.at('00:01', olena.issues(red).for('Zadonsky', 'Terbunsky'))
  t.within('00:01', phone('Terbunsky District').rings('danger'))
  t.at('00:05', olena.retracts(red, 'Wrong district.'))
  t.never(any('siren').sounds(), any('phone').hears('warning', 'update'))
  t.at('00:06', nature.makes('siren', 'works'), nature.makes('phone', 'works', 'Zadonsky District'))
  // They are told that it was wrong: nobody can know that they heard nothing of it.
  t.within('05:00', phone('Zadonsky District').hears('retraction'))
  t.at('23:00')
})

story('a retraction of one alert leaves another alone', async (t) => {
  t.at('00:00', olena.issues(red).for('Zadonsky'), olena.issues(other).for('Terbunsky'))
  t.at('00:05', olena.retracts(red, 'Only there it was wrong.'))
  t.never(phone('Terbunsky District').hears('retraction'), siren('Terbuny 1').stops())
  t.within('00:01', board('Terbunsky').is('red'), board('Zadonsky').isClear())
})

story('who never answers is asked again and again, and never counted as told', async (t) => {
  t.at('00:00', nature.makes('siren', 'silent', 'Zadonsk 1'), olena.issues(red).for('Zadonsky'))
  t.within('00:01', siren('Zadonsk 2').sounds('attention'))
  t.at('00:10', olena.retracts(red, 'It was wrong.'))
  t.within('01:00', siren('Zadonsk 2').stops())
  t.finally(ledger.isIntact())
})
