/** The map as a part of a screen: props in, events out; everything else is behind `createScene`. */
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import type { CityMapHandle, CityMapProps } from './props.ts';
import { createScene, type Scene } from './scene.ts';

export function CityMap({ ref, ...props }: CityMapProps & { ref?: Ref<CityMapHandle> }) {
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

  useImperativeHandle(ref, () => ({
    snapshot: () => scene.current?.snapshot() ?? Promise.reject(new Error('There is no map')),
    print: async (wish) => (await import('./paper.ts')).printMap(latest.current, wish),
    board: async (told) => {
      const { createBoard } = await import('./draw-board.ts');
      if (!scene.current) throw new Error('There is no map');
      return scene.current.board(createBoard, told);
    },
    followNear: async (told) => {
      const { followNear } = await import('./draw-near.ts');
      if (!scene.current) throw new Error('There is no map');
      return scene.current.followNear(followNear, told);
    },
    join: (pair, side) => scene.current?.join(pair, side) ?? (() => undefined),
  }));

  return (
    <div className="city-map">
      <div ref={container} data-testid={props.second ? 'second-map' : 'map'} data-map-state="drawing" />
    </div>
  );
}
