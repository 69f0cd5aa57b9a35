/** Objects by a part of their name, by pinyin or first letters; asked once the typing rests. */
import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../../parts/texts.tsx';
import { TEXTS } from './texts.ts';

const REST_MS = 300;

export function NameRow({ text, onText }: { text: string; onText: (text: string) => void }) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const [typed, setTyped] = useState(text);
  const told = useRef(text);
  const tell = useRef(onText);
  tell.current = onText;
  useEffect(() => {
    if (text === told.current) return;
    // cleared by a chip or a link
    told.current = text;
    setTyped(text);
  }, [text]);
  useEffect(() => {
    if (typed.trim() === told.current) return;
    const timer = setTimeout(() => {
      told.current = typed.trim();
      tell.current(typed.trim());
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <div className="filter-part">
      <label>
        <h3>{t.name}</h3>
        <input
          type="search"
          className="input"
          placeholder={t.nameAbout}
          maxLength={60}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
    </div>
  );
}
