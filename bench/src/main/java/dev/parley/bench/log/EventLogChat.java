package dev.parley.bench.log;

import dev.parley.bench.chat.Chat;
import dev.parley.bench.chat.ChatListener;
import dev.parley.bench.chat.ChatMessage;
import dev.parley.bench.chat.ChatSession;
import dev.parley.bench.chat.ChatUser;
import dev.parley.bench.chat.Conversations;
import dev.parley.bench.chat.ForwardingChat;
import dev.parley.bench.chat.Promises;
import dev.parley.client.MessageReceiver;
import dev.parley.schemas.Event;
import dev.parley.schemas.topics.Topics;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Parley without what comes before the log of events: what is said in a group is appended to it as the topology would, so
 * that only the broker and the push node work for a message. It must be the only writer of these groups.
 */
public final class EventLogChat extends ForwardingChat {
    /** An append that was sent twice would be there twice. */
    private static final Promises PROMISES = new Promises("parley", true, true, true, false);

    private final String tenant;
    private final LogWriter<Event> log;
    private final Map<String, Head> heads = new ConcurrentHashMap<>();

    /**
     * Beside a platform that is ready.
     *
     * @param platform makes users and groups, connects the listeners, and reads back; closed with this
     * @param tenant of its API key
     * @param settings how its log is reached
     */
    public EventLogChat(Chat platform, String tenant, Map<String, String> settings) {
        this(platform, tenant, new LogWriter<>(settings, Topics.EVENTS, Map.of("linger.ms", 0)));
    }

    EventLogChat(Chat platform, String tenant, LogWriter<Event> log) {
        super(platform);
        this.tenant = tenant;
        this.log = log;
    }

    @Override
    public Promises promises() {
        return PROMISES;
    }

    @Override
    public long createGroup(String group, String owner, String id) {
        return headOf(group).raisedTo(super.createGroup(group, owner, id));
    }

    @Override
    public long join(String group, String user, String id) {
        return headOf(group).raisedTo(super.join(group, user, id));
    }

    private Head headOf(String group) {
        return heads.computeIfAbsent(group, _ -> new Head());
    }

    @Override
    public ChatSession connect(ChatUser seat, ChatListener listener) {
        return new Speaker(seat.user(), super.connect(seat, listener), listener);
    }

    @Override
    public void close() {
        log.close();
        super.close();
    }

    /** Where a group stands; its lock makes the order in the log that of the numbers. */
    private static final class Head {
        private long seq;
        private long messageNo;

        synchronized long raisedTo(long reached) {
            seq = Math.max(seq, reached);
            return reached;
        }
    }

    private final class Speaker implements ChatSession {
        private final String user;
        private final ChatSession socket;
        private final ChatListener listener;

        Speaker(String user, ChatSession socket, ChatListener listener) {
            this.user = user;
            this.socket = socket;
            this.listener = listener;
        }

        @Override
        public void send(ChatMessage message) {
            if (!(message.receiver() instanceof MessageReceiver.Group(var group))) {
                throw new IllegalArgumentException("Only group messages can be written to the event log.");
            }
            var head = headOf(group);
            synchronized (head) {
                head.seq++;
                head.messageNo++;
                var event = event(message, Conversations.group(group), head);
                log.append(tenant, event.getConversation(), event, LogAnswer.of(message, head.seq, listener));
            }
        }

        private Event event(ChatMessage message, String conversation, Head head) {
            return new EventFactory(tenant, conversation)
                    .message(head.seq, Instant.now(), message.text())
                    .setConversation(conversation)
                    .setSeq(head.seq)
                    .setMessageNo(head.messageNo)
                    .setActor(user)
                    .setActionId(message.id())
                    .build();
        }

        @Override
        public void leave() {
            socket.leave();
        }
    }
}
