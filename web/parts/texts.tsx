/** The language of the screen: its texts and how it writes numbers, dates and distances. */
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Text } from '../../data/layer.ts';
import type { Lang } from '../map/props.ts';
import { en } from '../text/en.ts';
import { type Texts, zh } from '../text/zh.ts';
import { type Formats, formatsOf } from './formats.ts';

interface Language {
  readonly lang: Lang;
  readonly t: Texts;
  readonly f: Formats;
  /** The word of a two-language text. */
  readonly of: (text: Text) => string;
}

const LanguageContext = createContext<Language | null>(null);

export function LanguageProvider({ lang, children }: { lang: Lang; children: ReactNode }) {
  const value = useMemo<Language>(
    () => ({ lang, t: lang === 'zh' ? zh : en, f: formatsOf(lang), of: (text) => text[lang] }),
    [lang],
  );
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (!language) throw new Error('No LanguageProvider above');
  return language;
}
