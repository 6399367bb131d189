import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const RELAY = fileURLToPath(new URL('relay.mjs', import.meta.url));

/** A process that stands for an edge and passes everything on to the platform; it can be killed as one. */
export async function startRelay(address, port, target, backlog = 511) {
  const process = spawn('node', [RELAY, address, port, ...target, backlog], { stdio: ['ignore', 'pipe', 'inherit'] });
  const listening = await new Promise((resolve, reject) => {
    process.stdout.once('data', (text) => resolve(Number(text)));
    process.once('exit', (code) => reject(new Error(`the relay at ${address}:${port} ended with ${code}`)));
  });
  return {
    address,
    port: listening,
    freeze: () => process.kill('SIGSTOP'),
    kill: () => {
      const ended = new Promise((resolve) => process.once('exit', resolve));
      process.kill('SIGKILL');
      return process.exitCode === null && process.signalCode === null ? ended : undefined;
    },
  };
}

/** An edge of the test's own, which keeps the requests that it got. `answer(request, response)` is what it does with each. */
export class OwnEdge {
  requests = [];

  static async open(address, port, answer) {
    const edge = new OwnEdge();
    edge.answer = answer;
    edge.server = createServer((request, response) => {
      edge.requests.push({ method: request.method, url: request.url, headers: request.headers, port: request.socket.remotePort });
      request.resume();
      request.on('end', () => edge.answer(request, response));
    });
    await new Promise((resolve, reject) => edge.server.once('error', reject).listen(port, address, resolve));
    edge.address = `${address}:${edge.server.address().port}`;
    return edge;
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }
}

/** Answers with this status and the words of an edge. */
export function answering(status, body = '{"code":"from-the-edge"}') {
  return (_, response) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
}
