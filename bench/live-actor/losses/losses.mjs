// One entry each: what is done, and in words what came of it.
import { pause } from './way.mjs';

const DAY = 86_400_000;

export const losses = {
  'a limit of 3 days, a new run on day 1, nobody answers until day 5': async way => {
    await way.start('orderAnew', 3 * DAY);
    await way.forward(DAY);
    await way.anew();
    await way.forward(4 * DAY);
    await pause(1_500);
    return `is ${await way.state()}`;
  },
  'a new run while a charge is under way': async way => {
    await way.start('orderAnew', 3 * DAY);
    await way.send('CHARGE');
    await way.anew();
    way.release();
    await pause(1_500);
    return `charged ${way.charged[way.current]} ×, is ${await way.state()}`;
  },
  'an event whose guard has a bug': async way => {
    await way.start('order', 3 * DAY);
    const told = await way.send('CHECK');
    await pause(500);
    const { status } = await way.describe();
    return `sender told: ${told}; the workflow is ${status.name}, its actor ${await way.state()}`;
  },
  'worker down over the deadline, an answer comes after it': async way => {
    await way.start('order', 1_000);
    await way.stopWorker();
    await pause(2_500);
    const told = way.send('ANSWER');
    await pause(500);
    await way.startWorker();
    return `sender told: ${await told}; is ${await way.state()}`;
  },
  'worker down over the deadline, then the wait is begun anew': async way => {
    await way.start('order', 1_000);
    await way.stopWorker();
    await pause(2_500);
    const told = way.send('AGAIN');
    await pause(500);
    await way.startWorker();
    return `sender told: ${await told}; is ${await way.state()} at once`;
  },
  'the state is left while a charge is under way': async way => {
    await way.start('order', 3 * DAY);
    await way.send('CHARGE');
    await pause(500);
    await way.send('LEAVE');
    await pause(500);
    const pending = (await way.describe()).raw.pendingActivities ?? [];
    // 3: cancel requested.
    const asked = pending.some(({ state }) => state === 3);
    return pending.length === 0 || asked ? 'the charge is asked to stop' : 'the charge goes on';
  },
};
