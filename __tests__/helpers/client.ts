/**
 * A client that opened a session, for what is called.
 */
import type { Client } from '../../src/session/session.ts';

export function clientAt(tokenUrl: string, more: Partial<Client> = {}): Client {
  return {
    clientId: 'ci',
    clientSecret: 'a-secret-of-the-client',
    tokenUrl: new URL(tokenUrl),
    revocationUrl: undefined,
    authMethod: 'client_secret_post',
    privateKey: '',
    privateKeyId: '',
    assertionAudience: '',
    issuer: '',
    clientAssertionFile: '',
    clientCertificate: '',
    clientCertificateKey: '',
    caCertificates: [],
    ...more,
  };
}
