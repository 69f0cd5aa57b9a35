/** Closer, farther, here, the whole city: what the wheel and the fingers do, for a mouse without one and for keys. */
import { IconMinus, IconPlus, IconZoomScan } from '@tabler/icons-react';
import type { Camera, LonLat } from '../map/props.ts';
import { PHONE, useMedia } from '../parts/media.ts';
import { useLanguage } from '../parts/texts.tsx';
import { LocateButton } from './locate-button.tsx';

export function MapButtons({
  camera,
  rightPx,
  onCamera,
  onWhole,
  onHere,
}: {
  camera: Camera;
  rightPx: number;
  onCamera: (camera: Camera) => void;
  onWhole: () => void;
  onHere: (at: LonLat) => void;
}) {
  const { t } = useLanguage();
  // fingers zoom by themselves
  const phone = useMedia(PHONE);
  const zoomBy = (step: number) =>
    onCamera({ ...camera, zoom: Math.max(5, Math.min(19, Math.round(camera.zoom + step))) });
  return (
    <div className="map-buttons" style={{ right: rightPx }}>
      {!phone && (
        <>
          <button type="button" aria-label={t.closer} title={t.closer} onClick={() => zoomBy(1)}>
            <IconPlus size={18} stroke={1.75} />
          </button>
          <button type="button" aria-label={t.farther} title={t.farther} onClick={() => zoomBy(-1)}>
            <IconMinus size={18} stroke={1.75} />
          </button>
        </>
      )}
      <LocateButton onHere={onHere} />
      <button type="button" aria-label={t.wholeMap} title={t.wholeMap} onClick={onWhole}>
        <IconZoomScan size={18} stroke={1.75} />
      </button>
    </div>
  );
}
