import { DuecourseError } from '../../time/error';
import { emailAddress, phoneNumber } from '../channels/address';
import type { Channel } from '../channels/channel';

/** How to reach somebody. */
export interface Contact {
  readonly phone?: string;
  readonly email?: string;
}

/** Which channels serve whom, the first that reaches the receiver is taken. */
export interface Routes {
  readonly customer: readonly string[];
  readonly staff: readonly string[];
}

/** By which channel a message goes and where to; or by which it should have gone, and why it cannot. */
export type Route =
  | { readonly channel: string; readonly address?: string }
  | { readonly channel: string; readonly refusal: DuecourseError };

/** The first channel of the receiver's route that reaches it. */
export function routeFor(
  receiver: string,
  contact: Contact | undefined,
  routes: Routes,
  channels: ReadonlyMap<string, Channel>,
): Route {
  const names = receiver === 'customer' ? routes.customer : routes.staff;
  const refusals = names.map(name => {
    try {
      return routeBy(channels.get(name)!, contact);
    } catch (error) {
      if (!(error instanceof DuecourseError)) throw error;
      return { channel: name, refusal: error };
    }
  });
  return refusals.find(route => !('refusal' in route)) ?? refusals[0]!;
}

/** @throws DuecourseError `BAD_ADDRESS`, `NO_ADDRESS` */
export function routeBy({ name, reach }: Channel, contact: Contact | undefined): Route {
  if (reach === 'nothing') return { channel: name };
  const written = contact?.[reach];
  if (written === undefined) {
    throw new DuecourseError(
      'NO_ADDRESS',
      `There is no ${reach === 'email' ? 'e-mail address' : 'phone number'} to send to.`,
    );
  }
  return { channel: name, address: reach === 'email' ? emailAddress(written) : phoneNumber(written) };
}
