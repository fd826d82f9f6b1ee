import { ledgerOf, quiet, timersLeft } from '../support/history';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';

jest.setTimeout(60_000);

let centre: ServiceCentre;
beforeAll(async () => {
  centre = await serviceCentre({ taskQueue: 'duplicate' });
});
afterAll(() => centre?.stop());

const input = {
  complainant: { name: '测试客户', phone: '13800000001' },
  channel: 'phone',
  subject: '送货延误',
  content: '未到。',
};
const agent = { role: 'agent' };

async function begun(id: string): Promise<string> {
  await centre.desk.start('customer-complaint', { id, input, by: agent });
  await quiet(centre.desk.cases.temporal, id);
  return id;
}
const code = (sent: Promise<unknown>) =>
  sent.then(
    () => 'taken',
    error => (error as { code?: string }).code,
  );

test('a duplicate: its timers end, the customer is told once, the other case shows it', async () => {
  const { desk } = centre;
  const [first, second] = [await begun('duplicate-first'), await begun('duplicate-second')];
  await desk.send(second, 'DUPLICATE', { of: first }, agent);
  expect(await desk.cases.get(second).result()).toMatchObject({ outcome: 'duplicate', duplicateOf: first });
  const ledger = await ledgerOf(desk.cases.temporal, second);
  expect(timersLeft(ledger)).toBe(0);
  // As by hand: one signal to the other case, no activity for it.
  expect(ledger.SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED).toBe(1);
  expect((await centre.said(second)).filter(said => said.startsWith('duplicate'))).toEqual(['duplicate → customer']);
  await quiet(desk.cases.temporal, first);
  const { view } = await desk.show(first);
  expect(view.context).toMatchObject({ file: { duplicates: [second] } });
  expect(view.journal).toContainEqual(expect.objectContaining({ event: 'DUPLICATE_FOUND', by: agent }));
});

test('a duplicate of itself, of a closed case or of none is refused before anything changes', async () => {
  const { desk } = centre;
  const [open, closed] = [await begun('duplicate-open'), await begun('duplicate-closed')];
  await desk.send(closed, 'WITHDRAWN', {}, agent);
  await desk.cases.get(closed).result();
  const { revision } = (await desk.show(open)).view;
  expect(await code(desk.send(open, 'DUPLICATE', { of: open }, agent))).toBe('DUPLICATE_OF_ITSELF');
  expect(await code(desk.send(open, 'DUPLICATE', { of: closed }, agent))).toBe('DUPLICATE_CLOSED');
  expect(await code(desk.send(open, 'DUPLICATE', { of: 'no-such-case' }, agent))).toBe('DUPLICATE_UNKNOWN');
  expect((await desk.show(open)).view.revision).toBe(revision);
});
