import { createSocket } from 'node:dgram';

const A = 1;

/** A DNS server of one name, whose addresses a test changes. Every other question has no answer. */
export class Names {
  #socket = createSocket('udp4');
  addresses = [];
  asked = 0;

  async open() {
    this.#socket.on('message', (question, from) => this.#socket.send(this.#answer(question), from.port, from.address));
    await new Promise((resolve) => this.#socket.bind(0, '127.0.0.1', resolve));
    return this;
  }

  get address() {
    return `127.0.0.1:${this.#socket.address().port}`;
  }

  close() {
    this.#socket.close();
  }

  #answer(question) {
    // The name begins after the head of 12 bytes and ends with a 0; its type follows.
    const nameEnd = question.indexOf(0, 12) + 1;
    const addresses = question.readUInt16BE(nameEnd) === A ? this.addresses : [];
    this.asked += addresses.length > 0 ? 1 : 0;
    const head = Buffer.from(question.subarray(0, 12));
    head.writeUInt16BE(0x8580, 2);
    head.writeUInt16BE(addresses.length, 6);
    head.writeUInt32BE(0, 8);
    const records = addresses.map((address) =>
      Buffer.from([0xc0, 12, 0, A, 0, 1, 0, 0, 0, 1, 0, 4, ...address.split('.').map(Number)]),
    );
    return Buffer.concat([head, question.subarray(12, nameEnd + 4), ...records]);
  }
}
