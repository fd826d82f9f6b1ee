import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

/** A step of a deadline's ladder, so many ms after it began. */
export interface Rung {
  readonly after: number;
  readonly kind: 'warned' | 'missed' | 'escalated';
  readonly share?: number;
  readonly level?: string;
}

/** What the policy says of a deadline: reminders by share of the limit, then one level higher each `every` (ms). */
export function ladder(limit: number, warnAt: readonly number[], levels: readonly string[] = [], every = 0): Rung[] {
  const [first, ...above] = levels;
  return [
    ...warnAt.map(share => ({ after: share * limit, kind: 'warned' as const, share })),
    { after: limit, kind: 'missed', level: first },
    ...above.map((level, i) => ({ after: limit + (i + 1) * every, kind: 'escalated' as const, level })),
  ];
}

/** A limit that runs in the background of a procedure, across its steps, until it is stopped. */
export class Deadline {
  status: 'running' | 'paused' | 'missed' | 'stopped' = 'running';
  private scope = new CancellationScope();
  private climbed = 0;
  private used = 0;
  private since = Date.now();

  constructor(
    readonly name: string,
    private readonly rungs: readonly Rung[],
    private readonly summary: string,
    private readonly onRung: (rung: Rung) => void = () => undefined,
  ) {
    this.run();
  }

  get missed(): boolean {
    return this.status === 'missed';
  }

  get due(): number | undefined {
    const { after } = this.rungs.find(({ kind }) => kind === 'missed')!;
    return this.running ? Math.ceil(this.since + after - this.used) : undefined;
  }

  get next(): number | undefined {
    const rung = this.rungs[this.climbed];
    return this.running && rung ? Math.ceil(this.since + rung.after - this.used) : undefined;
  }

  pause(): void {
    this.used += Date.now() - this.since;
    this.status = 'paused';
    this.scope.cancel();
  }

  resume(): void {
    this.since = Date.now();
    this.status = 'running';
    this.scope = new CancellationScope();
    this.run();
  }

  stop(): void {
    this.status = 'stopped';
    this.scope.cancel();
  }

  private get running(): boolean {
    return this.status === 'running' || this.status === 'missed';
  }

  private run(): void {
    this.scope
      .run(() => this.climb())
      .catch(error => {
        if (!isCancellation(error)) throw error;
      });
  }

  private async climb(): Promise<void> {
    for (; this.next !== undefined; this.climbed++) {
      await sleep(Math.max(1, this.next - Date.now()), { summary: this.summary });
      const rung = this.rungs[this.climbed]!;
      if (rung.kind === 'missed') this.status = 'missed';
      this.onRung(rung);
    }
  }
}
