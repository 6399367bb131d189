package dev.parley.bench.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bench.chat.Chat;
import dev.parley.bench.chat.ChatListener;
import dev.parley.bench.chat.ChatMessage;
import dev.parley.bench.chat.ChatSession;
import dev.parley.bench.chat.ChatUser;
import dev.parley.bench.chat.Delivery;
import dev.parley.bench.chat.Promises;
import dev.parley.client.MessageReceiver;
import dev.parley.schemas.Action;
import dev.parley.schemas.Event;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topic;
import dev.parley.schemas.topics.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class LogChatsTest {
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final Heard heard = new Heard();

    @Test
    void goesOnInTheLogOfEventsWhereThePlatformLeftOff() {
        try (var chat = new EventLogChat(new Members(), "acme", this.<Event>writer(Topics.EVENTS))) {
            chat.createGroup("tea", "ann", "founding");
            chat.join("tea", "bob", "joining");
            var ann = chat.connect(new ChatUser("ann", "tea", 3), heard);
            var bob = chat.connect(new ChatUser("bob", "tea", 3), heard);

            ann.send(message("m-1", new MessageReceiver.Group("tea")));
            bob.send(message("m-2", new MessageReceiver.Group("tea")));
            kafka.completeNext();
            kafka.completeNext();

            var events = this.<Event>written(Topics.EVENTS);
            assertEquals(List.of(4L, 5L), events.stream().map(Event::getSeq).toList());
            assertEquals(
                    List.of(1L, 2L), events.stream().map(Event::getMessageNo).toList());
            assertEquals(
                    List.of("ann", "bob"), events.stream().map(Event::getActor).toList());
            assertEquals("g:tea", events.getFirst().getConversation());
            assertEquals(2, events.stream().map(Event::getEventId).distinct().count());
            assertEquals(List.of("m-1 at 4", "m-2 at 5"), heard.accepted);
            assertArrayEquals(
                    Keys.of("acme", "g:tea"), kafka.history().getFirst().key());
        }
    }

    @Test
    void acceptsOnlyWhatTheLogTook() {
        try (var chat = new EventLogChat(new Members(), "acme", this.<Event>writer(Topics.EVENTS))) {
            chat.createGroup("tea", "ann", "founding");
            var ann = chat.connect(new ChatUser("ann", "tea", 2), heard);

            ann.send(message("m-1", new MessageReceiver.Group("tea")));
            kafka.errorNext(new TimeoutException("no broker"));

            assertTrue(heard.accepted.isEmpty());
            assertThrows(
                    IllegalArgumentException.class, () -> ann.send(message("m-2", new MessageReceiver.User("bob"))));
        }
    }

    @Test
    void asksInTheLogOfActionsAndKnowsThePlacesBeforeTheyAreDecided() {
        try (var chat = new ActionLogChat(new Members(), () -> 0, "acme", this.<Action>writer(Topics.ACTIONS))) {
            chat.createUsers(List.of("ann", "bob"));
            var ann = chat.connect(ChatUser.alone("ann"), heard);
            var bob = chat.connect(ChatUser.alone("bob"), heard);

            ann.send(message("m-1", new MessageReceiver.User("bob")));
            bob.send(message("m-2", new MessageReceiver.User("ann")));
            kafka.completeNext();
            kafka.completeNext();

            var actions = this.<Action>written(Topics.ACTIONS);
            assertEquals(
                    List.of("d:ann:bob", "d:ann:bob"),
                    actions.stream().map(Action::getConversation).toList());
            assertEquals(
                    List.of("m-1", "m-2"),
                    actions.stream().map(Action::getActionId).toList());
            assertInstanceOf(PostMessage.class, actions.getFirst().getBody());
            assertEquals(List.of("m-1 at 1", "m-2 at 2"), heard.accepted);
        }
    }

    @Test
    void readsBackOnlyWhenEverythingWasDecided() {
        var looks = new AtomicInteger();
        var members = new Members();
        try (var chat =
                new ActionLogChat(members, looks::getAndIncrement, "acme", this.<Action>writer(Topics.ACTIONS))) {
            chat.createUsers(List.of("ann", "bob"));
            var ann = chat.connect(ChatUser.alone("ann"), heard);
            ann.send(message("m-1", new MessageReceiver.User("bob")));
            ann.send(message("m-2", new MessageReceiver.User("bob")));

            chat.readStored("d:ann:bob", "ann", 2, _ -> {});

            // One look before anything was appended, and two of which the second one sees both decided.
            assertEquals(3, looks.get());
            assertEquals(1, members.read);
        }
    }

    private <T extends SpecificRecord> LogWriter<T> writer(Topic topic) {
        return new LogWriter<>(topic, registry, kafka);
    }

    private <T extends SpecificRecord> List<T> written(Topic topic) {
        var reader = new AvroReader<T>(registry, topic.value());
        return kafka.history().stream()
                .map(record -> reader.read(record.value()))
                .toList();
    }

    private static ChatMessage message(String id, MessageReceiver receiver) {
        return new ChatMessage(id, receiver, "hello");
    }

    /** What was accepted. */
    private static final class Heard implements ChatListener {
        private final List<String> accepted = new ArrayList<>();

        @Override
        public void delivered(Delivery delivery, long receivedAt) {
            throw new IllegalStateException("Nothing is delivered here.");
        }

        @Override
        public void accepted(String id, long seq, long receivedAt) {
            accepted.add(id + " at " + seq);
        }

        @Override
        public void refused(String id, String code) {
            throw new IllegalStateException("Nothing is refused here.");
        }

        @Override
        public void sentAgain(String id) {
            throw new IllegalStateException("Nothing is sent again here.");
        }

        @Override
        public void lost() {
            throw new IllegalStateException("Nothing is lost here.");
        }
    }

    /** A platform whose group has two events when it is founded, and one more for each who joins. */
    private static final class Members implements Chat {
        private long seq;
        private int read;

        @Override
        public Promises promises() {
            return new Promises("parley", true, true, true, true);
        }

        @Override
        public void createUsers(List<String> users) {
            // They need nothing here.
        }

        @Override
        public long createGroup(String group, String owner, String id) {
            seq = 2;
            return seq;
        }

        @Override
        public long join(String group, String user, String id) {
            return ++seq;
        }

        @Override
        public ChatSession connect(ChatUser seat, ChatListener listener) {
            return new ChatSession() {
                @Override
                public void send(ChatMessage message) {
                    throw new IllegalStateException("Nothing goes this way.");
                }

                @Override
                public void leave() {
                    // Has nothing open.
                }
            };
        }

        @Override
        public void readStored(String conversation, String member, long head, Consumer<Delivery> reader) {
            read++;
        }

        @Override
        public void close() {
            // Has nothing open.
        }
    }
}
