/** Lines with the seconds since the beginning: what a person reads while she waits. */
export class Progress {
  readonly #begun = performance.now();

  say = (line: string): void => {
    console.log(`${this.seconds().toFixed(1).padStart(6)} s  ${line}`);
  };

  seconds(): number {
    return (performance.now() - this.#begun) / 1000;
  }
}
