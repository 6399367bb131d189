/** XMPP over WebSocket (RFC 7395): ejabberd, prosody. */
@NullMarked
package dev.parley.bench.peer.xmpp;

import org.jspecify.annotations.NullMarked;
