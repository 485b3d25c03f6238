/** The troubles of the five seeds by buttons alone: what the merchant knows, and the cause that is expected. */
export const CLICKS = [
  [
    { issue_kind: 'not_arrived', card_type: 'debit', settlement_mode: 's0', payout_status: 'none' },
    '储蓄卡不走秒到，次日到账',
  ],
  [
    {
      issue_kind: 'not_arrived',
      card_type: 'credit',
      settlement_mode: 't1',
      payout_status: 'success',
      arrival: 'none',
    },
    '已出款，银行入账慢',
  ],
  [
    {
      issue_kind: 'success_then_returned',
      staff_reversal: 'none',
      terminal_result: 'success',
      customer_debited: 'debited_then_returned',
    },
    '显示成功后又被冲正',
  ],
  [
    { issue_kind: 'card_changed_not_arrived', settlement_card_changed: 'multiple', change_count: 'ge3' },
    '短时间多次换卡，互相冲突',
  ],
  [{ issue_kind: 'debit_swiped_by_mistake', card_type: 'debit', settlement_mode: 's0' }, '误刷储蓄卡'],
] as const;
