import { housePolicy } from '../../../machines/catalogue';
import { roles } from '../../../machines/roles';
import { maskPhone, personIn } from '../../../register/person';
import { asSeen, seersOf, sees, withoutPerson } from '../../../register/sight';
import { POLICY } from '../../support/policy';

const zhang = { person: '张女士', phone: '+86 20 5550 0101' };

describe('who a case is about', () => {
  test('is the first contact that it was opened with', () => {
    expect(personIn({ fault: 'leak', owner: { name: '张女士', phone: '020 5550 0101' } })).toEqual({
      name: '张女士',
      phone: '020 5550 0101',
    });
    expect(personIn({ product: { name: '水泵', price: 3 } })).toBeUndefined();
  });

  test('is in full only for roles that the policy names, by procedure', () => {
    const policy = housePolicy(POLICY);
    const seen = (procedure: string) => Object.keys(roles).filter(role => sees(role, seersOf(policy, procedure)));
    expect(seen('customer-complaint')).toEqual([
      'agent',
      'lead',
      'supervisor',
      'manager',
      'gm',
      'chairman',
      'engineer',
    ]);
    expect(seen('employee-complaint')).toEqual(['agent', 'gm', 'chairman', 'hr']);
    expect(sees('agent', seersOf({}, 'customer-complaint'))).toBe(true);
    expect(sees('agent', seersOf({ names: { roles: [] } }, 'customer-complaint'))).toBe(false);
  });

  test('is masked for everybody else, and for whoever does not say who they are', () => {
    const masked = { person: '张**', phone: '*** 0101' };
    expect(asSeen(sees('guard', seersOf({}, 'inquiry')), zhang)).toEqual(masked);
    expect(asSeen(sees(undefined, seersOf({}, 'inquiry')), zhang)).toEqual(masked);
    expect(asSeen(true, zhang)).toEqual(zhang);
    expect(maskPhone('12')).not.toBe('12');
  });

  test('is masked in texts as well, wherever it stands', () => {
    const said = '张女士来电（+86 20 5550 0101，又作 +862055500101），张女士要求道歉';
    expect(withoutPerson(said, zhang)).toBe('张**来电（*** 0101，又作 *** 0101），张**要求道歉');
    expect(withoutPerson('无人', { person: null, phone: null })).toBe('无人');
  });
});
