/** Holes that the sentences of causes may have; a sentence whose hole cannot be filled is left out. */
export const ADVICE_HOLES = [
  '到账时间',
  '交易时间',
  '规则',
  '品牌',
  '响应码',
  '响应码含义',
  '响应码处理',
] as const;
