/**
 * The page /ledger: 风险分级管控清单, the grades of whole sectors, the supervision that follows, and the numbers by which
 * all of them are graded; `?tab=` opens one.
 */
import { type KeyboardEvent, lazy, Suspense, useRef, useState } from 'react';
import { DEFAULT_NUMBERS } from '../../../data/ledger/city-bounds.ts';
import type { Session } from '../../api.ts';
import { PageFrame } from '../../parts/page-frame.tsx';
import type { PageProps } from '../../parts/pages.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { LedgerList } from './ledger-list.tsx';
import { SectorList } from './sector-list.tsx';
import { CityNumbersContext, readSettings } from './settings/settings-api.ts';
import { SupervisionList } from './supervision-list.tsx';
import { TEXTS } from './texts.ts';
import './ledger.css';

const SettingsPart = lazy(() => import('./settings/settings-part.tsx'));

const TABS = ['points', 'sectors', 'supervision', 'settings'] as const;
type Tab = (typeof TABS)[number];

export default function LedgerPage(props: PageProps) {
  const { lang } = useLanguage();
  return (
    <PageFrame {...props} page="ledger" title={TEXTS[lang].title}>
      {({ session }) => <Ledger session={session} />}
    </PageFrame>
  );
}

function Ledger({ session }: { session: Session }) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const [tab, setTab] = useState<Tab>(() => {
    const asked = new URLSearchParams(location.search).get('tab');
    return TABS.find((one) => one === asked) ?? 'points';
  });
  const settings = useRemote('settings', readSettings);
  // what was asked of the list is asked again when its tab is opened again
  const listed = useRef('');
  const open = (next: Tab) => {
    if (tab === 'points') listed.current = location.search;
    history.replaceState(null, '', next === 'points' ? `/ledger${listed.current}` : `/ledger?tab=${next}`);
    setTab(next);
  };
  const turn = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = (TABS.indexOf(tab) + step + TABS.length) % TABS.length;
    open(TABS[next]!);
    event.currentTarget.querySelectorAll('button')[next]?.focus();
  };
  const mayWrite = ['planner', 'admin'].includes(session.role);
  const { regions, sectors } = session.scope;
  return (
    <CityNumbersContext value={settings.data ?? DEFAULT_NUMBERS}>
      <div className="ledger">
        <div role="tablist" className="ledger-tabs" aria-label={t.title} onKeyDown={turn}>
          {TABS.map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              aria-selected={tab === one}
              tabIndex={tab === one ? 0 : -1}
              onClick={() => open(one)}
            >
              {t.tabs[one]}
            </button>
          ))}
        </div>
        {tab === 'points' ? (
          <LedgerList mayWrite={mayWrite} person={session.user?.name ?? ''} />
        ) : tab === 'sectors' ? (
          <SectorList />
        ) : tab === 'supervision' ? (
          <SupervisionList mayWrite={mayWrite} />
        ) : (
          <>
            {settings.problem && <Trouble problem={settings.problem} again={settings.again} />}
            <Suspense fallback={<p aria-busy="true">…</p>}>
              {settings.data && (
                <SettingsPart
                  answer={settings.data}
                  mayWrite={session.role === 'admin' && !regions && !sectors}
                  onSaved={settings.again}
                />
              )}
            </Suspense>
          </>
        )}
      </div>
    </CityNumbersContext>
  );
}
