import { TAGS, type Language } from './language';

/** A number with at most some decimals, without trailing zeros. */
export const numberInWords = (value: number, language: Language, decimals = 0): string =>
  new Intl.NumberFormat(TAGS[language], { maximumFractionDigits: decimals }).format(
    Object.is(Math.round(value * 10 ** decimals), -0) ? 0 : value,
  );

/** A share in per cent: 0.254 is "25%". */
export const percentInWords = (share: number, language: Language): string =>
  new Intl.NumberFormat(TAGS[language], { style: 'percent', maximumFractionDigits: 0 }).format(share);

/** "1 day", "3 days": English needs the plural of its nouns. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${numberInWords(count, 'en')} ${Math.round(count) === 1 ? one : many}`;
