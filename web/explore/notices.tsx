/** What the screen must say over the map: no connection, no map, no data. */
import { IconCloudOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLanguage } from '../parts/texts.tsx';

export function Notices({
  disconnected,
  mapTrouble,
  problem,
}: {
  disconnected: boolean;
  mapTrouble: 'webgl' | 'tiles' | null;
  problem: ReactNode;
}) {
  const { t } = useLanguage();
  return (
    <div className="notices">
      {disconnected && (
        <p className="notice offline" role="status">
          <IconCloudOff size={16} stroke={1.75} aria-hidden="true" />
          {t.offline}
        </p>
      )}
      {mapTrouble === 'tiles' && !disconnected && (
        <p className="notice" role="status">
          {t.tilesFailed}
        </p>
      )}
      {mapTrouble === 'webgl' && (
        <p className="notice" role="alert">
          <b>{t.noMap}</b> {t.noMapAbout}
        </p>
      )}
      {problem}
    </div>
  );
}

export function Nothing({ staff }: { staff: boolean }) {
  const { t } = useLanguage();
  return (
    <div className="nothing panel">
      <h2>{staff ? t.nothingHere : t.nothingPublished}</h2>
      <p className="muted">{staff ? t.nothingHereAbout : t.nothingPublishedAbout}</p>
    </div>
  );
}
