/** The person in charge of an object, invented. 模拟数据. */
import { personName, telephone } from '../persons.ts';
import type { Random } from '../random.ts';

export function person(random: Random) {
  return { contact_name: personName(random), contact_phone: telephone(random) };
}
