import { generateKeyPairSync, randomBytes, sign, type KeyObject, type KeyPairKeyObjectResult } from 'node:crypto';

// Node.js makes keys but no certificates: this writes the parts of X.509 that a TLS test needs.

const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};
const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const octets = (content: Buffer): Buffer => der(0x04, content);
const utcTime = (at: Date): Buffer => der(0x17, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
const pem = (label: string, content: Buffer): Buffer =>
  Buffer.from(
    `-----BEGIN ${label}-----\n${content
      .toString('base64')
      .match(/.{1,64}/g)!
      .join('\n')}\n-----END ${label}-----\n`,
  );

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));

const day = 24 * 60 * 60 * 1_000;
const nameOf = (commonName: string): Buffer => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(commonName)))));
const extension = (id: string, content: Buffer): Buffer => sequence(oid(id), octets(content));

export interface KeyAndCertificate {
  readonly key: Buffer;
  readonly cert: Buffer;
}

type KeyPair = KeyPairKeyObjectResult;
const keyPair = (): KeyPair => generateKeyPairSync('ec', { namedCurve: 'P-256' });

function certified(
  subject: string,
  { publicKey, privateKey }: KeyPair,
  issuer: string,
  issuerKey: KeyObject,
  extensions: readonly Buffer[],
): KeyAndCertificate {
  const certificate = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1]), randomBytes(8)),
    ecdsaWithSha256,
    nameOf(issuer),
    sequence(utcTime(new Date(Date.now() - day)), utcTime(new Date(Date.now() + day))),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = Buffer.concat([Buffer.from([0]), sign('sha256', certificate, issuerKey)]);
  return {
    key: Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    cert: pem('CERTIFICATE', sequence(certificate, ecdsaWithSha256, der(0x03, signature))),
  };
}

/** A key and a self-signed certificate for 127.0.0.1, valid for a day, and a function that issues certificates to users. */
export function selfSigned(authority = 'evenkeel test'): KeyAndCertificate & { readonly issue: (commonName: string) => KeyAndCertificate } {
  const keys = keyPair();
  const alternativeNames = sequence(der(0x87, Buffer.from([127, 0, 0, 1])), der(0x82, Buffer.from('localhost')));
  const isAuthority = sequence(der(0x01, Buffer.from([0xff])));
  const forClients = sequence(oid('2b06010505070302'));
  return {
    ...certified(authority, keys, authority, keys.privateKey, [extension('551d11', alternativeNames), extension('551d13', isAuthority)]),
    issue: (commonName) => certified(commonName, keyPair(), authority, keys.privateKey, [extension('551d25', forClients)]),
  };
}
