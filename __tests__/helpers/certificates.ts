/**
 * A certificate authority of the tests' own, and the certificates that it issues.
 */
import { randomBytes, type webcrypto } from 'node:crypto';

import 'reflect-metadata'; // x509 does not load without it
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const WEAK = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 1024, publicExponent: Uint8Array.of(1, 0, 1) };
const DAY = 86_400_000; // milliseconds

/** What a TLS server takes; PEM. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
}

export interface IssueOptions {
  readonly name?: string;
  readonly organisation?: string;
  /** Host names and addresses; 127.0.0.1 unless told otherwise. */
  readonly hosts?: readonly string[];
  /** Days from now. */
  readonly from?: number;
  readonly until?: number;
  /** An RSA key of 1024 bits, which nobody takes any more. */
  readonly weak?: boolean;
  /** What it is for, if it says so at all; an OID. */
  readonly purpose?: string;
}

export interface Authority {
  readonly name: string;
  /** PEM. */
  readonly certificate: string;
  issue(options?: IssueOptions): Promise<Identity>;
  /** Another authority, under this one; servers need its certificate beside their own. */
  under(name: string, options?: Pick<IssueOptions, 'from' | 'until'>): Promise<Authority>;
}

/** An authority that nobody trusts yet. */
export async function createAuthority(name: string): Promise<Authority> {
  const keys = await generateKeys();
  return authority(name, keys, await certify({ subject: name, issuer: name, keys, signer: keys, authority: true }));
}

function authority(name: string, keys: webcrypto.CryptoKeyPair, certificate: string): Authority {
  return {
    name,
    certificate,
    issue: async (options = {}) => {
      const own = await generateKeys(options.weak ? WEAK : ALGORITHM);
      const subject = options.name ?? 'token server';
      return { key: await pem(own), cert: await certify({ ...options, subject, issuer: name, keys: own, signer: keys }) };
    },
    under: async (subject, options) => {
      const own = await generateKeys();
      return authority(
        subject,
        own,
        await certify({ ...options, subject, issuer: name, keys: own, signer: keys, authority: true }),
      );
    },
  };
}

/** A server that vouches for itself. */
export async function selfSigned(name: string, organisation?: string): Promise<Identity> {
  const keys = await generateKeys();
  const more = organisation === undefined ? {} : { organisation };
  return { key: await pem(keys), cert: await certify({ ...more, subject: name, issuer: name, keys, signer: keys }) };
}

interface Certified extends IssueOptions {
  readonly subject: string;
  readonly issuer: string;
  readonly keys: webcrypto.CryptoKeyPair;
  readonly signer: webcrypto.CryptoKeyPair;
  readonly authority?: boolean;
}

async function certify(of: Certified): Promise<string> {
  const { hosts = ['127.0.0.1'], from = -1, until = 30, authority = false } = of;
  const certificate = await X509CertificateGenerator.create({
    serialNumber: `01${randomBytes(8).toString('hex')}`,
    // The general first: as text (RFC 4514), a name is written the other way round.
    subject: [...(of.organisation === undefined ? [] : [{ O: [of.organisation] }]), { CN: [of.subject] }],
    issuer: [{ CN: [of.issuer] }],
    notBefore: new Date(Date.now() + from * DAY),
    notAfter: new Date(Date.now() + until * DAY),
    publicKey: of.keys.publicKey,
    signingKey: of.signer.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(authority, undefined, true),
      ...(of.purpose === undefined ? [] : [new ExtendedKeyUsageExtension([of.purpose])]),
      new SubjectAlternativeNameExtension(
        hosts.map((value) => ({ type: /^[\d.]+$|:/.test(value) ? ('ip' as const) : ('dns' as const), value })),
      ),
    ],
  });
  return certificate.toString('pem');
}

async function generateKeys(algorithm: typeof ALGORITHM | typeof WEAK = ALGORITHM): Promise<webcrypto.CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

async function pem({ privateKey }: webcrypto.CryptoKeyPair): Promise<string> {
  const base64 = Buffer.from(await crypto.subtle.exportKey('pkcs8', privateKey)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${base64}\n-----END PRIVATE KEY-----\n`;
}
