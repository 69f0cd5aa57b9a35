/** Names in the reader's language, as far as there is one. */
import type { Lang } from '../map/props.ts';

export function nameIn(lang: Lang, name: string, nameEn: unknown): string {
  return lang === 'en' && typeof nameEn === 'string' && nameEn !== '' ? nameEn : name;
}
