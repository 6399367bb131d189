/** What goes wrong, as a test wants it. Everything is once, or as often as it says. */
export class Mischief {
  #withheld = 0;
  #answers = [];
  #ignored = [];
  #held;

  /** The next so many outcomes are not told; their events are. */
  withholdOutcomes(count) {
    this.#withheld = count;
  }

  /** The next request to a path gets another answer: `{status, body, headers}`. */
  answerOnce(method, path, answer) {
    this.#answers.push({ method, path, answer });
  }

  /** Frames of a type are taken and never handled, until the returned function is called. */
  ignore(type, handler = () => {}) {
    const entry = { type, handler };
    this.#ignored.push(entry);
    return () => {
      this.#ignored = this.#ignored.filter((other) => other !== entry);
    };
  }

  /** Events are kept back until the test sends them. */
  holdEvents() {
    this.#held = [];
    return this.#held;
  }

  withholds() {
    return this.#withheld > 0 && this.#withheld-- > 0;
  }

  answer({ method, path }) {
    const at = this.#answers.findIndex((each) => each.method === method && path.split('?')[0] === each.path);
    return at < 0 ? undefined : this.#answers.splice(at, 1)[0].answer;
  }

  ignores(frame, socket) {
    const entry = this.#ignored.find(({ type }) => type === frame.type);
    entry?.handler(frame, socket);
    return entry !== undefined;
  }

  deliver(socket, frame) {
    if (this.#held) {
      this.#held.push({ socket, frame });
    } else {
      socket.send(frame);
    }
  }
}
