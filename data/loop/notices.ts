/** 督办: words of the notices by which a government presses for something. */
import type { Dictionary } from '../layer.ts';

export const NOTICE_KINDS = [
  { id: 'listing', zh: '挂牌督办', en: 'Listed supervision' },
  { id: 'letter', zh: '督办函', en: 'Letter of supervision' },
  { id: 'reminder', zh: '提示函', en: 'Reminder' },
  { id: 'talk', zh: '约谈', en: 'Summons to a talk' },
] as const satisfies Dictionary;
export type NoticeKind = (typeof NOTICE_KINDS)[number]['id'];

export const NOTICE_TARGETS = [
  { id: 'danger', zh: '隐患', en: 'A danger' },
  { id: 'region', zh: '区域', en: 'A region' },
  { id: 'sector', zh: '行业', en: 'A sector' },
] as const satisfies Dictionary;

export const NOTICE_STATES = [
  { id: 'issued', zh: '待回复', en: 'Waiting for a reply' },
  { id: 'replied', zh: '已回复，待销号', en: 'Replied' },
  { id: 'closed', zh: '已销号', en: 'Closed' },
] as const satisfies Dictionary;
export type NoticeState = (typeof NOTICE_STATES)[number]['id'];
