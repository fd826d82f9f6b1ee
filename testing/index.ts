/** `duecourse/testing`: a real server for tests, and time that moves by skipping. */
export { startTestServer, type TestServer } from './server';
export { forward } from './time';
