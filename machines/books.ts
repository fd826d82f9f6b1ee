import { DuecourseError } from '../time/error';
import type { Book } from './book';
import { adjudicationBook } from './complaints/adjudication.book';
import { customerComplaintBook } from './complaints/customer-complaint.book';
import { employeeComplaintBook } from './complaints/employee-complaint.book';
import { nonconformityBook } from './complaints/nonconformity.book';
import { didYouMean } from './policy/suggest';
import { incidentBook } from './service/incident.book';
import { inquiryBook } from './service/inquiry.book';
import { majorFaultBook } from './service/major-fault.book';
import { repairDispatchBook } from './service/repair-dispatch.book';

/** The books of the house. */
export const books: readonly Book[] = [
  customerComplaintBook,
  employeeComplaintBook,
  repairDispatchBook,
  inquiryBook,
  majorFaultBook,
  incidentBook,
  nonconformityBook,
  adjudicationBook,
];

/** A book by its name or by its title in either language. @throws DuecourseError `UNKNOWN_BOOK` */
export function bookOf(name: string): Book {
  const plain = name.replace(/^《(.*)》$/, '$1');
  const found = books.find(book => book.name === plain || book.title.zh === plain || book.title.en === plain);
  if (found) return found;
  const names = books.map(book => book.name);
  throw new DuecourseError(
    'UNKNOWN_BOOK',
    `There is no book '${name}'${didYouMean(name, names) || '.'} There are: ${names.join(', ')}.`,
    { known: names },
  );
}
