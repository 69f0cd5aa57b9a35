/** Where am I: the device's own position, asked once for each click and sent to nobody. */
import { IconCurrentLocation } from '@tabler/icons-react';
import { useState } from 'react';
import type { LonLat } from '../map/props.ts';
import { useLanguage } from '../parts/texts.tsx';

const PATIENCE_MS = 15_000;
const STALE_MS = 60_000;

export function LocateButton({ onHere }: { onHere: (at: LonLat) => void }) {
  const { t } = useLanguage();
  const [state, setState] = useState<'idle' | 'asking' | 'refused' | 'failed'>('idle');
  // browsers tell it to secure pages only
  if (!window.isSecureContext || !('geolocation' in navigator)) return null;
  const locate = () => {
    setState('asking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle');
        onHere([coords.longitude, coords.latitude]);
      },
      ({ code, PERMISSION_DENIED }) => setState(code === PERMISSION_DENIED ? 'refused' : 'failed'),
      { timeout: PATIENCE_MS, maximumAge: STALE_MS },
    );
  };
  const trouble = { idle: null, asking: null, refused: t.locateRefused, failed: t.locateFailed }[state];
  return (
    <>
      <button
        type="button"
        aria-label={t.locate}
        title={t.locate}
        aria-busy={state === 'asking'}
        onClick={locate}
      >
        <IconCurrentLocation size={18} stroke={1.75} />
      </button>
      {trouble && (
        <p className="locate-trouble panel caption" role="status">
          {trouble}
        </p>
      )}
    </>
  );
}
