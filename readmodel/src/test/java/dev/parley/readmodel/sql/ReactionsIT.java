package dev.parley.readmodel.sql;

import static dev.parley.readmodel.Samples.START;
import static dev.parley.readmodel.Samples.TENANT;
import static dev.parley.readmodel.Samples.event;
import static dev.parley.readmodel.Samples.message;
import static dev.parley.readmodel.Samples.messageId;
import static dev.parley.readmodel.Samples.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.TestDatabase;
import dev.parley.readmodel.read.MessageStore.Pin;
import dev.parley.readmodel.read.MessageStore.ReactionCount;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import dev.parley.readmodel.read.ReactionStore.StoredReaction;
import dev.parley.readmodel.write.WriteResult.Written;
import dev.parley.schemas.Attachment;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageDeleted;
import dev.parley.schemas.MessageEdited;
import dev.parley.schemas.MessageKind;
import dev.parley.schemas.MessagePinned;
import dev.parley.schemas.MessageUnpinned;
import dev.parley.schemas.ReactionAdded;
import dev.parley.schemas.ReactionRemoved;
import dev.parley.schemas.TargetReaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Reactions, pins and files of messages, as the sink wrote them. */
class ReactionsIT {
    private static final String TEAM = "g:team";
    private static final String LIKE = "\uD83D\uDC4D";
    private static final String BROWN_LIKE = LIKE + "\uD83C\uDFFD";
    private static final String HEART = "\u2764";

    private TestDatabase database;
    private ReadModel model;
    private SqlReadModelWriter writer;

    @BeforeEach
    void open() {
        database = TestDatabase.empty("reactions");
        model = ReadModel.open(database.settings());
        writer = SqlReadModelWriter.open(database.settings());
    }

    @AfterEach
    void close() {
        writer.close();
        model.close();
    }

    @Test
    void countsReactionsOfMessagesAndListsWhoHasThem() {
        write(message(TEAM, 1, "a"), message(TEAM, 2, "b"), message(TEAM, 3, "c"));
        write(added(4, 1, "bob", LIKE, 1), added(5, 1, "cy", HEART, 1), added(6, 1, "cy", LIKE, 2));
        write(added(7, 2, "bob", BROWN_LIKE, 1), removed(8, 1, "bob", LIKE, 1), added(9, 1, "di", HEART, 2));
        var page = model.messages().after(TENANT, TEAM, 0, 10);
        assertEquals(
                List.of(new ReactionCount(HEART, 2), new ReactionCount(LIKE, 1)),
                page.get(0).reactions());
        assertEquals(List.of(new ReactionCount(BROWN_LIKE, 1)), page.get(1).reactions());
        assertEquals(List.of(), page.get(2).reactions());
        assertEquals(page.get(0), stored(1));
        assertEquals(1, stored(1).version());
        assertEquals(9, stored(1).changedSeq());
        assertEquals(3, stored(3).changedSeq());
        assertEquals(
                List.of(reaction(HEART, "di", 9), reaction(LIKE, "cy", 6), reaction(HEART, "cy", 5)),
                list(null, Long.MAX_VALUE, 10));
        assertEquals(List.of(reaction(HEART, "cy", 5)), list(HEART, 9, 10));
        assertEquals(List.of(reaction(HEART, "di", 9)), list(null, Long.MAX_VALUE, 1));
        assertEquals(List.of(), model.reactions().of("other", TEAM, 1, null, Long.MAX_VALUE, 10));
        assertEquals(List.of(), list(BROWN_LIKE, Long.MAX_VALUE, 10));
    }

    @Test
    void tellsALaterActionOfAReactionAndAPin() {
        write(message(TEAM, 1, "a"), added(2, 1, "bob", LIKE, 1), added(3, 1, "alice", HEART, 1));
        write(
                removed(4, 1, "alice", HEART, 0),
                event(TEAM, 5, null, new MessagePinned(messageId(TEAM, 1), 1L, "alice")));
        var found =
                model.targets().find(TENANT, messageId(TEAM, 1), "bob", LIKE).orElseThrow();
        assertEquals(new TargetReaction(1L, true), found.target().getReaction());
        assertEquals(1, found.target().getReactionKinds());
        assertEquals(true, found.target().getPinned());
        assertEquals(1, found.target().getVersion());
        var heart =
                model.targets().find(TENANT, messageId(TEAM, 1), "alice", HEART).orElseThrow();
        assertEquals(new TargetReaction(0L, false), heart.target().getReaction());
    }

    @Test
    void listsPinnedMessagesNewestPinFirst() {
        write(message(TEAM, 1, "a"), message(TEAM, 2, "b"), message(TEAM, 3, "c"));
        write(pinned(4, 3), pinned(5, 1), pinned(6, 2), unpinned(7, 1), pinned(8, 1));
        assertEquals(List.of(1L, 2L, 3L), pins(Long.MAX_VALUE, 10));
        assertEquals(List.of(2L), pins(8, 1));
        assertEquals(new Pin("alice", START.plusSeconds(8), 8), stored(1).pinned());
        assertEquals(8, stored(1).changedSeq());
        write(unpinned(9, 1), deleted(10, 2));
        assertEquals(List.of(3L), pins(Long.MAX_VALUE, 10));
        assertNull(stored(1).pinned());
        assertNull(stored(2).pinned());
        assertEquals(List.of(), model.messages().pinned("other", TEAM, Long.MAX_VALUE, 10));
    }

    @Test
    void keepsTheFilesOfAMessage() {
        var all =
                new Attachment("https://a.example/1", "O\"ne", "video/mp4", 5L, 640, 480, 1500L, "https://a.example/t");
        var some = new Attachment(
                "https://a.example/2", "Two \uD83D\uDE00", "a/b", Long.MAX_VALUE, null, null, null, null);
        write(sent(1, List.of(all, some)), message(TEAM, 2, "none"));
        assertEquals(List.of(all, some), stored(1).attachments());
        assertEquals(List.of(), stored(2).attachments());
        write(edited(3, 1, List.of(some)), edited(4, 2, List.of(all)));
        assertEquals(List.of(some), stored(1).attachments());
        assertEquals(List.of(all), stored(2).attachments());
        write(edited(5, 1, List.of()), deleted(6, 2));
        assertEquals(List.of(), stored(1).attachments());
        assertEquals(List.of(), stored(2).attachments());
    }

    @Test
    void leavesATombstoneWithoutReactions() {
        write(sent(1, List.of()), added(2, 1, "bob", LIKE, 1), pinned(3, 1), deleted(4, 1));
        assertEquals(List.of(), stored(1).reactions());
        assertNull(stored(1).pinned());
        assertEquals(4, stored(1).version());
    }

    @RepeatedTest(5)
    void endsTheSameInWhateverOrderAndBatchesTheEventsCome() {
        var file = new Attachment("https://a.example/1", "n", "a/b", 5L, null, null, null, null);
        var events = List.of(
                sent(1, List.of(file)),
                message(TEAM, 2, "b"),
                added(3, 1, "bob", LIKE, 1),
                added(4, 1, "cy", LIKE, 2),
                pinned(5, 1),
                removed(6, 1, "bob", LIKE, 1),
                edited(7, 1, List.of()),
                unpinned(8, 1),
                pinned(9, 2),
                added(10, 1, "bob", LIKE, 2),
                deleted(11, 2));
        write(events.toArray(Event[]::new));
        var once = contents();
        List.of("messages", "reactions", "reaction_counts", "pins")
                .forEach(table -> database.execute("TRUNCATE TABLE " + table));
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);
        while (!shuffled.isEmpty()) {
            var batch = shuffled.subList(0, 1 + random.nextInt(shuffled.size()));
            write(batch.toArray(Event[]::new));
            batch.clear();
        }
        assertEquals(once, contents(), "seed " + seed);
    }

    private List<Object> contents() {
        var all = database.contents();
        return List.of("messages", "reactions", "reaction_counts", "pins").stream()
                .<Object>map(all::get)
                .toList();
    }

    private void write(Event... events) {
        assertEquals(new Written(), writer.write(rows(events)));
    }

    private StoredMessage stored(long seq) {
        return model.messages().find(TENANT, messageId(TEAM, seq)).orElseThrow();
    }

    private List<Long> pins(long before, int limit) {
        return model.messages().pinned(TENANT, TEAM, before, limit).stream()
                .map(StoredMessage::seq)
                .toList();
    }

    private List<StoredReaction> list(@Nullable String emoji, long before, int limit) {
        return model.reactions().of(TENANT, TEAM, 1, emoji, before, limit);
    }

    private static StoredReaction reaction(String emoji, String user, long seq) {
        return new StoredReaction(emoji, user, START.plusSeconds(seq), seq);
    }

    private static Event by(String user, Event event) {
        return Event.newBuilder(event).setActor(user).build();
    }

    private static Event added(long seq, long message, String user, String emoji, long count) {
        return by(
                user, event(TEAM, seq, null, new ReactionAdded(messageId(TEAM, message), message, "al", emoji, count)));
    }

    private static Event removed(long seq, long message, String user, String emoji, long count) {
        return by(
                user,
                event(TEAM, seq, null, new ReactionRemoved(messageId(TEAM, message), message, "al", emoji, count)));
    }

    private static Event pinned(long seq, long message) {
        return event(TEAM, seq, null, new MessagePinned(messageId(TEAM, message), message, "al"));
    }

    private static Event unpinned(long seq, long message) {
        return event(TEAM, seq, null, new MessageUnpinned(messageId(TEAM, message), message, "al"));
    }

    private static Event deleted(long seq, long message) {
        return event(TEAM, seq, null, new MessageDeleted(messageId(TEAM, message), message, "al", false, null));
    }

    private static Event sent(long seq, List<Attachment> files) {
        var body = new MessageCreated(messageId(TEAM, seq), MessageKind.IMAGE, null, null, null, null, false);
        return event(TEAM, seq, content(files), body);
    }

    private static Event edited(long seq, long message, List<Attachment> files) {
        var body =
                new MessageEdited(messageId(TEAM, message), message, "al", List.of("attachments"), false, null, null);
        return event(TEAM, seq, content(files), body);
    }

    private static MessageContent content(List<Attachment> files) {
        return MessageContent.newBuilder().setAttachments(files).build();
    }
}
