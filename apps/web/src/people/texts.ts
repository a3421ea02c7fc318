export const texts = {
  copy: { en: 'Copy', zh: '复制' },
} as const;
