/** English: assessment forms, in the set-up. */
export const forms = {
  means:
    'What assessors are asked where something was hit. What they fill in becomes observations of damage; photos lose where and when they were taken.',
  page: 'The assessor’s page',
  pageMeans: 'Opens on any phone, works without a network, sends later.',
  forms: 'Forms',
  version: 'version {version}',
  questions: { one: '{count} question', other: '{count} questions' },
  retired: 'in use no more',
  shipped: 'came with the product',
  inUse: 'in use',
  open: 'Show its file',
  retire: 'Let go',
  retireMeans:
    'Nobody begins with it any more. What was begun with it is still taken, and its versions stay.',
  take: 'Take a form in',
  takeMeans:
    'A file that people read and change (YAML). Show the file of a form, change it, check it; under the same name it becomes the next version.',
  file: 'From a file',
  text: 'Text of the form',
  check: 'Check',
  save: 'Take it in',
  checked: 'Nothing is wrong with it.',
  faults: { one: '{count} fault', other: '{count} faults' },
  at: 'Line {line}, column {column}:',
  collect: 'Phones with ODK Collect',
  collectMeans:
    'Phones with ODK Collect fill the same forms in, unchanged. Each needs a key of its own; it can fill forms in and nothing else, and ends after half a year.',
  address: 'Server address:',
  needsTls: 'ODK Collect sends a key over https alone. Open this console by https to make codes that work.',
  whose: 'For',
  pick: 'Choose…',
  makeKey: 'Make a key and its code',
  nobody: 'Nobody here may note damage. Invite an assessor first.',
  keyOf: 'Key for {name}',
  keyMeans:
    'Told this once. In ODK Collect: add project, scan the code. A lost phone: revoke the key under People and keys.',
  code: 'Settings for ODK Collect as a QR code',
  username: 'Username',
  password: 'Password',
  done: 'The phone has it',
}
