/** All of CAP for other programs, as `tocsin/cap`: what the door lets out, and signatures, which need Node's cryptography. */
export * from './index.ts'
export * from './reader/index.ts'
export { makeSelfSigned, type CertificateWish, type MadeKey } from './signature/self-signed.node.ts'
export { readSigner, signCap, type CapSigner } from './signature/sign.node.ts'
export { readTrustFile } from './signature/trust-file.node.ts'
export { forArchives, forFresh, verifyCap, verifyEachCap } from './signature/verify.node.ts'
