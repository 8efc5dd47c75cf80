/** The story: what waits for a second person finds one, and what one person did alone is judged by another. */
import {
  any,
  board,
  calls,
  ledger,
  nature,
  olena,
  pager,
  petro,
  phone,
  review,
  siren,
  story,
  taras,
  warning,
} from '../support/story.ts'

const red = warning('red', 'red')
const yellow = warning('yellow', 'yellow')
const officer = ['alert.draft', 'alert.submit', 'alert.issue', 'alert.change', 'alert.end'] as const
const approver = ['alert.approve', 'alert.review', 'alert.end'] as const
const live = {
  mode: 'live',
  callable: [
    { name: 'olena', may: [...officer, ...approver], is: 'on-duty' },
    { name: 'taras', may: approver, is: 'on-duty' },
    { name: 'petro', may: approver, is: 'at-home' },
    { name: 'oksana', may: ['people.manage'], is: 'at-home' },
    { name: 'ivan', may: officer, is: 'on-duty' },
  ],
} as const
const why = 'Alone on shift, drones over the city.'

story(
  'what waits for approval calls those on duty, then everybody who may, then those who run the place',
  async (t) => {
    t.at('02:40', olena.drafts(red).for('Zadonsky'), olena.submits(red))
    t.within('00:01', pager('taras').rings('approval', 'on-duty'), pager('taras').says(/Zadonsk/))
    t.at('02:44:59')
    t.now(pager('petro').hasRung(0))
    t.within('00:01', pager('petro').rings('approval', 'everybody'))
    t.at('02:54:59')
    t.now(pager('oksana').hasRung(0), pager('ivan').hasRung(0))
    t.within('00:01', pager('oksana').rings('approval', 'administrators'), pager('ivan').rings('approval'))
    t.expects(/has found none/)
    // Each once, and the author never: nothing of what is waited for can come from there.
    t.at('09:00')
    t.finally(
      ...[pager('taras'), pager('petro'), pager('oksana'), pager('ivan')].map((one) => one.hasRung(1)),
      pager('olena').hasRung(0),
      calls.of(
        red,
        'on-duty: taras',
        'mail taras accepted',
        'everybody: petro',
        'mail petro accepted',
        'administrators: oksana, ivan',
        'mail oksana accepted',
        'mail ivan accepted',
      ),
      ledger.isIntact(),
    )
  },
  live,
)

story(
  'calling stops the moment somebody answers, and begins anew with what is submitted anew',
  async (t) => {
    t.at('02:40', olena.drafts(red).for('Zadonsky'), olena.submits(red))
    t.at('02:44', taras.returns(red, 'Terbunsky too.'))
    t.never(pager('oksana').ringsAtAll())
    t.at('02:50')
    t.now(pager('taras').hasRung(1), pager('petro').hasRung(0))
    t.at('02:51', olena.edits(red).for('Zadonsky', 'Terbunsky'), olena.submits(red))
    t.within('00:01', pager('taras').rings('approval', 'on-duty'))
    t.at('02:53', taras.approves(red), olena.issues(red))
    t.within('00:01', siren('Zadonsk 1').sounds('attention'))
    t.at('03:00', olena.extends(red).to('Lebedyansky'), olena.lowers(red, 'yellow'))
    t.within('00:01', pager('taras').rings('change', 'on-duty'))
    // It ends while the change waits: nobody is needed for it any more.
    t.at('03:03', olena.retracts(red, 'The radar was wrong.'))
    t.at('04:00')
    t.finally(pager('taras').hasRung(3), pager('petro').hasRung(0), ledger.isIntact())
  },
  { ...live, policy: { changesThatNeedTwo: ['lowered'] } },
)

story(
  'what one person sends alone calls the second at once and stays open until that one has judged it',
  async (t) => {
    t.at('02:40', olena.drafts(red).for('Zadonsky'))
    t.at('02:40:30', olena.issues(red).inAnEmergency('x').isRefused('alerts/reason-too-thin'))
    t.at('02:41', olena.issues(red).inAnEmergency(why))
    t.within('00:01', siren('Zadonsk 1').sounds('attention'))
    t.within('00:01', pager('taras').rings('emergency', 'on-duty'), review(red).isOpen())
    // Everybody else may sleep: it is told to one who is awake, and judged in the morning.
    t.never(pager('petro').ringsAtAll(), pager('oksana').ringsAtAll())
    t.at('02:50', olena.extends(red).to('Terbunsky').inAnEmergency('They turn towards Terbuny now.'))
    t.within('00:01', phone('Terbunsky District').rings('danger'), pager('taras').rings('emergency'))
    t.now(review(red).isOpen(2))
    t.at('03:30', olena.ends(red))
    t.within('00:05', phone('Terbunsky District').hears('all-clear'))
    // Ended, and days later: it stays until somebody who had no hand in it has judged it.
    t.at(
      '60:00',
      olena.closesTheReview(red, 'justified', 'I was right to do it.').isRefused('alerts/own-review'),
    )
    t.at('60:01', taras.closesTheReview(red, 'justified', 'ok').isRefused('alerts/reason-too-thin'))
    t.now(review(red).isOpen(2))
    t.at('60:02', taras.closesTheReview(red, 'justified', 'Drones were over Zadonsk by 02:43.'))
    t.now(review(red).isClosed())
    t.at(
      '60:03',
      petro.closesTheReview(red, 'not-justified', 'I think otherwise.').isRefused('alerts/no-review-open'),
    )
    t.finally(
      pager('taras').hasRung(2),
      ledger.says(red, 'alert-extended', 'emergency', 'They turn towards Terbuny now.'),
      ledger.says(red, 'alert-extended', 'approvedBy', null),
      ledger.isIntact(),
    )
  },
  live,
)

story(
  'a change that can’t wait goes out alone although it waits already, and what waited is void',
  async (t) => {
    t.at('02:40', olena.drafts(yellow).for('Zadonsky'), olena.submits(yellow), taras.approves(yellow))
    t.at('02:41', olena.issues(yellow))
    t.at('02:50', olena.extends(yellow).to('Terbunsky'))
    t.now(board('Terbunsky').isClear())
    // An advisory is no emergency; what it becomes is.
    t.at(
      '02:51',
      olena.extends(yellow).to('Terbunsky').inAnEmergency(why).isRefused('alerts/no-emergency-here'),
    )
    t.at('02:52', olena.raises(yellow, 'red').inAnEmergency(why))
    t.within('00:01', siren('Zadonsk 1').sounds('attention'), pager('taras').rings('emergency'))
    t.now(board('Terbunsky').isClear(), review(yellow).isOpen())
    t.at('02:53', taras.approves(yellow).isRefused('alerts/nothing-to-approve'))
    t.at('04:00')
    t.finally(pager('petro').hasRung(0), ledger.isIntact())
  },
  live,
)

story(
  'who carries the calls may be away for a while: a call is tried again, and its end is written down as it was',
  async (t) => {
    t.at('02:40', nature.makesTheCarrier('down'), olena.drafts(red).for('Zadonsky'), olena.submits(red))
    t.at('02:41')
    t.now(pager('taras').hasRung(2))
    t.at('02:41:10', nature.makesTheCarrier('works'))
    t.at('02:42')
    t.now(calls.of(red, 'on-duty: taras', 'mail taras accepted'), pager('taras').hasRung(3))
    t.at('02:43', nature.makesTheCarrier('down'))
    t.at('02:48')
    t.finally(
      calls.of(
        red,
        'on-duty: taras',
        'mail taras accepted',
        'everybody: petro',
        'mail petro failed mail-unreachable',
      ),
    )
  },
  live,
)

story(
  'where nobody can be called from here the ledger says so, and the steps are taken all the same',
  async (t) => {
    t.at('02:40', olena.drafts(red).for('Zadonsky'), olena.issues(red).inAnEmergency(why))
    t.within('00:01', siren('Zadonsk 1').sounds('attention'))
    t.at('02:41', olena.drafts(yellow).for('Terbunsky'), olena.submits(yellow))
    t.at('02:47')
    t.never(any('phone').hears('retraction'))
    t.finally(
      calls.of(red, 'on-duty: taras', 'nobody-to-call no-way-to-call'),
      calls.of(
        yellow,
        'on-duty: taras',
        'nobody-to-call no-way-to-call',
        'everybody: petro',
        'nobody-to-call no-way-to-call',
      ),
    )
  },
  { ...live, ways: [] },
)

story(
  'where nobody but the author may approve, those who run the place are told at once',
  async (t) => {
    t.at('02:40', olena.drafts(red).for('Zadonsky'), olena.submits(red))
    t.expects(/has found none/)
    t.within('00:01', pager('oksana').rings('approval', 'administrators'))
    t.finally(
      calls.of(
        red,
        'on-duty: ',
        'everybody: ',
        'administrators: oksana',
        'nobody-to-call nobody-may',
        'nobody-to-call nobody-may',
        'mail oksana accepted',
      ),
    )
  },
  {
    ...live,
    callable: [
      { name: 'olena', may: [...officer, ...approver], is: 'on-duty' },
      { name: 'oksana', may: ['people.manage'], is: 'at-home' },
    ],
  },
)

story(
  'in a drill people are called too, and told that it is one',
  async (t) => {
    t.at('10:00', olena.drafts(red).for('Zadonsky'), olena.submits(red))
    t.within('00:01', pager('taras').rings('approval', 'on-duty'), pager('taras').says(/"mode":"drill"/))
    t.at('10:01', taras.approves(red))
    t.finally(pager('petro').hasRung(0))
  },
  { ...live, mode: 'drill' },
)
