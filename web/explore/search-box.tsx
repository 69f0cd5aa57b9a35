/** Search by name: `/` focuses, arrows choose, Enter goes there. */
import { IconMapPin, IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { GradeKey } from '../../data/grade.ts';
import { type Found, search } from '../api.ts';
import { GradeSymbol } from '../parts/grade-symbol.tsx';
import { nameIn } from '../parts/names.ts';
import { useRemote } from '../parts/remote.ts';
import { useLanguage } from '../parts/texts.tsx';
import './search.css';

const PAUSE_MS = 180;

export function SearchBox({
  readerKey,
  staff,
  onChoose,
}: {
  readerKey: string | null;
  staff: boolean;
  onChoose: (found: Found) => void;
}) {
  const { lang, t, of } = useLanguage();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const list = useId();
  const asked = usePaused(text.trim());
  const found = useRemote(asked ? `${readerKey} ${asked}` : null, (signal) => search(asked, signal), asked);
  const results = asked === text.trim() ? (found.data?.results ?? []) : [];
  const nothing = asked !== '' && asked === text.trim() && found.data?.results.length === 0;
  const shown = open && (results.length > 0 || nothing);

  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    const leave = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    addEventListener('keydown', focus);
    addEventListener('pointerdown', leave);
    return () => {
      removeEventListener('keydown', focus);
      removeEventListener('pointerdown', leave);
    };
  }, []);

  const choose = (one: Found | undefined) => {
    if (!one) return;
    setOpen(false);
    onChoose(one);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is not known to every browser yet
    <div className="search" ref={box} role="search">
      <IconSearch size={16} stroke={1.75} aria-hidden="true" />
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={t.search}
        aria-expanded={shown}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={shown && results[active] ? `${list}-${active}` : undefined}
        placeholder={staff ? t.searchStaff : t.searchPublic}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            const step = event.key === 'ArrowDown' ? 1 : -1;
            setOpen(true);
            setActive((at) => Math.max(0, Math.min(results.length - 1, at + step)));
          } else if (event.key === 'Enter' && shown) {
            choose(results[active]);
          } else if (event.key === 'Escape' && shown) {
            event.stopPropagation();
            setOpen(false);
          }
        }}
      />
      {text ? (
        <button
          type="button"
          className="button quiet icon small"
          aria-label={t.clear}
          onClick={() => {
            setText('');
            input.current?.focus();
          }}
        >
          <IconX size={16} stroke={1.75} />
        </button>
      ) : (
        <kbd>/</kbd>
      )}
      {found.slow && <span className="loading-line" />}
      <div className="search-results panel" hidden={!shown}>
        <div id={list} role="listbox" aria-label={t.searchResults}>
          {results.map((one, index) => (
            <div
              key={`${one.layer} ${one.id}`}
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              onPointerMove={() => setActive(index)}
              onClick={() => choose(one)}
              onKeyDown={(event) => event.key === 'Enter' && choose(one)}
            >
              {one.gradeState ? (
                <GradeSymbol grade={String(one.grade) as GradeKey} overdue={one.gradeState === 'overdue'} />
              ) : (
                <IconMapPin size={18} stroke={1.75} aria-hidden="true" />
              )}
              <b>{nameIn(lang, one.name, one.nameEn)}</b>
              <span className="caption muted">{of(one.detail)}</span>
            </div>
          ))}
        </div>
        {nothing && (
          <p className="muted" role="status">
            {t.searchEmpty(asked)}
          </p>
        )}
      </div>
    </div>
  );
}

/** The text once nobody has typed for a moment. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), text === '' ? 0 : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}
