/** Cycles, seasons, deadlines and the steps of a danger. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALERT_DAYS, deadlineAlert, proposedDeadline } from './deadlines.ts';
import { cycleOfDays, graceDays, inSeason, plannedDays, shift } from './schedule.ts';
import { allowedActions, COUNTING_STATES, DANGER_ACTIONS, stepText, TRANSITIONS } from './states.ts';

const dates = fc.integer({ min: 0, max: 4000 }).map((days) => shift('2020-01-01', days));

describe('A cycle', () => {
  it('is never longer than the days asked for, but daily at least', () => {
    const longest = {
      daily: 1,
      weekly: 7,
      fortnightly: 14,
      monthly: 31,
      quarterly: 92,
      half_yearly: 184,
      yearly: 366,
    };
    for (let days = 1; days <= 400; days++) {
      const cycle = cycleOfDays(days);
      // months are counted as their shortest: 28, 85, 175 and 360 days stand for 1, 3, 6 and 12 months
      expect([days, longest[cycle] <= days * 1.12 || cycle === 'daily']).toEqual([days, true]);
    }
    expect([7, 14, 30, 90, 180, 365].map(cycleOfDays)).toEqual([
      'weekly',
      'fortnightly',
      'monthly',
      'quarterly',
      'half_yearly',
      'yearly',
    ]);
  });

  it('plans each day once, in order, within the period, with its days of grace', () => {
    const cycles = fc.constantFrom('daily', 'weekly', 'monthly', 'quarterly', 'yearly');
    fc.assert(
      fc.property(dates, dates, fc.nat(400), cycles, cycles, (fromOn, first, length, cycle, seasonCycle) => {
        const last = shift(first, length);
        const rhythm = { cycle, season: 'winter_fire', seasonCycle, fromOn, untilOn: null } as const;
        const planned = plannedDays(rhythm, first, last);
        expect(new Set(planned.map(({ plannedOn }) => plannedOn)).size).toBe(planned.length);
        expect(planned.map(({ plannedOn }) => plannedOn)).toEqual(
          planned.map(({ plannedOn }) => plannedOn).sort(),
        );
        for (const { cycle: of, plannedOn, dueOn } of planned) {
          expect(plannedOn >= first && plannedOn <= last && plannedOn >= fromOn).toBe(true);
          expect(dueOn).toBe(shift(plannedOn, graceDays(of)));
          expect(of).toBe(inSeason('winter_fire', plannedOn) ? seasonCycle : cycle);
        }
      }),
    );
  });

  it('knows the heat of summer from its first to its last day', () => {
    expect(['2026-06-01', '2026-08-15', '2026-09-30'].every((day) => inSeason('heat', day))).toBe(true);
    expect(['2026-05-31', '2026-10-01', '2026-01-15'].some((day) => inSeason('heat', day))).toBe(false);
  });

  it('keeps a season that passes the turn of the year', () => {
    expect(
      ['2026-11-01', '2026-12-31', '2026-01-01', '2026-03-31'].every((day) => inSeason('winter_fire', day)),
    ).toBe(true);
    expect(['2026-10-31', '2026-04-01'].some((day) => inSeason('winter_fire', day))).toBe(false);
  });
});

describe('A deadline', () => {
  it('is proposed by class: 15 days, or 90 for a major danger', () => {
    expect(proposedDeadline('general', '2026-02-20')).toBe('2026-03-07');
    expect(proposedDeadline('major', '2026-02-20')).toBe('2026-05-21');
  });

  it('is called out nearer and nearer, and is overdue only when its day is over', () => {
    const at = (days: number) => deadlineAlert(shift('2026-05-10', days), '2026-05-10');
    expect([8, 7, 4, 3, 2, 1, 0, -1].map(at)).toEqual([null, 7, 7, 3, 3, 1, 0, 'overdue']);
    fc.assert(
      fc.property(dates, dates, (deadline, today) => {
        const alert = deadlineAlert(deadline, today);
        expect(alert === 'overdue').toBe(deadline < today);
        if (typeof alert === 'number') expect(ALERT_DAYS).toContain(alert);
      }),
    );
  });
});

describe('What may be done to a danger', () => {
  const standing = fc.record({
    state: fc.constantFrom(
      'reported',
      'verified',
      'rectifying',
      'to_recheck',
      'passed',
      'closed',
      'rejected',
    ),
    class: fc.constantFrom('general', 'major'),
    rectifiedBy: fc.constantFrom(null, 'li', 'wang'),
    extensionAskedBy: fc.constantFrom(null, 'li', 'wang'),
    listedNo: fc.constantFrom(null, '督〔2026〕1号'),
  });
  const person = fc.record({
    username: fc.constantFrom('li', 'wang'),
    role: fc.constantFrom('field', 'planner', 'admin', 'commander', 'audit', 'enterprise'),
  });

  it('never lets whoever rectified recheck or close, nor a listed danger be closed, nor a reader do anything', () => {
    fc.assert(
      fc.property(standing, person, (danger, who) => {
        const actions: readonly string[] = allowedActions(danger, who);
        expect(new Set(actions).size).toBe(actions.length);
        if (danger.rectifiedBy === who.username)
          for (const action of ['pass', 'fail', 'close']) expect(actions).not.toContain(action);
        if (danger.listedNo !== null) expect(actions).not.toContain('close');
        if (danger.extensionAskedBy === who.username) expect(actions).not.toContain('grant_extension');
        if (['commander', 'audit', 'enterprise'].includes(who.role)) expect(actions).toEqual([]);
        if (who.role === 'field' && danger.class === 'major')
          for (const action of ['assign', 'close', 'classify']) expect(actions).not.toContain(action);
        for (const { action, from } of TRANSITIONS)
          if (actions.includes(action)) expect(from).toBe(danger.state);
      }),
    );
  });

  it('has words for every step, and counts no danger that nobody verified or that is closed', () => {
    for (const { id } of DANGER_ACTIONS) expect(stepText(id).en).not.toBe(id);
    expect(stepText('something')).toEqual({ zh: 'something', en: 'something' });
    for (const state of ['reported', 'rejected', 'closed']) expect(COUNTING_STATES).not.toContain(state);
  });
});
