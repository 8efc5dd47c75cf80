import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { actions, roles } from '#people'
import { staffPage, staffPageNames, staffPaths, type StaffPageView } from './staff-page.ts'
import { staffWords } from './speech.ts'
import { say } from './words.ts'

const words = staffWords.en
const view: StaffPageView = {
  language: 'en',
  ...{ mode: 'drill', issuer: 'Town <b>&</b> Son', demonstration: 'in-service', timeZone: 'Europe/Kyiv' },
  assets: {
    ...{ style: '/assets/page.css', staffStyle: '/assets/staff.css', icon: '/assets/icon.svg' },
    sourcesScript: '/assets/sources.js',
    staffWords: { en: '/assets/en.js', uk: '/assets/uk.js', ru: '/assets/ru.js', he: '/assets/he.js' },
    staffScripts: Object.fromEntries(
      staffPageNames.map((name) => [name, `/assets/${name}.js`]),
    ) as StaffPageView['assets']['staffScripts'],
  },
}

describe('a page of staff', () => {
  test('holds nothing that runs but its own script, and nothing of anybody', () => {
    for (const name of staffPageNames) {
      const said = staffPage(name, view)
      assert.doesNotMatch(said, /<style|\sstyle=|\son\w+=|javascript:/)
      assert.deepEqual(said.match(/<script[^>]*>[^<]*/g), [`<script type="module" src="/assets/${name}.js">`])
      assert.doesNotMatch(said, /<b>&<\/b>/)
    }
  })
  test('says its mode at the top, at the bottom and in its title, and that it needs a script', () => {
    for (const name of staffPageNames) {
      const said = staffPage(name, view)
      assert.equal(said.match(/<b>DRILL<\/b>/g)?.length, 2, name)
      assert.match(said, /<title>DRILL · /)
      assert.match(said, /<noscript><p class="note">This page needs JavaScript/)
      assert.doesNotMatch(staffPage(name, { ...view, mode: 'live' }), /<title>LIVE/)
    }
  })
  test('stands at an address of its own', () => {
    assert.equal(new Set(Object.values(staffPaths)).size, staffPageNames.length)
  })
  test('shows who is signed in and where else one may go, but where nobody is yet', () => {
    for (const name of staffPageNames) {
      const opens = name === 'sign-in' || name === 'join'
      assert.equal(staffPage(name, view).includes('id="who"'), !opens, name)
    }
    assert.match(staffPage('keys', view), /href="\/people" data-needs="people.read" aria-current="page"/)
  })
})

describe('the words of staff', () => {
  test('name every action and every role there is, and no other', () => {
    assert.deepEqual(Object.keys(words.actionNames).toSorted(), [...actions].toSorted())
    assert.deepEqual(Object.keys(words.roleNames).toSorted(), [...roles].toSorted())
  })
  test('leave no blank unfilled that was given, and nothing where none was', () => {
    assert.equal(say('{name} until {time}', { name: 'Olena', time: 3 }), 'Olena until 3')
    assert.equal(say('{name}!', {}), '!')
  })
})
