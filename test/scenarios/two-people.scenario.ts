/** The story: a live alert needs two people. */
import { any, board, ledger, olena, petro, phone, siren, story, taras, warning } from '../support/story.ts'

const red = warning('red', 'red')
const yellow = warning('yellow', 'yellow')
const live = { mode: 'live' } as const

story(
  'a live warning needs a second person, who approves what was read and nothing else',
  async (t) => {
    t.at('10:00', olena.drafts(red).for('Zadonsky'))
    t.never(any('phone').hears('retraction'))
    t.at('10:01', olena.issues(red).isRefused('alerts/not-approved'), olena.submits(red))
    t.at('10:02', olena.approves(red).isRefused('alerts/own-work'), taras.reads(red))
    // While taras reads, olena changes it.
    t.at(
      '10:03',
      olena.edits(red).for('Terbunsky'),
      taras.approvesWhatWasRead(red).isRefused('alerts/nothing-to-approve'),
    )
    t.at('10:04', olena.submits(red), taras.approvesWhatWasRead(red).isRefused('alerts/changed-since-read'))
    t.at('10:05', taras.returns(red, 'Zadonsky too.'), petro.edits(red).for('Terbunsky', 'Zadonsky'))
    // Whoever edited it is one of its authors.
    t.at('10:06', petro.submits(red), petro.approves(red).isRefused('alerts/own-work'))
    t.at('10:07', taras.reads(red), taras.approvesWhatWasRead(red))
    // What is approved and then edited is approved no longer.
    t.at('10:08', olena.edits(red).for('Zadonsky'), olena.issues(red).isRefused('alerts/not-approved'))
    t.at('10:09', olena.submits(red), taras.approves(red))
    t.now(board('Zadonsky').isClear())
    t.at('10:10', olena.issues(red))
    t.within('00:01', siren('Zadonsk 1').sounds('attention'), phone('Zadonsky District').rings('danger'))
    t.finally(ledger.isIntact(), ledger.says(red, 'alert-issued', 'approvedBy', 'taras'))
  },
  live,
)

story(
  'a change of a live warning waits for the second person, and goes out at once when that one agrees',
  async (t) => {
    t.at(
      '10:00',
      olena.drafts(red).for('Zadonsky'),
      olena.submits(red),
      taras.approves(red),
      olena.issues(red),
    )
    t.at('10:10', olena.extends(red).to('Terbunsky'))
    t.now(board('Terbunsky').isClear(), board('Zadonsky').is('red'))
    t.at('10:11', olena.approves(red).isRefused('alerts/own-work'))
    t.at(
      '10:11',
      olena.corrects(red, { en: { '90': 'Go inside.' } } as never).isRefused('alerts/change-waiting'),
    )
    // To let it stand longer changes nothing that anybody would have to agree to.
    t.at('10:12', olena.renews(red, 60))
    t.within('00:01', phone('Zadonsky District').showsQuietly('update'))
    t.at('10:13', taras.approves(red))
    t.within('00:01', phone('Terbunsky District').rings('danger'), siren('Terbuny 1').sounds('attention'))
    t.within('00:01', phone('Zadonsky District').showsQuietly('update'), board('Terbunsky').is('red'))

    t.at('10:20', olena.lowers(red, 'yellow'), taras.returns(red, 'They are still coming.'))
    t.now(board('Zadonsky').is('red'))
    t.at('10:21', olena.lowers(red, 'yellow'))
    // Ending it is always possible, for one person, whatever waits.
    t.at('10:22', taras.retracts(red, 'The radar was wrong.'))
    t.within('00:01', phone('Zadonsky District').hears('retraction'), siren('Zadonsk 1').stops())
    t.finally(ledger.isIntact(), board('Zadonsky').isClear(), board('Terbunsky').equalsARecount())
  },
  live,
)

story(
  'in an emergency one person warns alone, and the ledger says so',
  async (t) => {
    t.at('04:00', olena.drafts(red).for('Zadonsky'), olena.drafts(yellow).for('Zadonsky'))
    t.at('04:01', olena.issues(red).inAnEmergency(' ').isRefused('alerts/reason-missing'))
    // What is only advice can wait for a second person.
    t.at('04:02', olena.issues(yellow).inAnEmergency('alone').isRefused('alerts/no-emergency-here'))
    t.at('04:03', olena.issues(red).inAnEmergency('Alone on shift, drones over the city.'))
    t.within('00:01', siren('Zadonsk 1').sounds('attention'))
    t.finally(
      ledger.says(red, 'alert-issued', 'emergency', 'Alone on shift, drones over the city.'),
      ledger.says(red, 'alert-issued', 'approvedBy', null),
      board('Zadonsky').is('red'),
    )
  },
  live,
)
