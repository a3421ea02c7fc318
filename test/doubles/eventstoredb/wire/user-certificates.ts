import { ServerCredentials } from '@grpc/grpc-js';

export interface Certificates {
  readonly key: Buffer;
  /** The node's own; also the authority that signs the certificates of its users. */
  readonly cert: Buffer;
}

/** TLS with the node's certificate, where a caller may show one of their own: one that is not of its authority counts for nothing. */
export class UserCertificates extends ServerCredentials {
  constructor({ key, cert }: Certificates) {
    super({ requestCert: true, rejectUnauthorized: false }, { key, cert, ca: cert });
  }

  override _equals(other: ServerCredentials): boolean {
    return this === other;
  }
}
