/**
 * The console's first screen: how much comes over the line before the Watch can be used, and how long that takes when the
 * machine is four times slower, in English and Ukrainian. The map is not waited for and is counted apart.
 *
 * `npx node bench/console-first.bench.ts [ROUNDS]`
 */
import { startConsoleWorld } from '../test/browser/console-world.ts'
import { measureFirstScreen, type FirstScreen } from '../test/browser/first-screen.ts'

const rounds = Number(process.argv[2] ?? 3)
const world = await startConsoleWorld({ sirens: 'none' })
try {
  for (const language of ['en', 'uk'] as const)
    for (const slower of [1, 4]) {
      const all: FirstScreen[] = []
      for (let round = 0; round < rounds; round++)
        all.push(await measureFirstScreen(world.officer, world, language, slower))
      const middle = (of: (one: (typeof all)[number]) => number) =>
        Math.round(all.map(of).toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!)
      console.log(
        `${language}, ${slower}× slower: ${(middle(({ bytes }) => bytes) / 1_000).toFixed(1)} kB, map ${(middle(({ mapBytes }) => mapBytes) / 1_000).toFixed(1)} kB; the Watch stands after ${middle(({ shown }) => shown)} ms, answers a key after ${middle(({ usable }) => usable)} ms (median of ${rounds})`,
      )
      if (slower === 4)
        for (const { name, bytes } of all[0]!.files.slice(0, 8))
          console.log(`  ${(bytes / 1_000).toFixed(1)} kB ${name}`)
    }
} finally {
  await world.close()
}
