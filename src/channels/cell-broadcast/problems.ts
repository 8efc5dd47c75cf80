/** The problems of cell broadcast: why a warning is not on the air, or why nobody knows whether it is. */
import { defineProblems } from '#base'

export const cellBroadcastProblems = defineProblems({
  'cell-broadcast/bad-list': {
    status: 500,
    exit: 2,
    says: 'The list of mobile networks can’t be used; nothing is broadcast.',
    advice:
      'The server’s log names the place. Correct the file that TOCSIN_CELL_BROADCAST names, and start the server again.',
  },
  'cell-broadcast/no-such-network': {
    status: 404,
    exit: 1,
    says: 'The network is not in the list any more.',
    advice: 'What it had on the air is stopped when it is put back.',
  },
  'cell-broadcast/mode-not-carried': {
    status: 409,
    exit: 1,
    says: 'The network does not take notices of this mode; nothing was sent.',
    advice: 'Add the mode to the network in the list if it should carry them.',
  },
  'cell-broadcast/wider-than-warned': {
    status: 409,
    exit: 1,
    says: 'The warning is for a part of what the network serves, and its centre can’t aim smaller; nothing was broadcast.',
    advice: 'Warn the whole of it, or let the network broadcast for a part in the list of networks.',
  },
  'cell-broadcast/nothing-to-say': {
    status: 409,
    exit: 1,
    says: 'There is no text in a language of the network; nothing was broadcast.',
    advice: 'Add the language to the authority, or to the network in the list.',
  },
  'cell-broadcast/too-many-pages': {
    status: 422,
    exit: 1,
    says: 'The text takes {pages} pages; a message has {most} at most.',
    advice: 'Shorten it: a page holds 93 characters of GSM-7, or 41 of any other alphabet.',
  },
  'cell-broadcast/unreadable': {
    status: 422,
    exit: 1,
    says: 'The pages are in a coding that can’t be read here ({dcs}).',
    advice: 'Read here are the GSM alphabet and UCS-2.',
  },
  'cell-broadcast/id-taken': {
    status: 409,
    exit: 1,
    says: 'Every message identifier that this warning may have is on the air already.',
    advice: 'It is tried again. End what is over: the centre holds one message of each identifier.',
  },
  'cell-broadcast/overtaken': {
    status: 409,
    exit: 1,
    says: 'Something newer of the same alert went to the network already; nothing was sent.',
    advice: 'Nothing to do.',
  },
  'cell-broadcast/rejected': {
    status: 502,
    exit: 1,
    says: 'The centre did not take it.',
    advice:
      'Look into the server’s log and the centre’s; what it refuses as malformed is refused at every try.',
  },
  'cell-broadcast/busy': {
    status: 503,
    exit: 1,
    says: 'The centre could not do it now; it is tried again.',
    advice: 'Look into the centre’s log if it goes on.',
  },
  'cell-broadcast/unreachable': {
    status: 502,
    exit: 1,
    says: 'No connection to the centre came about; nothing was sent.',
    advice: 'Check its address, its port and the way to it.',
  },
  'cell-broadcast/no-answer': {
    status: 504,
    exit: 1,
    says: 'The centre was asked and did not answer; whether it does what it was asked is not known.',
    advice: 'It is asked again in a way that leaves one broadcast, or none after the end.',
  },
  'cell-broadcast/may-start-late': {
    status: 504,
    exit: 1,
    says: 'The centre says that it has nothing to stop, and an order it never answered may still reach it.',
    advice: 'It is asked again until no order can be under way.',
  },
  'cell-broadcast/called-off': {
    status: 409,
    exit: 1,
    says: 'The order was called off before it went out; nothing was sent.',
    advice: 'Nothing to do: something newer overtook it, or its time was up.',
  },
  'cell-broadcast/closed': {
    status: 503,
    exit: 2,
    says: 'The channel is closed; nothing was sent.',
    advice: 'Nothing is sent while the server shuts down.',
  },
  'cell-broadcast/not-a-centre': {
    status: 502,
    exit: 1,
    says: 'What answers there is not a cell broadcast centre of this kind.',
    advice: 'Check the address in the list of networks.',
  },
})
