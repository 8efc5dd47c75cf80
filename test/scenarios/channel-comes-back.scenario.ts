/** The story: a channel that was away hears what still holds, and is loud only where that is new. */
import { any, board, ledger, nature, olena, phone, reach, siren, story, warning } from '../support/story.ts'

const red = warning('red', 'red')

story('a channel that was down misses nothing, and is loud only where it is new', async (t) => {
  t.at('00:00', olena.issues(red).for('Zadonsky'))
  t.within('00:01', siren('Zadonsk 1').sounds('attention'), phone('Zadonsky District').rings('danger'))
  t.at('00:05', nature.makes('siren', 'down'))
  t.at('00:06', olena.extends(red).to('Terbunsky'))
  t.never(any('siren').hearsTwice(), any('phone').hearsTwice())
  t.within(
    '00:01',
    phone('Terbunsky District').rings('danger'),
    phone('Zadonsky District').showsQuietly('update'),
  )
  t.at('00:07', olena.extends(red).to('Khlevensky'))
  t.at('00:20', nature.makes('siren', 'works'))
  // Sirens that sounded already are not started again by what is new elsewhere.
  t.never(siren('Zadonsk 1').sounds(), siren('Dankov 1').hearsAnything())
  t.within('05:00', siren('Terbuny 1').sounds('attention'), siren('Khlevnoye 2').sounds('attention'))
  t.at('01:00', olena.ends(red))
  t.within('00:01', siren('Zadonsk 1').stops(), siren('Terbuny 1').stops(), siren('Khlevnoye 1').stops())
  t.finally(ledger.isIntact(), reach(red).addsUp(), board('Terbunsky').equalsARecount())
})

story('a siren that heard nothing of the first warning is started by the next word of it', async (t) => {
  t.at('00:00', nature.makes('siren', 'down'), olena.issues(red).for('Zadonsky'))
  t.within('00:01', phone('Zadonsky District').rings('danger'))
  t.at('00:10', olena.renews(red))
  t.at('00:11', nature.makes('siren', 'works'))
  t.within('05:00', siren('Zadonsk 1').sounds('attention'))
  t.never(phone('Zadonsky District').rings())
  t.finally(reach(red).addsUp(), ledger.isIntact())
})
