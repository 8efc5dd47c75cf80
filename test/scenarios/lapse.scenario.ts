/** The story: an alert that nobody renews is flagged, lapses, stays visible and is cleared. */
import { any, board, ledger, nature, olena, phone, siren, story, warning } from '../support/story.ts'

const red = warning('red', 'red', 60)
const other = warning('other', 'red', 60)

story('a warning that nobody renews is flagged, lapses aloud as lapsed, and is cleared later', async (t) => {
  t.at('00:00', olena.issues(red).for('Zadonsky'))
  t.at('00:49:59')
  t.now(board('Zadonsky').is('red'))
  t.at('00:50')
  t.now(board('Zadonsky').isFlagged())
  t.at('01:00')
  t.within('00:01', phone('Zadonsky District').hears('lapse'), siren('Zadonsk 1').stops())
  t.within('00:01', board('Zadonsky').isClear(), board('Zadonsky').saysIt('lapsed'))
  // What lapsed is not over: days later it still says so.
  t.at('49:00')
  t.now(board('Zadonsky').saysIt('lapsed'))
  t.at('49:01', olena.extends(red).to('Terbunsky').isRefused('alerts/not-in-force'), olena.ends(red))
  t.within('00:01', phone('Zadonsky District').hears('all-clear'), board('Zadonsky').saysIt('all-clear'))
  t.finally(
    ledger.tells(red, 'alert-drafted', 'alert-issued', 'expiry-flagged', 'alert-lapsed', 'alert-cleared'),
    ledger.isIntact(),
    board('Zadonsky').equalsARecount(),
  )
})

story('a warning that is renewed stands, and is flagged again when that time runs out', async (t) => {
  t.at('00:00', olena.issues(red).for('Zadonsky'))
  t.never(any('siren').sounds())
  t.at('00:55', olena.renews(red))
  t.within('00:01', phone('Zadonsky District').showsQuietly('update'), board('Zadonsky').is('red'))
  t.at('01:40')
  t.now(board('Zadonsky').is('red'))
  t.at('01:45')
  t.now(board('Zadonsky').isFlagged())
  t.at('01:46', olena.renews(red, 30))
  t.at('02:15:59')
  t.now(board('Zadonsky').is('red'))
  t.at('02:16')
  t.within('00:01', phone('Zadonsky District').hears('lapse'))
})

story('two warnings of one night lapse each at its own time', async (t) => {
  t.at('00:00', olena.issues(red).for('Zadonsky'))
  t.at('00:20', olena.issues(other).for('Zadonsky'))
  t.now(board('Zadonsky').isKeptUpBy(2))
  t.at('01:10')
  t.now(board('Zadonsky').is('red'), board('Zadonsky').isKeptUpBy(1), board('Zadonsky').isFlagged())
  t.at('01:20')
  t.now(board('Zadonsky').isClear(), board('Zadonsky').saysIt('lapsed'))
})

story('a lapse that a device could not be told of is told it when it comes back', async (t) => {
  t.at('00:00', olena.issues(red).for('Zadonsky'))
  t.at('00:58', nature.makes('phone', 'down'))
  t.at('01:30', nature.makes('phone', 'works'))
  t.within('05:00', phone('Zadonsky District').hears('lapse'))
})
