/** Most enterprises of the demo city have named who answers for them; a believable few have not. */
import { describe, expect, it } from 'vitest';
import type { DemoGround } from '../ground.ts';
import { buildEnterprisePersons } from './enterprise-persons.ts';

const enterprises = Array.from({ length: 2000 }, (_, i) => ({
  sourceId: `E${i}`,
  name: `企业${i}`,
  grade: [1, 2, 3, 4, 4, 4, null][i % 7],
}));
const ground = { enterprises, today: '2026-11-20' } as unknown as DemoGround;

describe('persons of enterprises', () => {
  const persons = buildEnterprisePersons(ground);
  const of = (id: string) =>
    persons.filter(({ owner_id }) => owner_id === `demo:${id}`).map(({ kind }) => kind);

  it('are named by most, and never lacking where the risk is red or orange', () => {
    const named = new Set(persons.map(({ owner_id }) => owner_id));
    const without = enterprises.filter(({ sourceId }) => !named.has(`demo:${sourceId}`));
    expect(without.length / enterprises.length).toBeGreaterThan(0.03);
    expect(without.length / enterprises.length).toBeLessThan(0.12);
    expect(without.filter(({ grade }) => grade === 1 || grade === 2)).toEqual([]);
  });

  it('are all three where the risk is more than low, with the authorities’ for red ones', () => {
    expect(of('E0')).toEqual([
      'principal',
      'technical',
      'operation',
      'official',
      'staff',
      'expert',
      'supervisor',
      'supervisor',
    ]);
    expect(new Set(of('E3'))).toEqual(new Set(['principal']));
  });

  it('say that they are invented', () => {
    for (const { kind, name } of persons) if (kind !== 'supervisor') expect(name).toContain('（模拟）');
  });
});
