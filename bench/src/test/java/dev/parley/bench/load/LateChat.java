package dev.parley.bench.load;

import dev.parley.bench.chat.Chat;
import dev.parley.bench.chat.ChatListener;
import dev.parley.bench.chat.ChatMessage;
import dev.parley.bench.chat.ChatSession;
import dev.parley.bench.chat.ChatUser;
import dev.parley.bench.chat.Conversations;
import dev.parley.bench.chat.Delivery;
import dev.parley.bench.chat.Promises;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A chat that is asked in vain for one message, and answers when its stored log has been read. */
final class LateChat implements Chat {
    private final String late;
    private final List<Delivery> log = new ArrayList<>();
    private final List<ChatListener> listeners = new ArrayList<>();
    private final List<ChatListener> waiting = new ArrayList<>();
    private String pair = "";

    LateChat(String late) {
        this.late = late;
    }

    @Override
    public Promises promises() {
        return new Promises("late", true, true, true, true);
    }

    @Override
    public void createUsers(List<String> users) {
        pair = Conversations.direct(users.getFirst(), users.getLast());
    }

    @Override
    public long createGroup(String group, String owner, String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long join(String group, String user, String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized ChatSession connect(ChatUser seat, ChatListener listener) {
        listeners.add(listener);
        return new ChatSession() {
            @Override
            public void send(ChatMessage message) {
                take(seat.user(), message, listener);
            }

            @Override
            public void leave() {
                // It is heard on.
            }
        };
    }

    private synchronized void take(String user, ChatMessage message, ChatListener from) {
        if (message.id().equals(late)) {
            waiting.add(from);
        } else {
            answer(user, message.id(), message.text(), from);
        }
    }

    private void answer(String user, String id, String text, ChatListener from) {
        var event = new Delivery(pair, log.size() + 1, "e" + id, user, id, text);
        log.add(event);
        from.accepted(id, event.seq(), System.nanoTime());
        listeners.forEach(each -> each.delivered(event, System.nanoTime()));
    }

    @Override
    public synchronized void readStored(String conversation, String member, long head, Consumer<Delivery> reader) {
        log.forEach(reader);
        answer(member, late, "hello", waiting.getLast());
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
