/** The help texts, made of the commands themselves. */
import type { Json } from '#base'
import { commonOptions, type Command } from './command.ts'

export function helpOfAll(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => command.name.length))
  return [
    'tocsin: an open public-warning system',
    '',
    ...commands.map((command) => `  ${command.name.padEnd(width)}  ${command.does}`),
    '',
    '“tocsin help COMMAND” explains one. Every command takes --json.',
    'Exit codes: 0 done, 1 refused or invalid, 2 could not run.',
    '',
  ].join('\n')
}

export function helpOf(command: Command): string {
  const options = Object.entries({ ...command.options, ...commonOptions }).map(([name, option]) => ({
    usage: `--${name}${option.takes === undefined ? '' : ` ${option.takes}`}`,
    means: option.means,
  }))
  const width = Math.max(...options.map((option) => option.usage.length))
  return [
    `tocsin ${command.name}${command.takes === undefined ? '' : ` ${command.takes}`}`,
    '',
    command.does,
    '',
    ...options.map((option) => `  ${option.usage.padEnd(width)}  ${option.means}`),
    ...(command.example === undefined ? [] : ['', `Example: ${command.example}`]),
    '',
  ].join('\n')
}

export function helpForPrograms({ name, takes, does, options, example }: Command): Json {
  const all = { ...options, ...commonOptions }
  return {
    ...{ name, takes: takes ?? '', does },
    options: Object.fromEntries(Object.entries(all).map(([option, about]) => [option, { ...about }])),
    ...(example === undefined ? {} : { example }),
  }
}
