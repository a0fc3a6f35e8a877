interface Entry<T> {
  mark: string;
  value: Promise<T>;
  settled?: T;
  /** From when on it may be computed again beside requests, in ms. */
  restsUntil: number;
  renewing: boolean;
}

/** Of the time between two renewals: what is computed leaves time for others. */
const REST = 10;

/**
 * Values that are expensive to compute, each as of a mark of what it was
 * computed from. The least recently used are dropped.
 */
export class KeptValues<T> {
  readonly #entries = new Map<string, Entry<T>>();

  /** @param clock - in milliseconds */
  constructor(
    private readonly most: number,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /**
   * The value as of the mark. Where an older one will do, that is answered at
   * once while the new one is computed, which is given a tenth of the time at
   * most.
   */
  async get(
    key: string,
    mark: string,
    compute: () => Promise<T>,
    olderWillDo: (value: T) => boolean,
  ): Promise<T> {
    const kept = this.#entries.get(key);
    if (kept?.mark === mark) {
      this.#put(key, kept);
      return kept.value;
    }
    if (kept?.settled !== undefined && olderWillDo(kept.settled)) {
      if (!kept.renewing && this.clock() >= kept.restsUntil) {
        this.#renew(key, kept, { mark, compute });
      }
      return kept.settled;
    }
    return this.#compute(key, mark, compute);
  }

  #compute(key: string, mark: string, compute: () => Promise<T>): Promise<T> {
    const started = this.clock();
    const entry: Entry<T> = {
      mark,
      value: compute(),
      restsUntil: 0,
      renewing: false,
    };
    this.#put(key, entry);
    entry.value.then(
      value => {
        entry.settled = value;
        entry.restsUntil = this.#restFrom(started);
      },
      () => {
        if (this.#entries.get(key) === entry) this.#entries.delete(key);
      },
    );
    return entry.value;
  }

  #renew(
    key: string,
    kept: Entry<T>,
    { mark, compute }: { mark: string; compute: () => Promise<T> },
  ) {
    const started = this.clock();
    kept.renewing = true;
    compute().then(
      value =>
        this.#put(key, {
          mark,
          value: Promise.resolve(value),
          settled: value,
          restsUntil: this.#restFrom(started),
          renewing: false,
        }),
      // Whoever asks next tries again.
      () => {
        kept.renewing = false;
      },
    );
  }

  #restFrom(started: number): number {
    const now = this.clock();
    return now + REST * (now - started);
  }

  #put(key: string, entry: Entry<T>) {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.most) break;
      this.#entries.delete(oldest);
    }
  }
}
