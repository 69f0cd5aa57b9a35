/** The columns of an answer's table: the same words on the screen and in a file. */
import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import { GRADE_KEYS, GRADE_WORDS } from '../../data/grade.ts';
import type { LayerId } from '../../data/layers/all.ts';
import type { Lang } from '../map/props.ts';
import type { TableColumn } from '../parts/data-table/columns.ts';
import type { Formats } from '../parts/formats.ts';
import { GradeSymbol } from '../parts/grade-symbol.tsx';
import { KindSymbol } from '../parts/kind-symbol.tsx';
import type { Texts } from '../text/zh.ts';
import type { Encroached } from './encroached.ts';
import { kindIdOf, type Row, stateWord } from './rows.ts';
import type { TableTexts } from './texts.ts';

export interface ColumnSources {
  readonly lang: Lang;
  readonly t: Texts;
  readonly texts: TableTexts;
  readonly f: Formats;
  readonly nameOf: (layer: LayerId) => string;
  /** Names of townships by code; a code without one stands for itself. */
  readonly townships: ReadonlyMap<string, string>;
  readonly layers: readonly LayerId[];
  /** A narrow screen: the day of assessment is hidden until asked for. */
  readonly compact: boolean;
  /** By row; null = the question is not of a pipeline. */
  readonly encroached: ReadonlyMap<string, Encroached> | null;
}

export const rowId = (row: Pick<Row, 'layer' | 'id'>): string => `${row.layer} ${row.id}`;

export function resultColumns(sources: ColumnSources): readonly TableColumn<Row>[] {
  const { lang, t, texts, f, nameOf, townships, layers, compact, encroached } = sources;
  const only = (layer: LayerId) => layers.length === 1 && layers[0] === layer;
  const townshipOf = ({ township }: Row) => township && (townships.get(township) ?? township);
  return [
    {
      id: 'grade',
      label: t.column.grade,
      widthPx: lang === 'zh' ? 96 : 128,
      value: ({ grade }) => grade && GRADE_WORDS[grade][lang],
      order: ({ grade }) => grade && GRADE_KEYS.indexOf(grade),
      cell: (row) => (
        <span className="grade-tag">
          {row.grade === null ? (
            <KindSymbol layer={row.layer} kind={kindIdOf(row)} />
          ) : (
            <>
              <GradeSymbol grade={row.grade} sizePx={12} />
              {t.grade[row.grade]}
            </>
          )}
        </span>
      ),
      phone: 'lead',
    },
    { id: 'name', label: t.column.name, value: ({ name }) => name, phone: 'title' },
    {
      id: 'kind',
      label: only('regions') ? t.column.level : only('enterprises') ? t.column.sector : t.column.kind,
      value: ({ kind }) => kind,
      phone: 'second',
    },
    {
      id: 'distance',
      label: t.column.distance,
      widthPx: 92,
      align: 'right',
      value: ({ distanceM }) => distanceM,
      cell: ({ distanceM }) => f.distance(distanceM),
      phone: 'aside',
    },
    ...(encroached
      ? [
          {
            id: 'encroached',
            label: texts.encroached,
            widthPx: 140,
            value: (row: Row) => encroachedWord(encroached.get(rowId(row)), texts, f),
            order: (row: Row) => -(encroached.get(rowId(row))?.depthM ?? 0),
            cell: (row: Row) => {
              const one = encroached.get(rowId(row));
              return (
                <span className={one ? 'overdue' : ''}>
                  {one && <IconAlertTriangle size={13} stroke={1.75} aria-hidden="true" />}
                  {encroachedWord(one, texts, f)}
                </span>
              );
            },
          },
        ]
      : []),
    {
      id: 'region',
      label: only('regions') ? t.column.parent : t.column.region,
      value: townshipOf,
    },
    {
      id: 'layer',
      label: texts.layer,
      value: ({ layer }) => nameOf(layer),
      hidden: layers.length < 2,
      widthPx: 120,
    },
    {
      id: 'assessed',
      label: t.column.assessed,
      widthPx: 108,
      value: ({ assessed }) => assessed,
      hidden: compact,
    },
    {
      id: 'state',
      label: t.column.state,
      widthPx: 118,
      value: (row) => row.state && stateWord(row, t),
      cell: (row) => (
        <span className={row.state === 'overdue' ? 'overdue' : ''}>
          {row.state === 'overdue' && <IconClock size={13} stroke={1.75} aria-hidden="true" />}
          {stateWord(row, t)}
        </span>
      ),
      phone: 'end',
    },
  ];
}

function encroachedWord(one: Encroached | undefined, texts: TableTexts, f: Formats): string {
  if (!one) return texts.keeps;
  return one.distanceM === 0 ? texts.onIt : texts.tooNear(f.decimal(one.depthM));
}
