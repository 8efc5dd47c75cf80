/** Advice as steps that one reads one by one: its sentences, a question kept with its answer. */

/** “Go indoors. No shelter near? Sit in an inner room.” is two steps. */
export function stepsOf(advice: string): string[] {
  const steps: string[] = []
  for (const sentence of advice.split(/(?<=[.!?…])\s+(?=\p{Lu}|\p{Lo})/u)) {
    const before = steps.at(-1)
    if (before?.endsWith('?')) steps[steps.length - 1] = `${before} ${sentence}`
    else if (sentence !== '') steps.push(sentence)
  }
  return steps
}
