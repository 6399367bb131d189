package dev.parley.readmodel.write;

import static dev.parley.readmodel.Samples.TENANT;
import static dev.parley.readmodel.Samples.read;
import static dev.parley.readmodel.Samples.row;
import static dev.parley.readmodel.Samples.rows;
import static dev.parley.readmodel.Samples.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.Samples;
import dev.parley.readmodel.Talk;
import dev.parley.readmodel.write.UncountedRows.Uncounted;
import dev.parley.schemas.EncryptedContent;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Mentions, messages that do not count, receipts and settings. */
class InboxRowsTest {
    private static final String TEAM = "g:team";

    @Test
    void writesNothingForAMessageThatNamesNobody() {
        var talk = new Talk(TEAM);
        talk.say("bob");
        assertEquals(List.of(), mentions(talk));
        assertEquals(List.of(), uncounted(talk));
    }

    @Test
    void writesARowForEachNameAndOneForEverybody() {
        var talk = new Talk(TEAM);
        talk.say("bob", "alice", Talk.ALL, "carl");
        assertEquals(
                List.of(
                        mention(MentionRow.EVERYBODY, 1, 0, true, 1),
                        mention("alice", 1, 0, false, 1),
                        mention("carl", 1, 0, false, 1)),
                mentions(talk));
    }

    @Test
    void takesAtAllForNobodyWhereTheGroupDoesNotLetTheSender() {
        var talk = new Talk(TEAM);
        talk.say("bob", Talk.ALL);
        var event = talk.events().getFirst();
        var body = MessageCreated.newBuilder((MessageCreated) event.getBody())
                .setMentionsAll(false)
                .build();
        assertEquals(
                List.of(), MentionRow.of(Event.newBuilder(event).setBody(body).build()));
    }

    @Test
    void namesTheThreadOfAReply() {
        var talk = new Talk(TEAM);
        talk.say("alice");
        talk.reply("bob", 1, "alice");
        talk.rename(2, "carl");
        assertEquals(List.of(mention("alice", 2, 1, true, 2), mention("carl", 2, 1, true, 3)), mentions(talk));
        var old = new MessageCreated("m", MessageKind.TEXT, "parent", null, null, null, false);
        var event = Samples.event(TEAM, 5, talk.events().get(1).getContent(), old);
        assertEquals(MentionRow.UNKNOWN_THREAD, MentionRow.of(event).getFirst().parentSeq());
    }

    @Test
    void changesNamesOnlyByEditsOfThem() {
        var talk = new Talk(TEAM);
        talk.say("bob", "alice");
        talk.reword(1);
        talk.rename(1);
        assertEquals(List.of(mention("alice", 1, 0, true, 1)), mentions(talk));
        talk.rename(1, "alice", Talk.ALL);
        assertEquals(
                List.of(mention("alice", 1, 0, false, 4), mention(MentionRow.EVERYBODY, 1, 0, true, 4)),
                mentions(talk));
    }

    @Test
    void readsNoNamesOutOfEncryptedContent() {
        var body = new MessageCreated("m", MessageKind.TEXT, null, null, null, null, true);
        var event = Samples.event(TEAM, 3, new EncryptedContent(ByteBuffer.allocate(3)), body);
        assertEquals(
                List.of(MentionRow.EVERYBODY),
                MentionRow.of(event).stream().map(row -> row.key().user()).toList());
    }

    @Test
    void countsRepliesAndDeletedMessagesForNobody() {
        var talk = new Talk(TEAM);
        talk.say("alice");
        talk.reply("bob", 1);
        talk.say("carl");
        talk.delete(3);
        talk.delete(2);
        assertEquals(
                List.of(new Uncounted(TENANT, TEAM, 2, "bob"), new Uncounted(TENANT, TEAM, 3, "carl")),
                uncounted(talk));
    }

    @Test
    void knowsTheLastMessageAndTheLastOneOfNoThread() {
        var talk = Talk.group("team", "alice");
        talk.say("alice");
        talk.reply("bob", 3);
        talk.react("bob", 3);
        var last = new ConversationRows().fold(records(talk)).iterator().next().last();
        assertEquals(new ConversationRow.Last(Talk.at(4).toEpochMilli(), 4, 3), last);
    }

    @Test
    void keepsTheNewestReceiptAndTheNewestSettings() {
        var receipts = List.of(
                row(0, read(TEAM, "alice", 3, 9).build()),
                row(1, read(TEAM, "alice", 2, 5).build()),
                row(2, read(TEAM, "bob", 1, 4).build()));
        assertEquals(
                List.of(9L, 4L),
                new ReceiptRows()
                        .fold(receipts).stream().map(row -> row.getReadUpTo()).toList());
        var settings = List.of(
                row(0, settings(TEAM, "alice", 3).setDraft("newer").build()),
                row(1, settings(TEAM, "alice", 2).setDraft("older").build()));
        assertEquals(
                List.of("newer"),
                new ConversationSettingsRows()
                        .fold(settings).stream().map(row -> row.getDraft()).toList());
    }

    @Test
    void areAllListed() {
        var tables = Projections.ALL.stream().map(it -> it.table().name()).toList();
        assertTrue(tables.containsAll(List.of("mentions", "uncounted", "receipts", "conversation_settings")));
    }

    @RepeatedTest(20)
    void foldsToTheSameInWhateverOrderAndHoweverOftenTheEventsCome() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var events = history(random);
        var shuffled = new ArrayList<>(events);
        shuffled.addAll(events.subList(0, events.size() / 2));
        Collections.shuffle(shuffled, random);
        assertEquals(byKey(events), byKey(shuffled), "seed " + seed);
    }

    private static List<Event> history(Random random) {
        var talk = Talk.group("team", "alice", "bob");
        var messages = new ArrayList<>(List.of(talk.say("alice", "bob")));
        for (var n = 0; n < 40; n++) {
            var message = messages.get(random.nextInt(messages.size()));
            var names = List.of("alice", "bob", "carl", Talk.ALL)
                    .subList(random.nextInt(4), 4)
                    .toArray(String[]::new);
            switch (random.nextInt(4)) {
                case 0 -> messages.add(talk.say("bob", names));
                case 1 -> messages.add(talk.reply("carl", messages.getFirst(), names));
                case 2 -> talk.rename(message, names);
                default -> talk.delete(message);
            }
        }
        return talk.events();
    }

    private static Map<Object, Object> byKey(List<Event> events) {
        var batch = rows(events.toArray(Event[]::new));
        var folded = new HashMap<Object, Object>();
        new MentionRows().fold(batch).forEach(row -> folded.put(row.key(), row));
        new UncountedRows().fold(batch).forEach(row -> folded.put(row.seq(), row));
        new ConversationRows().fold(batch).forEach(row -> folded.put(row.key(), row));
        return folded;
    }

    private static List<MentionRow> mentions(Talk talk) {
        return List.copyOf(new MentionRows().fold(records(talk)));
    }

    private static List<Uncounted> uncounted(Talk talk) {
        return List.copyOf(new UncountedRows().fold(records(talk)));
    }

    private static List<LogRecord> records(Talk talk) {
        return rows(talk.events().toArray(Event[]::new));
    }

    private static MentionRow mention(String user, long messageSeq, long parentSeq, boolean isCounted, long seq) {
        return new MentionRow(new MentionRow.Key(TENANT, TEAM, user, messageSeq), parentSeq, "bob", isCounted, seq);
    }
}
