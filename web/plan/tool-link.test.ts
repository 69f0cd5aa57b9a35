/** What a tool writes into an address it reads back, whatever was typed. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readLink, writeLink } from '../link.ts';
import { readToolLink, writeToolLink } from './tool-link.ts';

it('reads back what it wrote, also through the address of a view', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 60 }), fc.boolean(), (by, follow) => {
      const parts = { by, follow: follow ? 'yes' : null };
      const text = writeToolLink(parts);
      const view = { ...readLink(''), tools: { charts: text ?? '' } };
      const read = readToolLink(readLink(writeLink(view)).tools?.charts ?? null);
      expect(read).toEqual({ by, ...(follow && { follow: 'yes' }) });
    }),
  );
});

it('says nothing in its first state, and finds nothing in what is no text of a tool', () => {
  expect(writeToolLink({ by: null, follow: '' })).toBeNull();
  expect(readToolLink('~~:x~UPPER:1~a')).toEqual({});
  expect(writeLink({ ...readLink(''), tools: {} })).toBe('');
});
