import shared from '@eventstore/db-client/generated/shared_pb.js';

/** A UUID on the wire is a text, or two signed 64-bit integers. */
export function uuidIn(uuid: shared.UUID): string {
  const structured = uuid.getStructured();
  if (structured === undefined) return uuid.getString().toLowerCase();
  const bits = Buffer.alloc(16);
  bits.writeBigInt64BE(BigInt(structured.getMostSignificantBits()), 0);
  bits.writeBigInt64BE(BigInt(structured.getLeastSignificantBits()), 8);
  return bits.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export function uuidOnWire(id: string, structured: boolean): shared.UUID {
  const uuid = new shared.UUID();
  if (!structured) {
    uuid.setString(id);
    return uuid;
  }
  const bits = Buffer.from(id.replaceAll('-', ''), 'hex');
  const halves = new shared.UUID.Structured();
  halves.setMostSignificantBits(String(bits.readBigInt64BE(0)));
  halves.setLeastSignificantBits(String(bits.readBigInt64BE(8)));
  uuid.setStructured(halves);
  return uuid;
}
