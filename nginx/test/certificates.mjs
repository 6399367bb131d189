import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const openssl = (...args) => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] });
const newKey = (file) => openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', file);

/** An authority of the test's own, and certificates of one host from it. */
export class Authority {
  #folder;
  #host;
  #issued = 0;

  constructor(folder, host) {
    this.#folder = folder;
    this.#host = host;
    newKey(this.#file('ca.key'));
    openssl('req', '-x509', '-new', '-key', this.#file('ca.key'), '-days', '2', '-subj', '/CN=Parley test', '-out', this.#file('ca.pem'));
    this.pem = readFileSync(this.#file('ca.pem'), 'utf8');
  }

  /** A new certificate, `{certificate, key, serial}` as PEM and as hexadecimal. */
  issue() {
    const name = `issued-${++this.#issued}`;
    const [key, request, certificate] = ['key', 'csr', 'pem'].map((end) => this.#file(`${name}.${end}`));
    const serial = `1000${this.#issued}`;
    newKey(key);
    openssl('req', '-new', '-key', key, '-subj', `/CN=${this.#host}`, '-out', request);
    writeFileSync(this.#file('san'), `subjectAltName=DNS:${this.#host}\n`);
    openssl('x509', '-req', '-in', request, '-CA', this.#file('ca.pem'), '-CAkey', this.#file('ca.key'), '-set_serial', `0x${serial}`,
      '-days', '2', '-extfile', this.#file('san'), '-out', certificate);
    return { certificate: readFileSync(certificate), key: readFileSync(key), serial };
  }

  #file(name) {
    return join(this.#folder, name);
  }
}

/** Replaces a file at once, as ACME clients do. */
export function replace(file, content) {
  writeFileSync(`${file}.next`, content, { mode: 0o600 });
  renameSync(`${file}.next`, file);
}
