const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

/** About how wide a text is, in pixels: SVG cannot cut a text by itself, and to measure each would be slow. @param size of the letters */
export const widthOf = (text: string, size: number): number =>
  [...text].reduce((width, letter) => width + (WIDE.test(letter) ? size : size * 0.56), 0);

/** The text, or as much of it as has room, with an ellipsis. */
export function fitted(text: string, size: number, room: number): string {
  if (widthOf(text, size) <= room) return text;
  let width = size;
  let kept = '';
  for (const letter of text) {
    width += WIDE.test(letter) ? size : size * 0.56;
    if (width > room) break;
    kept += letter;
  }
  return kept === '' ? '' : `${kept.trimEnd()}…`;
}
