import { roles } from '../../../machines/roles';
import { maskPhone, personIn } from '../../../register/person';
import { asSeenBy, sees } from '../../../register/sight';

const zhang = { person: '张女士', phone: '+86 20 5550 0101' };

describe('who a case is about', () => {
  test('is the first contact that it was opened with', () => {
    expect(personIn({ fault: 'leak', owner: { name: '张女士', phone: '020 5550 0101' } })).toEqual({
      name: '张女士',
      phone: '020 5550 0101',
    });
    expect(personIn({ product: { name: '水泵', price: 3 } })).toBeUndefined();
  });

  test('is in full only for roles that deal with customers', () => {
    expect(asSeenBy('agent', zhang)).toEqual(zhang);
    expect(Object.keys(roles).filter(sees)).toEqual([
      'agent',
      'lead',
      'supervisor',
      'manager',
      'gm',
      'chairman',
      'engineer',
    ]);
  });

  test('is masked for everybody else, and for whoever does not say who they are', () => {
    const masked = { person: '张**', phone: '*** 0101' };
    expect(asSeenBy('guard', zhang)).toEqual(masked);
    expect(asSeenBy(undefined, zhang)).toEqual(masked);
    expect(maskPhone('12')).not.toBe('12');
  });
});
