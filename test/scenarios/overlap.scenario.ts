/** The story: two alerts on one line. */
import { any, board, ledger, olena, phone, siren, story, warning } from '../support/story.ts'

const first = warning('first', 'red')
const second = warning('second', 'red')
const yellow = warning('yellow', 'yellow')

story('a line that two alerts keep up ends with the last of them', async (t) => {
  t.at('00:00', olena.issues(first).for('Zadonsky', 'Terbunsky'))
  t.at('00:10', olena.issues(second).for('Zadonsky', 'Khlevensky'))
  t.now(board('Zadonsky').is('red'), board('Zadonsky').isKeptUpBy(2))
  t.at('01:00', olena.ends(first))
  t.within(
    '00:01',
    board('Zadonsky').is('red'),
    board('Zadonsky').isKeptUpBy(1),
    board('Terbunsky').isClear(),
  )
  // Who is told that one is over is told in the same breath that another goes on.
  t.within(
    '00:01',
    phone('Zadonsky District').hears('all-clear'),
    phone('Terbunsky District').hears('all-clear'),
  )
  t.at('02:00', olena.ends(second))
  t.within('00:01', board('Zadonsky').isClear(), siren('Zadonsk 1').stops())
  t.never(any('siren').sounds())
  t.finally(ledger.isIntact(), board('Zadonsky').equalsARecount())
})

story('the higher of two levels decides what an area looks like, whichever came first', async (t) => {
  t.at('00:00', olena.issues(first).for('Zadonsky'))
  t.at('00:10', olena.issues(yellow).for('Lipetsk Oblast'))
  t.now(board('Zadonsky').is('red', 'yellow'))
  t.at('00:20', olena.lowers(first, 'yellow'))
  t.within('00:01', board('Zadonsky').is('yellow'), phone('Zadonsky District').hears('update'))
  t.at('00:30', olena.raises(first, 'red'))
  t.within('00:01', siren('Zadonsk 1').sounds('attention'), phone('Zadonsky District').rings('danger'))
  t.within('00:01', board('Zadonsky').is('red', 'yellow'), board('Dankovsky').is('yellow'))
})
