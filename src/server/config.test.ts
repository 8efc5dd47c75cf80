import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { explain } from './problems.ts'
import { readConfig, settings } from './config.ts'

describe('the settings', () => {
  test('have defaults that a first start needs none to change', () => {
    const config = readConfig({})
    assert.ok(config.ok)
    const { host, port, data, database, mode, broker, streamProcesses, webhookAllow, bodyLimit } =
      config.value
    assert.deepEqual(
      { host, port, data, database, mode, broker, streamProcesses, webhookAllow, bodyLimit },
      {
        ...{ host: '127.0.0.1', port: 8080, data: 'data', database: '', mode: 'drill', broker: '' },
        ...{ streamProcesses: 0, webhookAllow: [], bodyLimit: 1_048_576 },
      },
    )
  })

  test('are read from the environment, and nothing else of it is', () => {
    const config = readConfig({
      ...{
        PATH: '/bin',
        PORT: '9',
        TOCSIN_PORT: '0',
        TOCSIN_MODE: 'live',
        TOCSIN_DATABASE: 'postgres://db/x',
      },
      TOCSIN_WEBHOOK_ALLOW: 'one.example, two.example:8443,,',
    })
    assert.ok(config.ok)
    const { port, mode, database, webhookAllow } = config.value
    assert.deepEqual(
      [port, mode, database, webhookAllow],
      [0, 'live', 'postgres://db/x', ['one.example', 'two.example:8443']],
    )
  })

  for (const [variable, value, why] of [
    ['TOCSIN_PORT', '80801', /at most 65535/],
    ['TOCSIN_PORT', 'http', /must be a number/],
    ['TOCSIN_MODE', 'real', /one of live, drill, test/],
    ['TOCSIN_DATABASE', 'mysql://x', /must begin with postgres:\/\//],
    ['TOCSIN_BROKER', 'http://x', /must begin with mqtt:\/\//],
    ['TOCSIN_DATA', '', /is empty/],
    ['TOCSIN_BODY_LIMIT', '10', /at least 1024/],
    ['TOCSIN_PUBLIC_URL', 'ftp://x', /./],
    ['TOCSIN_OIDC_ISSUER', 'login.example.org', /./],
    ['TOCSIN_OIDC_ISSUER', 'https://x/.well-known/openid-configuration', /must be the issuer itself/],
    ['TOCSIN_OIDC_ISSUER', 'https://x/?tenant=1', /must be the issuer itself/],
  ] as const)
    test(`refuse ${variable}=${value} in plain words`, () => {
      const config = readConfig({ [variable]: value })
      assert.ok(!config.ok && config.problem.code === 'server/bad-setting')
      assert.equal(config.problem.at, variable)
      const { detail } = explain(config.problem)
      assert.match(detail, why)
      assert.doesNotMatch(detail, /Invalid|expected|received|undefined|NaN/)
    })

  test('refuse a variable that is none, because a misspelt one would be ignored in silence', () => {
    const config = readConfig({ TOCSIN_PROT: '80' })
    assert.ok(!config.ok && config.problem.code === 'server/unknown-setting')
    assert.match(explain(config.problem).advice, /TOCSIN_PORT/)
    assert.ok(
      readConfig({ TOCSIN_SERVER: 'http://x', TOCSIN_KEY: 'k' }).ok,
      'those of the command line are known',
    )
  })

  test('each say what they do, under one name', () => {
    const variables = Object.values(settings).map(({ variable }) => variable)
    assert.equal(new Set(variables).size, variables.length)
    for (const { variable, means } of Object.values(settings)) assert.match(means, /^[A-Z`].*\.$/s, variable)
  })
})
