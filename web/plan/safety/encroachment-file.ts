/** The encroachment list as rows of a file. */
import type { EncroachmentAnswer } from './answers.ts';
import type { SafetyTexts } from './texts.ts';

type Row = readonly (string | number | null)[];

export function encroachmentFile(
  { objects, note, asOf, literature }: EncroachmentAnswer,
  texts: SafetyTexts,
  lang: 'zh' | 'en',
  simulated: boolean,
): readonly Row[] {
  const head = texts.csvHead;
  return [
    [
      head.layer,
      head.id,
      head.name,
      head.pipeline,
      head.pipelineId,
      head.distance,
      head.protection,
      head.depth,
      head.clause,
      head.rule,
      head.lon,
      head.lat,
    ],
    ...objects.features.map(
      ({ geometry, properties: one }): Row => [
        texts.layers[one.layer],
        one.id,
        one.name,
        one.pipelineName,
        one.pipelineId,
        one.distanceM,
        one.protectionM,
        one.depthM,
        one.rule.clause,
        one.rule[lang],
        geometry.coordinates[0] ?? null,
        geometry.coordinates[1] ?? null,
      ],
    ),
    [],
    ...(simulated ? [[texts.simulated]] : []),
    [note[lang]],
    [texts.asOf, asOf],
    ...literature.map((one): Row => [texts.source, one]),
  ];
}
