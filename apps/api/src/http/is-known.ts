/** Whether the client has this answer already: weak comparison of an If-None-Match header with a weak ETag (RFC 9110). */
export const isKnown = (header: string | undefined, etag: string): boolean =>
  header !== undefined && (header.trim() === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag.slice(2)));
