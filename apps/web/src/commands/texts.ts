export const texts = {
  changedMeanwhile: { en: 'Somebody has changed this while the form was open.', zh: '填写期间，他人修改了此项内容。' },
  seen: { en: 'I have seen it', zh: '我已了解' },
} as const;
