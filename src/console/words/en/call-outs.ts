/** English: call-outs. */
export const callOuts = {
  title: 'Call-outs',
  means: 'Who was asked to come, what they said, and who is still wanted.',
}
