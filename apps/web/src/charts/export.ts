/** The data of a chart as rows of text, in the locale of the person. */
export interface TableTwin {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a spreadsheet would take for a formula, and run. */
const FORMULA = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^-?[\d.,]+%?$/;

/** The table as text with a separator: RFC 4180, with formulas escaped by an apostrophe. */
export const csvOf = ({ head, rows }: TableTwin, separator: ',' | '\t'): string =>
  [head, ...rows].map((row) => row.map((cell) => cellOf(cell, separator)).join(separator)).join('\r\n');

function cellOf(cell: string, separator: string): string {
  const safe = FORMULA.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
  return safe.includes(separator) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Lets the browser save a file. */
export function download(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Properties that a picture loses outside of the page unless they are written into it. */
const COPIED = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

/** The picture by itself, with the colours of the page. */
export function svgOf(picture: SVGSVGElement): Blob {
  return new Blob([new XMLSerializer().serializeToString(standingAlone(picture))], { type: 'image/svg+xml' });
}

function standingAlone(picture: SVGSVGElement): SVGSVGElement {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const { width, height } = picture.viewBox.baseVal;
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const shown = [picture, ...picture.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((element, index) => {
    const style = getComputedStyle(shown[index]!);
    for (const property of COPIED) element.setAttribute(property, style.getPropertyValue(property));
    element.removeAttribute('class');
    element.removeAttribute('style');
  });
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', getComputedStyle(document.documentElement).backgroundColor);
  copy.prepend(ground);
  return copy;
}

/** Twice the size on the page, so that it is sharp in a report. */
const SCALE = 2;

/** The picture as PNG. */
export async function pngOf(picture: SVGSVGElement): Promise<Blob> {
  const { width, height } = picture.viewBox.baseVal;
  const image = new Image();
  const address = URL.createObjectURL(svgOf(picture));
  try {
    image.src = address;
    await image.decode();
  } finally {
    URL.revokeObjectURL(address);
  }
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((png) => (png ? resolve(png) : reject(new Error('The browser made no PNG.'))), 'image/png'),
  );
}
