import { Evented, LngLat, type Map as MapLibreMap } from 'maplibre-gl';
import { expect, it } from 'vitest';
import { createPair } from './compare-pair.ts';
import { followingOf } from './motion.ts';

/** A camera that tells of its moves as MapLibre's does, without a picture. */
class Camera extends Evented {
  center = new LngLat(0, 0);
  zoom = 5;
  /** Moves that a person made, as the screen hears them. */
  told = 0;
  jumps = 0;
  constructor() {
    super();
    this.on('moveend', (event: object) => {
      if (!followingOf(event)) this.told++;
    });
  }
  getCenter = () => this.center;
  getZoom = () => this.zoom;
  getBearing = () => 0;
  getPitch = () => 0;
  loaded = () => true;
  jumpTo({ center, zoom }: { center: LngLat; zoom: number }, data?: object) {
    this.jumps++;
    this.center = center;
    this.zoom = zoom;
    for (const name of ['move', 'moveend']) this.fire(name, data);
  }
}
const asMap = (camera: Camera) => camera as unknown as MapLibreMap;

it('takes the other map along, whichever is moved, and tells of it once', () => {
  const [a, b] = [new Camera(), new Camera()];
  const pair = createPair();
  a.jumpTo({ center: new LngLat(120, 30), zoom: 9 });
  pair.join(asMap(a), 'a');
  pair.join(asMap(b), 'b');
  expect([b.center.lng, b.zoom]).toEqual([120, 9]);
  b.jumpTo({ center: new LngLat(121, 31), zoom: 12 });
  expect([a.center.lng, a.center.lat, a.zoom]).toEqual([121, 31, 12]);
  a.jumpTo({ center: new LngLat(122, 32), zoom: 11 });
  expect([b.center.lng, b.zoom]).toEqual([122, 11]);
  expect([a.told, b.told]).toEqual([2, 1]);
});

it('lets a map go that left, and hears nothing of it any more', () => {
  const pair = createPair();
  const a = new Camera();
  pair.join(asMap(a), 'a');
  for (let time = 0; time < 20; time++) {
    const b = new Camera();
    const leave = pair.join(asMap(b), 'b');
    leave();
    a.jumpTo({ center: new LngLat(time, 1), zoom: 6 });
    expect([b.jumps, b.listens('move'), b.listens('idle')]).toEqual([1, false, false]);
  }
  expect(a.jumps).toBe(20);
});

it('says which side loads until it is drawn', () => {
  const pair = createPair();
  const [a, b] = [new Camera(), new Camera()];
  const said: string[] = [];
  pair.join(asMap(a), 'a');
  const leave = pair.join(asMap(b), 'b');
  const quiet = pair.onLoading((loading) => said.push(loading.join()));
  b.fire('dataloading');
  b.fire('dataloading');
  a.fire('dataloading');
  b.fire('idle');
  a.fire('idle');
  b.fire('dataloading');
  leave();
  quiet();
  a.fire('dataloading');
  expect(said).toEqual(['', 'b', 'b,a', 'a', '', 'b', '']);
});
