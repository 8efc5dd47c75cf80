/** The pages beside Now in English. */
import type { AppWords } from '../app-words.ts'

export const en: AppWords = {
  now: 'Now',
  shelters: 'Shelters',
  tell: 'Tell the duty room',
  pages: 'More pages',
  appName: 'Warnings',
  keptAt: 'No connection. This page was kept at {time}.',
  keptMeans: 'What follows was true then.',
  needsScript: 'This part needs JavaScript.',
  phone: {
    title: 'Alerts on this phone',
    link: 'Get alerts on this phone',
    states: {
      looking: 'Looking what this phone can do…',
      off: 'Alerts do not reach this phone yet.',
      asking: 'The phone asks whether alerts may be shown. Please allow it.',
      denied:
        'This phone does not allow alerts from here. Allow notifications for this page in the settings of the phone or the browser, then come back.',
      waiting: 'A test is on its way. Only when it has come back do alerts work.',
      working: 'Alerts reach this phone.',
      unproven:
        'No test has come back. Alerts may not reach this phone. Try again, or rely on what is said below.',
      failing: 'The last alerts could not be handed to this phone’s push service. Send a test.',
      gone: 'The push service has forgotten this phone. Switch alerts on again.',
      ios: 'On an iPhone or iPad alerts work only once this page is installed: press Share, then “Add to Home Screen”, and open it from there.',
      impossible: 'This browser cannot receive alerts while it is closed.',
      unreached: 'The server can’t be reached now. What was set before still stands.',
      failed: 'That did not work: {why}',
    },
    why: 'When something is in force at your places, the phone shows it within seconds, even when this page is closed. You will be asked once for permission. No name, no number, no account.',
    limits:
      'No phone is certain: a flat battery, no network or power saving keep alerts away. Sirens and radio stay the first warning.',
    on: 'Switch alerts on',
    again: 'Try again',
    instead: 'What works without it: this page while it is open, with sounds; sirens; radio.',
    provenAt: 'Last proven delivery: {time}',
    test: 'Send a test',
    places: 'For these places',
    placesNone: 'Choose a place first.',
    placesMeans: 'What you call them stays on this phone.',
    called: 'Called',
    calledAs: ['Home', 'Work', 'Parents', 'School'],
    follow: 'Where I am',
    followMeans:
      'Works only when this page is opened: a web page can’t follow you while it is closed. Open it when you arrive somewhere. The server is told a square of about one kilometre, nothing finer.',
    followLast: 'Last told: {time}',
    followDenied: 'The phone does not say where it is.',
    content: 'Send no words, only a number',
    contentMeans:
      'The push service of the browser’s maker can’t read alerts in any case: they are encrypted. With this it carries only the number of a notice, and the phone fetches the words here.',
    sounds: 'Sounds',
    soundsMeans:
      'While this page is open it has three sounds of its own. While it is closed the phone plays its own notification sound, once for each alert and again only when it gets worse. Set the phone so that you hear it at night.',
    sound: { danger: 'Danger', advisory: 'Advice', ended: 'All-clear' },
    quiet: 'Quiet hours',
    quietMeans: 'Advice and all-clears come without a sound then. A danger sounds at any hour.',
    quietFrom: 'from',
    quietTo: 'to',
    kept: 'What is kept about you',
    keptServer:
      'On the server: the address that the push service gave this phone, its places or squares, its language. No name, no number, nothing about who you are.',
    keptPhone:
      'On this phone: what you call your places, quiet hours, the last pages for times without a network.',
    keptNothing: 'On the server: nothing.',
    remove: 'Remove alerts from this phone',
    removed: 'Removed, here and on the server.',
    removedHereOnly:
      'Removed here: nothing comes any more. The server could not be reached; it forgets this phone with the next push.',
    noRoom: 'This phone has no room: pages may be missing without a network.',
    changed: 'Saved.',
  },
  install: {
    title: 'Install',
    means:
      'As an app it opens with one touch and without a network. It needs no shop and weighs less than a photo.',
    button: 'Install on this phone',
    ios: 'iPhone, iPad: Share, then “Add to Home Screen”.',
    done: 'Installed.',
  },
  advice: {
    title: 'What to do',
    means:
      'For each danger. Read it before you need it; it is kept on this phone for times without a network.',
    danger: 'When it is a danger',
    advisory: 'When it is only advice',
    after: 'Afterwards',
    inForce: 'in force now',
    other: 'Any other danger',
    notThisLanguage: 'These instructions are not there in your language yet.',
  },
}
