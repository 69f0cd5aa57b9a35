/** The map as a part of a screen: props in, events out; everything else is behind `createScene`. */
import { useEffect, useRef } from 'react';
import type { CityMapProps } from './props.ts';
import { createScene, type Scene } from './scene.ts';

export function CityMap(props: CityMapProps) {
  const container = useRef<HTMLDivElement>(null);
  const scene = useRef<Scene | null>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    if (!container.current) return;
    try {
      scene.current = createScene(container.current, latest.current);
    } catch (error) {
      console.error(error);
      latest.current.onProblem('webgl');
    }
    return () => {
      scene.current?.remove();
      scene.current = null;
    };
  }, []);

  // after every render: the scene compares and applies what changed
  useEffect(() => {
    scene.current?.update(props);
  });

  return (
    <div className="city-map">
      <div ref={container} data-testid="map" data-map-state="drawing" />
    </div>
  );
}
