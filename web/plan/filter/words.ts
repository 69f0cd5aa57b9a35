/** What a clause says, in a few words, from the declarations of the layer. */

import type { Text } from '../../../data/layer.ts';
import { layerById } from '../../../data/layers/all.ts';
import { conditionsOf } from '../../../data/layers/conditions.ts';
import type { Clause, Value } from './clauses.ts';

interface Words {
  readonly of: (text: Text) => string;
  readonly texts: {
    readonly empty: string;
    readonly name: string;
    readonly other: string;
    readonly contains: string;
    readonly not: (name: string) => string;
  };
}

export function clauseWords(layerId: string, clause: Clause, { of, texts }: Words): string {
  const layer = layerById(layerId);
  const label = (field: string) => {
    const declared = layer?.fields[field];
    return declared ? of(declared.label) : field;
  };
  const word = (field: string, value: Value) => {
    if (value === null) return texts.empty;
    const found = layer?.fields[field]?.dictionary?.find(({ id }) => id === value);
    return found ? of(found) : String(value);
  };
  switch (clause.as) {
    case 'in':
      return `${label(clause.field)}: ${clause.values.map((value) => word(clause.field, value)).join(', ')}`;
    case 'span': {
      const ends = [
        clause.from === null ? '' : `≥ ${clause.from}`,
        clause.to === null ? '' : `< ${clause.to}`,
      ];
      return `${label(clause.field)} ${ends.filter(Boolean).join(', ')}`;
    }
    case 'contains':
      return `${label(clause.field)} ${texts.contains} “${clause.text}”`;
    case 'within':
      return `${label(clause.field)}: ${clause.prefixes.join(', ')}`;
    case 'named':
      return `${texts.name}: ${clause.text}`;
    case 'condition': {
      const found = layer && conditionsOf(layer).find(({ id }) => id === clause.name);
      const name = found ? of(found.label) : clause.name;
      return clause.not ? texts.not(name) : name;
    }
    case 'other':
      return `${texts.other}: ${clause.text}`;
  }
}
