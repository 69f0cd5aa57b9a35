/** The drawer in which an enterprise or a park is assessed; every paper saved here grades it again at once. */
import { useState } from 'react';
import type { Grade } from '../../../data/grade.ts';
import { JUDGEMENTS } from '../../../data/grading/evaluation.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { type Assessment, type ParkScores, readAssessment, readParkScores } from './assessment-api.ts';
import { Drawer } from './drawer.tsx';
import { EvaluationForm } from './evaluation-form.tsx';
import { HazmatFormPaper } from './hazmat-form.tsx';
import { ParkForm } from './park-form.tsx';
import { TEXTS } from './texts.ts';

const PARK_GRADES = { A: 1, B: 2, C: 3, D: 4 } as const satisfies Record<string, Grade>;
/** Sectors for which the 100-point form was made. */
const FORMED = ['hazmat_production', 'hazmat_storage'];
const PAPERS = ['evaluation', 'form'] as const;

interface PanelProps {
  readonly id: string;
  /** Name of who is signed in. */
  readonly person: string;
  readonly mayWrite: boolean;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

export function AssessmentPanel({ layer, ...props }: PanelProps & { layer: 'enterprises' | 'parks' }) {
  return layer === 'parks' ? <ParkPanel {...props} /> : <EnterprisePanel {...props} />;
}

function EnterprisePanel({ id, person, mayWrite, onSaved, onClose }: PanelProps) {
  const { lang, of } = useLanguage();
  const a = TEXTS[lang].assessment;
  const remote = useRemote(id, (signal) => readAssessment(id, signal), id);
  const [saved, setSaved] = useState<Assessment | null>(null);
  const [chosen, setChosen] = useState<(typeof PAPERS)[number] | null>(null);
  const data = saved ?? remote.data;
  const paper = chosen ?? (data && FORMED.includes(data.sector ?? '') ? 'form' : 'evaluation');
  const whole = JUDGEMENTS.find((one) => one.id === data?.evaluation);
  const Paper = paper === 'form' ? HazmatFormPaper : EvaluationForm;
  return (
    <Drawer
      title={data ? `${data.name} ${a.title}` : a.title}
      subject={data && { layer: 'enterprises', id, grade: data.grade }}
      about={whole && <p className="muted">{`${a.evaluation}${TEXTS[lang].colon}${of(whole)}`}</p>}
      onClose={onClose}
    >
      {remote.problem && <Trouble problem={remote.problem} again={remote.again} />}
      <div role="tablist" className="ledger-tabs" aria-label={a.title}>
        {PAPERS.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            aria-selected={paper === one}
            onClick={() => setChosen(one)}
          >
            {a[one]}
          </button>
        ))}
      </div>
      {data && (
        <Paper
          key={`${paper} ${remote.data?.version}`}
          assessment={data}
          person={person}
          mayWrite={mayWrite}
          onSaved={(after) => {
            setSaved(after);
            onSaved();
          }}
          onReread={() => {
            setSaved(null);
            remote.again();
          }}
        />
      )}
    </Drawer>
  );
}

function ParkPanel({ id, person, mayWrite, onSaved, onClose }: PanelProps) {
  const { lang } = useLanguage();
  const a = TEXTS[lang].assessment;
  const remote = useRemote(id, (signal) => readParkScores(id, signal), id);
  const [saved, setSaved] = useState<ParkScores | null>(null);
  const data = saved ?? remote.data;
  return (
    <Drawer
      title={data ? `${data.name} ${a.title}` : a.title}
      subject={data && { layer: 'parks', id, grade: data.class && PARK_GRADES[data.class] }}
      onClose={onClose}
    >
      {remote.problem && <Trouble problem={remote.problem} again={remote.again} />}
      {data && (
        <ParkForm
          key={remote.data?.version}
          park={data}
          person={person}
          mayWrite={mayWrite}
          onSaved={(after) => {
            setSaved(after);
            onSaved();
          }}
          onReread={() => {
            setSaved(null);
            remote.again();
          }}
        />
      )}
    </Drawer>
  );
}
