package dev.parley.readmodel.sql;

import static dev.parley.readmodel.Samples.TENANT;
import static dev.parley.readmodel.Samples.mark;
import static dev.parley.readmodel.Samples.receipt;
import static dev.parley.readmodel.Samples.row;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.Talk;
import dev.parley.readmodel.TestDatabase;
import dev.parley.readmodel.read.InboxStore.Unread;
import dev.parley.readmodel.write.LogRecord;
import dev.parley.readmodel.write.WriteResult.Written;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageDeleted;
import dev.parley.schemas.MessageEdited;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** What the store counts against what a reader of the whole log counts message by message, after any history in any order. */
class UnreadModelIT {
    private static final String TEAM = "g:team";
    private static final List<String> USERS = List.of("alice", "bob", "carl");

    private TestDatabase database;
    private ReadModel model;
    private SqlReadModelWriter writer;

    /** A message as it is at the end. */
    private record Said(String sender, boolean isReply, boolean isDeleted, List<String> named, boolean isToAll) {
        boolean names(String user) {
            return isToAll || named.contains(user);
        }
    }

    @BeforeEach
    void open() {
        database = TestDatabase.empty("unread_model");
        model = ReadModel.open(database.settings());
        writer = SqlReadModelWriter.open(database.settings());
    }

    @AfterEach
    void close() {
        writer.close();
        model.close();
    }

    @RepeatedTest(8)
    void countsLikeAReaderOfTheWholeLog() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var talk = history(random);
        var hidden = new HashSet<Long>();
        var marker = 2 + random.nextInt((int) talk.head());
        var records = records(talk, random, hidden);
        records.add(row(
                0,
                receipt(TEAM, "alice", 1)
                        .setReadUpTo(marker)
                        .setDeliveredUpTo(talk.head())
                        .setUnreadSeq(talk.head())
                        .build()));
        Collections.shuffle(records, random);
        while (!records.isEmpty()) {
            var batch = records.subList(0, Math.min(records.size(), 1 + random.nextInt(30)));
            assertEquals(new Written(), writer.write(List.copyOf(batch)));
            batch.clear();
        }
        var said = said(talk);
        assertEquals(
                expected("alice", said, Math.max(2, marker), hidden, talk.head()),
                model.inbox().find(TENANT, "alice", List.of(TEAM)).getFirst().unread(),
                "seed " + seed);
        for (var user : USERS) {
            var joined = 2 + USERS.indexOf(user);
            for (var from = joined; from <= talk.head() + 1; from += 7) {
                var hiddenOnes = user.equals("alice") ? hidden : Set.<Long>of();
                assertEquals(
                        expected(user, said, from, hiddenOnes, talk.head()),
                        model.inbox().unreadAfter(TENANT, user, TEAM, from),
                        user + " from " + from + ", seed " + seed);
            }
        }
    }

    private static Talk history(Random random) {
        var talk = Talk.group("team", USERS.toArray(String[]::new));
        var messages = new ArrayList<>(List.of(talk.say("alice", "bob")));
        for (var n = 0; n < 60; n++) {
            var message = messages.get(random.nextInt(messages.size()));
            var names = names(random);
            var user = USERS.get(random.nextInt(3));
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> messages.add(talk.say(user, names));
                case 3 -> messages.add(talk.reply(user, messages.getFirst(), names));
                case 4, 5 -> talk.rename(message, names);
                case 6 -> talk.react(user, message);
                default -> {
                    talk.delete(message);
                    messages.remove(message);
                    messages.add(talk.say(user, names));
                }
            }
        }
        return talk;
    }

    private static String[] names(Random random) {
        var names = new ArrayList<>(List.of("alice", "bob", "carl", Talk.ALL));
        Collections.shuffle(names, random);
        return names.subList(0, random.nextInt(4)).toArray(String[]::new);
    }

    /** The events, some of them twice, and alice's marks on some messages. */
    private static List<LogRecord> records(Talk talk, Random random, Set<Long> hidden) {
        var records = new ArrayList<LogRecord>();
        for (var event : talk.events()) {
            records.add(row(event.getSeq(), event));
            if (random.nextInt(4) == 0) {
                records.add(row(event.getSeq(), event));
            }
            if (event.getBody() instanceof MessageCreated && random.nextInt(6) == 0) {
                hidden.add(event.getSeq());
                records.add(row(
                        event.getSeq(),
                        mark(TEAM, event.getSeq(), event.getSeq())
                                .setHidden(true)
                                .build()));
            }
        }
        return records;
    }

    private static Map<Long, Said> said(Talk talk) {
        var said = new TreeMap<Long, Said>();
        for (var event : talk.events()) {
            switch (event.getBody()) {
                case MessageCreated message ->
                    said.put(
                            event.getSeq(),
                            new Said(
                                    String.valueOf(event.getActor()),
                                    message.getParentId() != null,
                                    false,
                                    named(event),
                                    message.getMentionsAll()));
                case MessageEdited edited ->
                    said.computeIfPresent(
                            edited.getMessageSeq(),
                            (_, was) -> new Said(
                                    was.sender(),
                                    was.isReply(),
                                    was.isDeleted(),
                                    named(event),
                                    edited.getMentionsAll()));
                case MessageDeleted deleted ->
                    said.computeIfPresent(
                            deleted.getMessageSeq(),
                            (_, was) -> new Said(was.sender(), was.isReply(), true, List.of(), false));
                default -> {}
            }
        }
        return said;
    }

    private static List<String> named(Event event) {
        return event.getContent() instanceof MessageContent content ? content.getMentions() : List.of();
    }

    private static Unread expected(String user, Map<Long, Said> said, long marker, Set<Long> hidden, long head) {
        var messages = 0L;
        var mentions = 0L;
        for (var entry : said.entrySet()) {
            var message = entry.getValue();
            var counts = entry.getKey() > marker
                    && !message.sender().equals(user)
                    && !message.isReply()
                    && !message.isDeleted()
                    && !hidden.contains(entry.getKey());
            messages += counts ? 1 : 0;
            mentions += counts && message.names(user) ? 1 : 0;
        }
        return new Unread(messages, mentions, head);
    }
}
