/** XMPP over WebSocket (RFC 7395): ejabberd. */
@NullMarked
package dev.parley.bench.peer.xmpp;

import org.jspecify.annotations.NullMarked;
