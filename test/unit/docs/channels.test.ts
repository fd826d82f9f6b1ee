import { fieldsOfKinds } from '../../../machines/policy/channels/load';
import { textOf } from '../../support/sources';

const page = textOf('docs/channels.md');

test.each(Object.entries(fieldsOfKinds()))(
  'docs/channels.md names every field of a channel of type %s',
  (type, fields) => {
    const row = page.split('\n').find(line => line.startsWith(`| \`${type}\` |`));
    // What every channel takes is said once, above the table.
    const common = ['type', 'lang', 'onUnknown', 'rate'];
    expect(fields.filter(field => !common.includes(field) && !row?.includes(`\`${field}\``))).toEqual([]);
  },
);

test('docs/channels.md names what every channel takes', () => {
  for (const field of ['lang', 'onUnknown', 'rate']) expect(page).toContain(`\`${field}: `);
});
