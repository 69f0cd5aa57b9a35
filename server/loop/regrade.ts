/** The one place where the loop changes colours: what a danger or a notice touches is graded again. */
import type { Session } from '../db/database.ts';
import { regradeObjects } from '../grading/engine.ts';

export interface Touched {
  readonly layer: string;
  readonly id: string;
}

const GRADED = ['enterprises', 'places', 'risk_points', 'major_hazards', 'hazard_points', 'parks'];

/** What is graded again when a danger begins or ceases to count: its risk point, its object, else its cell. */
export function touchedBy(danger: {
  readonly objectLayer: string | null;
  readonly objectId: string | null;
  readonly riskPointId: string | null;
  readonly regionCode: string | null;
}): Touched[] {
  const touched: Touched[] = [];
  if (danger.riskPointId !== null) touched.push({ layer: 'risk_points', id: danger.riskPointId });
  if (danger.objectLayer !== null && danger.objectId !== null && GRADED.includes(danger.objectLayer))
    touched.push({ layer: danger.objectLayer, id: danger.objectId });
  if (danger.regionCode !== null) touched.push({ layer: 'regions', id: danger.regionCode });
  return touched;
}

/** Grades again in the same transaction; `cause` is what the log says. */
export async function regradeTouched(
  session: Session,
  objects: readonly Touched[],
  cause: string,
): Promise<void> {
  if (objects.length > 0) await regradeObjects(session, objects, cause);
}
