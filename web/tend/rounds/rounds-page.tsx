/** The page /rounds: dated, approved versions of the whole map with their papers, compared with each other. */
import { useState } from 'react';
import { chinaDay } from '../../../data/china-day.ts';
import { sendJson } from '../../api.ts';
import { PageFrame, type PageReader } from '../../parts/page-frame.tsx';
import type { PageProps } from '../../parts/pages.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Form } from '../indicators/write-part.tsx';
import { readRounds } from './answer.ts';
import { ComparePart } from './compare-part.tsx';
import { RoundCard } from './round-card.tsx';
import { TEXTS } from './texts.ts';
import './rounds.css';

export default function RoundsPage(props: PageProps) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  return (
    <PageFrame {...props} page="rounds" title={t.title}>
      {(reader) =>
        reader.session.scope.regions === null && reader.session.scope.sectors === null ? (
          <Body {...reader} />
        ) : (
          <p>{t.onlyCity}</p>
        )
      }
    </PageFrame>
  );
}

function Body({ session, reader }: PageReader) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  const [round, setRound] = useState(0);
  const renew = () => setRound((count) => count + 1);
  const rounds = useRemote(`rounds ${round}`, readRounds);
  const layerName = (id: string) => {
    const layer = reader.layers?.find((one) => one.id === id);
    return layer ? of(layer.label) : id;
  };
  const list = rounds.data?.rounds ?? [];
  return (
    <div aria-busy={rounds.loading}>
      <p className="muted rounds-about">{t.about}</p>
      {['planner', 'admin'].includes(session.role) && (
        <details className="page-card">
          <summary>
            <b>{t.begin}</b>
          </summary>
          <Form
            title={t.begin}
            button={t.create}
            onSend={async (values) => {
              await sendJson('/api/rounds', 'POST', {
                name: values.get('name'),
                asOf: values.get('asOf'),
                note: String(values.get('note') ?? '').trim() || null,
              });
              renew();
              return '';
            }}
          >
            <label>
              {t.name}
              <input name="name" required maxLength={200} />
            </label>
            <label>
              {t.asOf}
              <input
                name="asOf"
                type="date"
                required
                max={chinaDay(new Date())}
                defaultValue={chinaDay(new Date())}
              />
            </label>
            <label>
              {t.note}
              <input name="note" maxLength={4000} />
            </label>
          </Form>
        </details>
      )}
      {rounds.problem && <Trouble problem={rounds.problem} again={rounds.again} />}
      {rounds.data && list.length === 0 && <p className="muted">{t.empty}</p>}
      {list.map((one) => (
        <RoundCard key={one.id} round={one} layerName={layerName} onDone={renew} />
      ))}
      <ComparePart rounds={list} layerName={layerName} />
    </div>
  );
}
