/** The story: an all-clear for some areas. */
import { any, board, ledger, olena, phone, siren, story, warning } from '../support/story.ts'

const red = warning('red', 'red')
const yellow = warning('yellow', 'yellow')

story(
  'an all-clear for one district ends it there, quietly goes on elsewhere, and then ends everywhere',
  async (t) => {
    t.at('00:00', olena.issues(yellow).for('Lipetsk Oblast'))
    t.at('00:10', olena.issues(red).for('Zadonsky', 'Terbunsky', 'Khlevensky'))
    t.at('01:00', olena.ends(red).in('Zadonsky'))
    t.never(any('phone').hears('retraction'), any('siren').sounds())
    t.within('00:01', phone('Zadonsky District').hears('all-clear'), siren('Zadonsk 1').stops())
    t.within('00:01', phone('Terbunsky District').showsQuietly('update'))
    t.now(
      board('Zadonsky').is('yellow'),
      board('Terbunsky').is('red', 'yellow'),
      board('Lipetsk Oblast').isPartly('red'),
    )
    t.at('01:05', olena.ends(red).in('Zadonsky').isRefused('alerts/area-not-in-alert'))
    // Naming all that is left is the end of it.
    t.at('01:10', olena.ends(red).in('Terbunsky', 'Khlevensky'))
    t.within('00:01', phone('Khlevensky District').hears('all-clear'), board('Lipetsk Oblast').is('yellow'))
    t.at('01:20', olena.ends(red).isRefused('alerts/not-in-force'))
    t.finally(
      ledger.tells(red, 'alert-drafted', 'alert-issued', 'areas-cleared', 'alert-cleared'),
      ledger.isIntact(),
      board('Lipetsk Oblast').equalsARecount(),
    )
  },
)

story('an all-clear for a district of a whole oblast leaves all the others warned', async (t) => {
  t.at('00:00', olena.issues(yellow).for('Lipetsk Oblast'))
  t.at('01:00', olena.ends(yellow).in('Lipetsk'))
  t.within('00:01', phone('Lipetsk').hears('all-clear'), board('Lipetsk').isClear())
  t.within('00:01', board('Yelets').is('yellow'), board('Dankovsky').is('yellow'))
  t.never(phone('Dankovsky District').hears('all-clear'))
})
