/** Parley's client: the connection, and a store for user interfaces on top of it. Types: ../parley.d.ts. */
export { connect } from './connect.js';
export { createStore } from './store/create-store.js';
export { ParleyError } from './error.js';
