/** Reads CSV as RFC 4180 says, with CRLF. @throws Error where it is not such */
export function csvRows(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/gy;
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const found = cell.exec(text);
    if (!found || found[2] === '') throw new Error(`not CSV at ${at}: ${JSON.stringify(text.slice(at, at + 60))}`);
    const value = found[1]!;
    row.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (found[2] === '\r\n') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

/** The rows of CSV with a header as objects. */
export function csvObjects(text: string): readonly Readonly<Record<string, string>>[] {
  const [header, ...rows] = csvRows(text);
  return rows.map((row) => Object.fromEntries(header!.map((name, i) => [name, row[i]!])));
}
