// A process that stands for an edge: relay.mjs ADDRESS PORT TARGET-ADDRESS TARGET-PORT BACKLOG. Passes connections on to the
// platform; ending it ends them. Prints its port when it listens.
import { connect, createServer } from 'node:net';

const [address, port, targetAddress, targetPort, backlog] = process.argv.slice(2);
const server = createServer({ noDelay: true }, (client) => {
  const edge = connect({ host: targetAddress, port: Number(targetPort), noDelay: true });
  client.pipe(edge).pipe(client);
  for (const [each, other] of [
    [client, edge],
    [edge, client],
  ]) {
    each.on('error', () => other.destroy());
    each.on('close', () => other.destroy());
  }
});
server.listen({ host: address, port: Number(port), backlog: Number(backlog) }, () => console.log(server.address().port));
