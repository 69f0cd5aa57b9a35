/** In which language an answer speaks: ?lang, then the cookie `lang`, then Accept-Language, then Chinese. */
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const known = (value: string | undefined): Language | undefined => LANGUAGES.find((lang) => lang === value);

/** The reader's language for this request. */
export function languageOf(c: Context): Language {
  return (
    known(c.req.query('lang')) ??
    known(getCookie(c, 'lang')) ??
    accepted(c.req.header('accept-language')) ??
    'zh'
  );
}

function accepted(header: string | undefined): Language | undefined {
  const wishes = (header ?? '').split(',').flatMap((part, index) => {
    const [tag = '', ...options] = part.trim().split(';');
    const lang = known(tag.toLowerCase().split('-')[0]);
    const weight = Number(options.find((option) => option.trim().startsWith('q='))?.split('=')[1] ?? 1);
    return lang && weight > 0 ? [{ lang, weight, index }] : [];
  });
  return wishes.sort((a, b) => b.weight - a.weight || a.index - b.index)[0]?.lang;
}
