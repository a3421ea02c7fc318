import { ServerCredentials } from '@grpc/grpc-js';

export interface Certificates {
  readonly key: Buffer;
  /** The node's own certificate, which is also the authority for its users' certificates. */
  readonly cert: Buffer;
}

/** TLS with the node's certificate and optional client certificates: one from another authority is ignored. */
export class UserCertificates extends ServerCredentials {
  constructor({ key, cert }: Certificates) {
    super({ requestCert: true, rejectUnauthorized: false }, { key, cert, ca: cert });
  }

  override _equals(other: ServerCredentials): boolean {
    return this === other;
  }
}
