/** The story: the night of 2 November 2025 in Lipetsk Oblast, as the issue tells it. */
import { any, board, ledger, nature, olena, phone, reach, siren, story, warning } from '../support/story.ts'

const sevenDistricts = [
  'Lipetsk',
  'Lipetsky Municipal Okrug',
  'Volovsky Municipal Okrug',
  'Dolgorukovsky District',
  'Zadonsky District',
  'Terbunsky District',
  'Khlevensky District',
]
const yellow = warning('yellow', 'yellow', 360)
const red = warning('red', 'red', 360)

// The night of 2 November 2025 in Lipetsk Oblast. Yellow and red came at these times; the endings' times are chosen.
story('a drone alert reaches seven districts, and only those', async (t) => {
  t.at('00:00', nature.makes('siren', 'fails', 'Zadonsk 2'), nature.makes('siren', 'down', 'Terbuny 1'))
  t.at('00:14', olena.issues(yellow).for('Lipetsk Oblast'))
  t.within(
    '00:01',
    phone('Zadonsky District').rings('advisory'),
    phone('Dankovsky District').rings('advisory'),
  )
  t.never(siren('Dankov 1').sounds(), siren('Yelets 1').sounds(), phone('Dankovsky District').rings('danger'))
  t.now(board('Dankovsky').is('yellow'))

  t.at('00:37', olena.issues(red).for(...sevenDistricts))
  t.within('00:01', siren('Zadonsk 1').sounds('attention'), phone('Terbunsky District').rings('danger'))
  t.within('00:01', siren('Lipetsk 1').sounds('attention'), siren('Borinskoye 2').sounds('attention'))
  t.now(
    board('Zadonsky').is('red', 'yellow'),
    board('Dankovsky').is('yellow'),
    board('Lipetsk Oblast').isPartly('red'),
  )

  t.at('02:56', olena.ends(red))
  t.within('00:01', siren('Zadonsk 1').stops(), phone('Terbunsky District').hears('all-clear'))
  t.within('00:05', board('Zadonsky').is('yellow'), board('Zadonsky').saysIt('all-clear'))
  // The end of red says that yellow goes on.
  t.within('00:05', phone('Zadonsky District').reads(/air danger/i))

  t.at('03:40', olena.ends(yellow))
  t.within('00:05', phone('Dankovsky District').hears('all-clear'), board('Lipetsk Oblast').isClear())
  t.never(any('siren').sounds(), any('phone').hearsTwice(), any('siren').hearsTwice())

  t.finally(
    ledger.isIntact(),
    ledger.tells(red, 'alert-drafted', 'alert-issued', 'alert-cleared'),
    board('Lipetsk Oblast').equalsARecount(),
    reach(red).covers(...sevenDistricts),
    reach(red).addsUp(),
    reach(yellow).addsUp(),
    reach(red).saysWhy('Zadonsk 2', 'refused', 'siren/fault'),
    reach(red).saysWhy('Terbuny 1', 'refused', 'siren/broker-unreachable'),
  )
})
