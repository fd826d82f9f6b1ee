/** `duecourse/testing`: a real server for tests, and time that moves by skipping. */

export { type Beginning, given, type Said, type Scenario } from './scenario';
export { startTestServer, type TestServer } from './server';
export { forward } from './time';
