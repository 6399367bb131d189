package dev.parley.bench.rest;

import dev.parley.bench.chat.Chat;
import dev.parley.bench.chat.ChatListener;
import dev.parley.bench.chat.ChatMessage;
import dev.parley.bench.chat.ChatSession;
import dev.parley.bench.chat.ChatUser;
import dev.parley.bench.chat.Delivery;
import dev.parley.bench.chat.Promises;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;

/**
 * A server that answers 202 to whatever it is sent, written to as {@link RestChat} writes to Parley: what HTTP alone costs.
 * It has no users, no log and no receivers.
 */
public final class AnsweredChat implements Chat {
    private static final int ACCEPTED = 202;
    /** As long as a token of Parley, so that requests are as long as its own. */
    private static final String TOKEN = "t".repeat(250);

    private final Promises promises;
    private final Requests requests;
    private final KeptConnections connections;

    /** @param count of connections, kept alive */
    public AnsweredChat(String name, URI url, int count) {
        this.promises = Promises.ofAnswers(name);
        this.requests = new Requests(url.getAuthority());
        this.connections = KeptConnections.open(new InetSocketAddress(url.getHost(), url.getPort()), count);
    }

    @Override
    public Promises promises() {
        return promises;
    }

    @Override
    public void createUsers(List<String> users) {
        // The server does not authenticate.
    }

    @Override
    public ChatSession connect(ChatUser seat, ChatListener listener) {
        return new Writer(listener);
    }

    @Override
    public void readStored(String conversation, String member, long head, Consumer<Delivery> reader) {
        throw new IllegalStateException("This server stores nothing.");
    }

    @Override
    public void close() {
        connections.close();
    }

    private final class Writer implements ChatSession {
        private final ChatListener listener;

        Writer(ChatListener listener) {
            this.listener = listener;
        }

        @Override
        public void send(ChatMessage message) {
            connections.send(requests.post(TOKEN, message), (reply, receivedAt) -> {
                if (reply == null) {
                    listener.lost();
                } else if (reply.status() == ACCEPTED) {
                    listener.accepted(message.id(), 0, receivedAt);
                } else {
                    listener.refused(message.id(), "http-" + reply.status());
                }
            });
        }

        @Override
        public void leave() {
            // The connections are shared.
        }
    }
}
