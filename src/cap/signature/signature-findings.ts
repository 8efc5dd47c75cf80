/** Why a signature doesn't count: each way to fail has a permanent code and a sentence for whoever has to act on it. */
import { defineFindings, type CapFindingKind } from '../finding.ts'

const dsig = 'XML-DSig 1.1'

export const signatureFindings = defineFindings({
  'cap/signature-missing': {
    level: 'advice',
    says: 'The message is not signed.',
    advice: 'Sign it, so that readers can tell it from a forgery (CAP 1.2 §3.3.2.1).',
    clause: 'CAP 1.2 §3.3.2.1',
  },
  'cap/signature-unreadable': {
    level: 'error',
    says: 'Nothing in the document can be verified, because it is not well-formed XML: {reason}.',
    advice: 'Get the message again; a truncated download looks like this.',
  },
  'cap/signature-not-an-alert': {
    level: 'error',
    says: 'The document is {root}, not a CAP alert by itself, so its signature says nothing of an alert.',
    advice: 'Take each alert out of its feed and verify it alone.',
  },
  'cap/signature-doctype': {
    level: 'error',
    says: 'The document has a DOCTYPE, which can change what is read without touching what was signed.',
    advice: 'Send the message without one; CAP needs none.',
  },
  'cap/signature-too-costly': {
    level: 'error',
    says: 'Verifying the document would take too much work: {what}.',
    advice: 'No alert needs that; treat the source as hostile until it explains itself.',
  },
  'cap/signature-too-many': {
    level: 'error',
    says: 'The alert carries {count} signatures; at most {most} are looked at.',
    advice: 'Ask the last one who signed it to drop what came before.',
  },
  'cap/signature-misplaced': {
    level: 'error',
    says: 'The signature stands in {where} and not directly in the alert, so it vouches for nothing that is read.',
    advice: 'Treat the message as forged: moving a signature is how one is stolen.',
    clause: 'CAP 1.2 §3.3.2.1',
  },
  'cap/signature-malformed': {
    level: 'error',
    says: 'The signature is not built as the standard says: {what}.',
    advice: 'Tell the sender; their signing software is at fault, or somebody changed the message.',
    clause: dsig,
  },
  'cap/signature-forbidden': {
    level: 'error',
    says: 'The signature uses {what}, which is refused.',
    advice: 'Sign the whole alert, enveloped, with RSA-SHA256 or ECDSA-SHA256 and a plain canonicalization.',
    clause: dsig,
  },
  'cap/signature-of-something-else': {
    level: 'error',
    says: 'What is signed is {what}, and not the alert that is read.',
    advice: 'Treat the message as forged: this is how a signature is wrapped around another text.',
    clause: `${dsig} §4.4.3.2`,
  },
  'cap/signature-ambiguous': {
    level: 'error',
    says: 'The signed id “{id}” is borne by {count} elements, so nobody can say which one was signed.',
    advice: 'Treat the message as forged.',
    clause: `${dsig} §4.4.3.2`,
  },
  'cap/signature-altered': {
    level: 'error',
    says: 'The alert is not the one that was signed: it was changed since, perhaps only in its white space.',
    advice:
      'Get the message again, byte for byte, from its sender; a program on the way may have rewritten it.',
    clause: `${dsig} §3.2.1`,
  },
  'cap/signature-forged': {
    level: 'error',
    says: 'The signature was not made by {who}, or it was changed since.',
    advice: 'Treat the message as forged.',
    clause: `${dsig} §3.2.2`,
  },
  'cap/signature-no-key': {
    level: 'error',
    says: 'The message names no key, and no key of the trust list made its signature.',
    advice: 'Ask the signer for the certificate and add it to the trust list.',
  },
  'cap/signature-weak': {
    level: 'error',
    says: 'The signature holds, but rests on {what}, which can be forged today.',
    advice: 'Ask the sender to sign with SHA-256; for a message from an archive, allow historic algorithms.',
  },
  'cap/signature-untrusted': {
    level: 'error',
    says: 'The alert is unchanged since {who} signed it, and nobody in the trust list is that signer.',
    advice: 'If you know the signer, compare the fingerprint by another way and add it to the trust list.',
  },
  'cap/signature-certificate': {
    level: 'error',
    says: 'The certificate of {who} doesn’t count: {why}.',
    advice: 'Ask the signer for a proper certificate.',
    clause: 'RFC 5280 §6',
  },
  'cap/signature-not-yet-valid': {
    level: 'error',
    says: '{what} of {signer} is valid from {from}; the message is of {sent}.',
    advice: 'Look at the clocks, yours and the sender’s.',
  },
  'cap/signature-expired': {
    level: 'error',
    says: '{what} of {signer} was valid until {until}, and {when}.',
    advice: 'Ask the signer for the new certificate and add it beside the old one.',
  },
  'cap/signature-revoked': {
    level: 'error',
    says: 'The key of {signer} is revoked since {revokedAt}.',
    advice: 'Whoever stole it can date a message back, so even an older date doesn’t help. Ask the signer.',
  },
  'cap/signature-wrong-sender': {
    level: 'error',
    says: '{signer} signed this, and may not speak for “{sender}”.',
    advice: 'If it should, add the sender to the signer’s entry in the trust list.',
  },
  'cap/signature-sender-unclear': {
    level: 'error',
    says: 'The signed alert doesn’t say {what} once and clearly, so the signer’s right to say it can’t be judged.',
    advice: 'Send a message with exactly one sender and one time of sending.',
    clause: 'CAP 1.2 §3.2.1',
  },
})

export type SignatureCode = keyof typeof signatureFindings

/** The sentence of a code with the details of the case. */
export function saySignature(
  code: SignatureCode,
  details: { readonly [name: string]: string | number } = {},
): string {
  const kind: CapFindingKind = signatureFindings[code]
  return kind.says.replace(/\{(\w+)\}/g, (_, name: string) => cut(String(details[name] ?? '')))
}

function cut(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}
