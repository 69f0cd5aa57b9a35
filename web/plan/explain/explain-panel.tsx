/** Why an object has its grade: verdict, rules, formula with its numbers, what would change it, history. */
import { IconPrinter, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { GRADE_WORDS, type GradeKey } from '../../../data/grade.ts';
import type { Contributor } from '../../../data/grading/explanation.ts';
import { readItem } from '../../api.ts';
import type { ExplainPanelProps } from '../../explore/slots.tsx';
import { isLayerId } from '../../layers.ts';
import { useFocusReturn } from '../../parts/focus-return.ts';
import { GradeSymbol } from '../../parts/grade-symbol.tsx';
import { boxOf, placeOf } from '../../parts/place.ts';
import { PrintSheet } from '../../parts/print-sheet.tsx';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { type GradeExplained, readExplanation } from './answer.ts';
import { Contributors, History, Inputs, Reliefs, Rules } from './parts.tsx';
import { TEXTS } from './texts.ts';
import './explain.css';

export default function ExplainPanel({ layer, id, fresh, time, onClose, onSelect, onGo }: ExplainPanelProps) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const explained = useRemote(
    `${layer} ${id} ${time?.at ?? ''} ${fresh}`,
    (signal) => readExplanation({ layer, id }, time, signal),
    `${layer} ${id}`,
  );
  const [printing, setPrinting] = useState(false);
  const box = useRef<HTMLElement>(null);
  useFocusReturn(box);
  const title = useRef<HTMLHeadingElement>(null);
  const ready = explained.data !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another object is read from its title on
  useEffect(() => {
    if (ready) title.current?.focus();
  }, [ready, id]);
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || printing) return;
      event.stopPropagation();
      onClose();
    };
    // before the card's own Escape
    addEventListener('keydown', leave, true);
    return () => removeEventListener('keydown', leave, true);
  }, [onClose, printing]);
  const goTo = ({ layer: other, id: otherId }: Contributor) => {
    if (!isLayerId(other)) return;
    readItem(other, otherId)
      .then((item) => {
        onSelect({ layer: other, id: otherId, at: placeOf(item) });
        const box = boxOf(item);
        if (box) onGo(box);
      })
      // the row can be pressed again
      .catch(() => undefined);
  };
  const { data } = explained;
  const key = String(data?.grade ?? null) as GradeKey;
  const asked = !data
    ? t.panel
    : data.grade === null
      ? t.notAssessed
      : t.title(lang === 'zh' ? `${GRADE_WORDS[key].colour.zh}色` : GRADE_WORDS[key].colour.en.toLowerCase());
  return (
    <aside className="explain panel" ref={box} aria-label={t.panel} aria-busy={explained.loading}>
      {explained.slow && <span className="loading-line" />}
      <header className="explain-head">
        <div>
          <p className="caption muted">{data?.name}</p>
          <h2 ref={title} tabIndex={-1}>
            {asked}
          </h2>
        </div>
        <button type="button" className="button quiet icon" aria-label={t.close} onClick={onClose}>
          <IconX size={18} stroke={1.75} aria-hidden="true" />
        </button>
      </header>
      {explained.problem && <Trouble problem={explained.problem} again={explained.again} />}
      {data && (
        <>
          <div className="explain-body">
            <Body data={data} day={time?.at ?? null} onChoose={goTo} />
          </div>
          <footer className="explain-foot">
            <button type="button" className="button" onClick={() => setPrinting(true)}>
              <IconPrinter size={16} stroke={1.75} aria-hidden="true" />
              {t.print}
            </button>
          </footer>
          {printing && (
            <PrintSheet
              title={`${data.name} ${asked}`}
              about={data.method.name[lang]}
              picture={null}
              standing={t.standing}
              onClose={() => setPrinting(false)}
            >
              <Body data={data} day={time?.at ?? null} onChoose={goTo} />
            </PrintSheet>
          )}
        </>
      )}
    </aside>
  );
}

function Body({
  data,
  day,
  onChoose,
}: {
  data: GradeExplained;
  day: string | null;
  onChoose: (contributor: Contributor) => void;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const key = String(data.grade) as GradeKey;
  const { method, scheme, settingsVersion, outside, contributors } = data;
  return (
    <>
      <div className="explain-verdict" data-grade={key}>
        <GradeSymbol grade={key} sizePx={30} />
        <p>
          <b>{data.rule[lang]}</b>
          <span className="caption">
            {[
              day ? t.onDay(f.date(day)) : null,
              data.assessedAt ? t.assessed(f.date(data.assessedAt)) : null,
              t.states[data.state],
            ]
              .filter(Boolean)
              .join(t.comma)}
          </span>
        </p>
      </div>
      {outside && outside.length > 0 && (
        <div className="explain-outside">
          <b>{t.outside}</b>
          <ul>
            {outside.map((one) => (
              <li key={one.zh}>{one[lang]}</li>
            ))}
          </ul>
        </div>
      )}
      <section>
        <h3>
          {t.how} <small>{t.method(method.name[lang], method.version, scheme)}</small>
        </h3>
        <Rules explained={data} />
        <Inputs explained={data} />
        <p className="caption muted">
          {t.methodSource}
          {t.colon}
          {method.source[lang]}
        </p>
        {settingsVersion !== undefined && (
          <p className="caption muted" data-settings={settingsVersion}>
            <a href="/ledger?tab=settings">{t.settings(settingsVersion)}</a>
          </p>
        )}
      </section>
      {contributors && contributors.length > 0 && (
        <section>
          <h3>
            {t.contributors} <small>{t.contributorsHint}</small>
          </h3>
          <Contributors contributors={contributors} onChoose={onChoose} />
        </section>
      )}
      {data.grade !== null && (
        <section>
          <h3>
            {t.lower} <small>{t.lowerHint}</small>
          </h3>
          <Reliefs explained={data} />
        </section>
      )}
      <section>
        <h3>
          {t.history} <small>{t.historyHint}</small>
        </h3>
        <History history={data.history} />
      </section>
    </>
  );
}
