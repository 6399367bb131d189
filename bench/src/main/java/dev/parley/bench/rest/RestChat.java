package dev.parley.bench.rest;

import dev.parley.bench.chat.Chat;
import dev.parley.bench.chat.ChatListener;
import dev.parley.bench.chat.ChatMessage;
import dev.parley.bench.chat.ChatSession;
import dev.parley.bench.chat.ChatUser;
import dev.parley.bench.chat.ForwardingChat;
import dev.parley.client.PlatformClient;
import dev.parley.client.Tokens;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Parley, whose users write over REST with a token, each write awaiting its outcome. Everything else is left to another
 * adapter of the same platform. There are no receivers.
 */
public final class RestChat extends ForwardingChat {
    private final PlatformClient rest;
    private final Tokens tokens;
    private final Requests requests;
    private final KeptConnections connections;

    /**
     * A chat over a platform that is ready.
     *
     * @param platform makes users and reads the stored log; closed with this
     * @param rest mints the tokens; closed with this
     * @param count of connections, kept alive
     */
    public RestChat(Chat platform, PlatformClient rest, URI url, String device, int count) {
        super(platform);
        this.rest = rest;
        this.tokens = new Tokens(rest, device);
        this.requests = new Requests(url.getAuthority());
        this.connections = KeptConnections.open(
                new InetSocketAddress(url.getHost(), url.getPort() < 0 ? 80 : url.getPort()), count);
    }

    @Override
    public ChatSession connect(ChatUser seat, ChatListener listener) {
        return new Writer(tokens.of(seat.user()), listener);
    }

    @Override
    public void close() {
        connections.close();
        rest.close();
        super.close();
    }

    /** A user with a token. */
    private final class Writer implements ChatSession {
        private final String token;
        private final ChatListener listener;

        Writer(String token, ChatListener listener) {
            this.token = token;
            this.listener = listener;
        }

        @Override
        public void send(ChatMessage message) {
            connections.send(requests.post(token, message), (reply, receivedAt) -> {
                if (reply == null) {
                    listener.lost();
                } else {
                    HttpOutcomes.tell(message.id(), reply, receivedAt, listener);
                }
            });
        }

        @Override
        public void leave() {
            // The connections are shared.
        }
    }
}
