/** The page /ledger: 风险分级管控清单, the grades of whole sectors, and the supervision that follows; `?tab=` opens one. */
import { useState } from 'react';
import { PageFrame } from '../../parts/page-frame.tsx';
import type { PageProps } from '../../parts/pages.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { LedgerList } from './ledger-list.tsx';
import { SectorList } from './sector-list.tsx';
import { SupervisionList } from './supervision-list.tsx';
import { TEXTS } from './texts.ts';
import './ledger.css';

const TABS = ['points', 'sectors', 'supervision'] as const;

export default function LedgerPage(props: PageProps) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const [tab, setTab] = useState<(typeof TABS)[number]>(() => {
    const asked = new URLSearchParams(location.search).get('tab');
    return TABS.find((one) => one === asked) ?? 'points';
  });
  return (
    <PageFrame {...props} page="ledger" title={t.title}>
      {({ session }) => {
        const mayWrite = ['planner', 'admin'].includes(session.role);
        return (
          <div className="ledger">
            <div role="tablist" className="ledger-tabs" aria-label={t.title}>
              {TABS.map((one) => (
                <button
                  key={one}
                  type="button"
                  role="tab"
                  aria-selected={tab === one}
                  onClick={() => setTab(one)}
                >
                  {t.tabs[one]}
                </button>
              ))}
            </div>
            {tab === 'points' ? (
              <LedgerList mayWrite={mayWrite} person={session.user?.name ?? ''} />
            ) : tab === 'sectors' ? (
              <SectorList />
            ) : (
              <SupervisionList mayWrite={mayWrite} />
            )}
          </div>
        );
      }}
    </PageFrame>
  );
}
