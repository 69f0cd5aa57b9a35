/** The score of a chemical park by the guideline; its class A to D and colour follow at once. */
import { useState } from 'react';
import { GRADE_WORDS, type GradeKey } from '../../../data/grade.ts';
import { explainPark, PARK_METHOD, parkClass } from '../../../data/grading/park.ts';
import { parkBoundsOf } from '../../../data/ledger/city-bounds.ts';
import { sendJson } from '../../api.ts';
import { GradeSymbol } from '../../parts/grade-symbol.tsx';
import { useLanguage } from '../../parts/texts.tsx';
import type { ParkScores } from './assessment-api.ts';
import { PaperForm } from './paper-form.tsx';
import { useCityNumbers } from './settings/settings-api.ts';
import { TEXTS } from './texts.ts';

export function ParkForm({
  park,
  person,
  mayWrite,
  onSaved,
  onReread,
}: {
  park: ParkScores;
  person: string;
  mayWrite: boolean;
  onSaved: (after: ParkScores) => void;
  onReread: () => void;
}) {
  const { lang, of } = useLanguage();
  const a = TEXTS[lang].assessment;
  const city = parkBoundsOf(useCityNumbers());
  const { bounds } = city;
  const [text, setText] = useState(String(park.scores[0]?.score ?? park.classScore ?? ''));
  const score = Number(text);
  const valid = text.trim() !== '' && score >= 0 && score <= 100;
  const result = valid ? explainPark(score, city) : null;
  const key = String(result?.grade ?? null) as GradeKey;
  return (
    <PaperForm
      name={a.park}
      past={park.scores.map((one) => {
        const cls = parkClass(one.score, bounds);
        return {
          on: one.scoredOn,
          by: one.assessor,
          source: one.source,
          result: `${a.points(one.score)} ${a.class(cls.class)} ${of(cls.words)}`,
        };
      })}
      person={person}
      mayWrite={mayWrite}
      ready={valid}
      preview={
        <output className="ledger-preview" data-grade={key}>
          {result ? (
            <>
              <GradeSymbol grade={key} sizePx={16} /> {GRADE_WORDS[key][lang]}{' '}
              <span className="caption">{result.rule[lang]}</span>
            </>
          ) : (
            a.range
          )}
        </output>
      }
      onSave={async ({ on, by, why }) =>
        onSaved(
          await sendJson<ParkScores>(`/api/parks/${encodeURIComponent(park.id)}/score`, 'PUT', {
            version: park.version,
            scoredOn: on,
            score: Math.round(score * 100) / 100,
            assessor: by,
            ...(why && { why }),
          }),
        )
      }
      onReread={onReread}
    >
      <p className="caption muted">{of(PARK_METHOD.source)}</p>
      <div className="page-tools">
        <label>
          {a.score}
          <input
            type="number"
            min={0}
            max={100}
            step={0.01}
            required
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </label>
      </div>
      <p className="caption">{a.parkBounds(bounds[0], bounds[1], bounds[2])}</p>
    </PaperForm>
  );
}
