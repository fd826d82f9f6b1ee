import { housePolicy } from '../../machines/catalogue';
import { zoneOffsets } from '../../machines/policy/zone-offsets';
import type { Calendar } from '../../time/add';
import { DAY } from '../../time/duration';

const AROUND = 3 * 366 * DAY;

/** The zone of the house as its policy file has it now, for what belongs to no single case. @throws DuecourseError `BAD_POLICY` */
export function houseZone(policyFile: string, now = Date.now()): Calendar {
  const { zone, dayEnd } = housePolicy(policyFile);
  return { ...zoneOffsets(zone, now - AROUND, now + AROUND), dayEnd };
}
