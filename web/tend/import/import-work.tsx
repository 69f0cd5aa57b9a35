/** One import at work: what file it is, the steps, the step that is open, and the bar with the one button that writes. */
import { IconCheck, IconTable } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { City, LayerSummary } from '../../api.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { CheckStep } from './check-step.tsx';
import { CommitBar } from './commit-bar.tsx';
import { FieldsStep } from './fields-step.tsx';
import { nameOf } from './file-names.ts';
import { FileStep } from './file-step.tsx';
import type { ImportDetail } from './import-api.ts';
import { PairsStep } from './pairs-step.tsx';
import { PlaceStep } from './place-step.tsx';
import { STEPS, type Step, type StepProps } from './steps.ts';
import { TEXTS } from './texts.ts';
import { useImport } from './use-import.ts';

/** Where a person goes on: with the file while it is unread, with the problems once it was checked. */
function firstStep({ description, report, choices }: ImportDetail): Step {
  if (!description) return 'file';
  if (report) return 'check';
  return choices.layer ? 'fields' : 'file';
}

export function ImportWork({
  id,
  city,
  layers,
  onLeave,
}: {
  id: string;
  city: City | null;
  layers: readonly LayerSummary[];
  onLeave: () => void;
}) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const work = useImport(id);
  const { detail } = work;
  const [chosen, setStep] = useState<Step | null>(null);
  // a check that was begun is followed
  const checking = detail?.state === 'checking';
  useEffect(() => {
    if (checking) setStep('check');
  }, [checking]);
  if (!detail)
    return (
      <main className="import-list">
        {work.problem && <Trouble problem={work.problem} again={work.again} />}
      </main>
    );
  const step = chosen ?? firstStep(detail);
  const props: StepProps = { work, detail, city, layers };
  return (
    <>
      <div className="import-head">
        <button type="button" className="button quiet small" onClick={onLeave}>
          {t.list}
        </button>
        <IconTable size={20} stroke={1.5} aria-hidden="true" />
        <p className="import-file">
          <b>{nameOf(detail)}</b>
          <span className="caption muted">{t.state[detail.state]}</span>
        </p>
        <span className="spread" />
        <nav aria-label={t.title}>
          <ol className="import-steps">
            {STEPS.map((name, index) => (
              <li key={name}>
                <button
                  type="button"
                  aria-current={step === name ? 'step' : undefined}
                  disabled={name !== 'file' && !detail.description}
                  onClick={() => setStep(name)}
                >
                  <i aria-hidden="true">
                    {STEPS.indexOf(step) > index ? <IconCheck size={13} /> : index + 1}
                  </i>
                  {t.steps[name]}
                </button>
              </li>
            ))}
          </ol>
        </nav>
      </div>
      {work.problem && <Trouble problem={work.problem} again={work.again} />}
      <main className="import-body">
        {step === 'file' && <FileStep {...props} />}
        {step === 'fields' && <FieldsStep {...props} />}
        {step === 'place' && <PlaceStep {...props} />}
        {step === 'check' && <CheckStep {...props} />}
        {step === 'pairs' && <PairsStep {...props} />}
      </main>
      <CommitBar {...props} step={step} onStep={setStep} />
    </>
  );
}
