// Stands for a worker process where only its life and death matter: the task queue says how it goes.
const messages = {
  refuses: { error: { code: 'POLICY_INVALID', message: 'line 3', details: { line: 3 } } },
  dies: undefined,
};
const how = process.env.DUECOURSE_TASK_QUEUE;
console.log('not a message');
if (how === 'dies') throw new Error('cannot start');
console.log(JSON.stringify(messages[how] ?? { ready: true }));
setInterval(() => {}, 60_000);
