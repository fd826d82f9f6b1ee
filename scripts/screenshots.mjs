// `npm run screenshots`: pictures of the sample day's cases in Temporal's Web UI, for README and docs.
// Takes a running instance: the one of this folder, or `--ui-url http://host:port` (`--namespace`, `--out` where they differ).
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { root } from './steps.mjs';

const { values: flags } = parseArgs({
  options: {
    'ui-url': { type: 'string' },
    namespace: { type: 'string' },
    out: { type: 'string', default: join(root, 'docs', 'images') },
  },
});

/** What is taken: a page of the Web UI, the words that show that it is complete, and where the picture begins and ends. */
const timeline = { tab: 'timeline', ready: 'notify', top: 'Timeline' };
const details = { tab: 'user-metadata', ready: 'Current Details', height: 800 };
const shots = [
  { file: 'workflows', ready: 'repair-open', width: 1600, height: 560 },
  { file: 'complaint-timeline', case: 'complaint-late-delivery', ...timeline },
  { file: 'repair-timeline', case: 'repair-leak', ...timeline },
  { file: 'complaint-details', case: 'complaint-open', ...details },
  { file: 'repair-details', case: 'repair-open', ...details },
];

const largest = 250_000;

function fail(message) {
  console.error(message);
  process.exit(1);
}

function instance() {
  const file = join(process.env.DUECOURSE_DATA || join(root, '.duecourse'), 'server.json');
  const found = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const uiUrl = flags['ui-url'] ?? found.uiUrl;
  if (!uiUrl) fail('Nothing runs in this folder: `npm start` first, or name a Web UI by --ui-url http://host:port.');
  return { uiUrl: uiUrl.replace(/\/+$/, ''), namespace: flags.namespace ?? found.namespace ?? 'default' };
}

async function browser() {
  const executablePath = process.env.CHROME_PATH || '/usr/bin/chromium';
  if (!existsSync(executablePath))
    fail(`There is no browser at ${executablePath}: install Chromium, or name a Chromium or Chrome by CHROME_PATH.`);
  const quiet = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--no-first-run', ...quiet] });
}

/** The run that a case is in now, for the Web UI names pages by it. */
async function pageOf({ uiUrl, namespace }, shot) {
  const workflows = `namespaces/${namespace}/workflows`;
  if (!shot.case) return `${uiUrl}/${workflows}`;
  const response = await fetch(`${uiUrl}/api/v1/${workflows}/${shot.case}`);
  if (!response.ok)
    fail(`There is no case ${shot.case} at ${uiUrl}: \`npm start\` plays the sample day the first time.`);
  const { workflowExecutionInfo } = await response.json();
  return `${uiUrl}/${workflows}/${shot.case}/${workflowExecutionInfo.execution.runId}/${shot.tab}`;
}

/** A timeline lies below the case's input: only its panel is kept, from the heading to the end of the chart. */
async function panelOf(page, heading) {
  const { y } = await page.getByRole('heading', { name: heading }).boundingBox();
  const chart = await page.locator('#event-history-timeline-graph').boundingBox();
  const margin = 20;
  const height = chart.y + chart.height - y;
  return { x: chart.x - margin, y: y - margin, width: chart.width + 2 * margin, height: height + 2 * margin };
}

const where = instance();
mkdirSync(flags.out, { recursive: true });
const chrome = await browser();
try {
  for (const { width = 1400, height = 2000, ...shot } of shots) {
    const page = await chrome.newPage({ viewport: { width, height }, locale: 'en-GB', timezoneId: 'Asia/Shanghai' });
    await page.goto(await pageOf(where, shot));
    await page.getByText(shot.ready).first().waitFor();
    // What is drawn after the words are there: bars grow to their lengths, frames to their contents.
    await page.waitForTimeout(3000);
    const path = join(flags.out, `${shot.file}.png`);
    await page.screenshot({ path, ...(shot.top && { clip: await panelOf(page, shot.top) }) });
    await page.close();
    const { size } = statSync(path);
    console.log(`${path}  ${Math.round(size / 1000)} kB`);
    if (size > largest) fail(`${path} is larger than ${largest / 1000} kB.`);
  }
} finally {
  await chrome.close();
}
