/**
 * Who applies, as the window asks for it and as the blank form leaves room for it: one list, so
 * that paper and screen agree word by word.
 */
export const APPLICANT = [
  { key: 'name', label: '申请人姓名或名称', kind: 'text', most: 60 },
  { key: 'id_kind', label: '证件类型', kind: 'choice', most: 0 },
  { key: 'id_no', label: '证件号码', kind: 'id', most: 40 },
  { key: 'phone', label: '联系电话（可不填）', kind: 'phone', most: 20 },
] as const
