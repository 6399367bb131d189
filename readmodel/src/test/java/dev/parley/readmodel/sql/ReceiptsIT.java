package dev.parley.readmodel.sql;

import static dev.parley.readmodel.Samples.START;
import static dev.parley.readmodel.Samples.TENANT;
import static dev.parley.readmodel.Samples.read;
import static dev.parley.readmodel.Samples.receipt;
import static dev.parley.readmodel.Samples.row;
import static dev.parley.readmodel.Samples.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.Talk;
import dev.parley.readmodel.TestDatabase;
import dev.parley.readmodel.read.ReceiptStore.Counts;
import dev.parley.readmodel.read.ReceiptStore.StoredReceipt;
import dev.parley.readmodel.write.LogRecord;
import dev.parley.readmodel.write.WriteResult.Written;
import dev.parley.schemas.Event;
import dev.parley.schemas.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** How far the members of a group have got: al, bo, cy and di, in this order from the second event on. */
class ReceiptsIT {
    private static final String TEAM = "g:team";

    private TestDatabase database;
    private ReadModel model;
    private SqlReadModelWriter writer;
    private Talk team;
    private long message;

    @BeforeEach
    void open() {
        database = TestDatabase.empty("receipts");
        model = ReadModel.open(database.settings());
        writer = SqlReadModelWriter.open(database.settings());
        team = Talk.group("team", "al", "bo", "cy", "di");
        message = team.say("al");
        write(team);
    }

    @AfterEach
    void close() {
        writer.close();
        model.close();
    }

    @Test
    void tellsHowFarEachPresentMemberHasGot() {
        store(member("bo", 1, 3).setDeliveredUpTo(message).setDeliveredAt(time(1)));
        store(member("cy", 2, 4).setDeliveredUpTo(message).setReadUpTo(message).setReadAt(time(2)));
        team.leave("cy");
        write(team);
        assertEquals(
                List.of(
                        new StoredReceipt("al", message, Talk.at(message), message, Talk.at(message)),
                        new StoredReceipt("bo", message, time(1), 3, null),
                        new StoredReceipt("di", 5, null, 5, null)),
                of("", 10));
        assertEquals(List.of("bo"), users(of("al", 1)));
        assertEquals(List.of(), of("di", 1));
        assertEquals(List.of(), model.receipts().of("other", TEAM, "", 10));
    }

    @Test
    void reckonsOwnMessagesInUnlessTheyWereMarkedAsUnread() {
        store(member("bo", 1, 3).setDeliveredUpTo(9).setDeliveredAt(time(1)));
        team.say("bo");
        team.say("al");
        write(team);
        assertEquals(
                new StoredReceipt("bo", 9, time(1), 7, Talk.at(7)), of("al", 1).getFirst());
        store(member("bo", 2, 3)
                .setDeliveredUpTo(9)
                .setReadUpTo(4)
                .setReadAt(time(2))
                .setUnreadSeq(8));
        assertEquals(new StoredReceipt("bo", 9, null, 4, time(2)), of("al", 1).getFirst());
    }

    @Test
    void countsWhoHasGotAndWhoHasReadAMessage() {
        assertEquals(new Counts(0, 0), counts(message, "al"));
        store(member("bo", 1, 3).setDeliveredUpTo(message).setDeliveredAt(time(1)));
        store(member("cy", 2, 4)
                .setDeliveredUpTo(message + 1)
                .setReadUpTo(message)
                .setReadAt(time(2)));
        store(member("al", 3, 2).setDeliveredUpTo(message).setReadUpTo(message));
        assertEquals(new Counts(2, 1), counts(message, "al"));
        assertEquals(new Counts(1, 0), counts(message + 1, "al"));
        assertEquals(List.of("bo", "cy"), users(reached("", 10)));
        assertEquals(List.of("bo"), users(reached("", 1)));
        assertEquals(List.of("cy"), users(reached("bo", 10)));
        assertEquals(
                new StoredReceipt("bo", message, time(1), 3, null),
                reached("", 1).getFirst());
        assertEquals(new Counts(0, 0), model.receipts().counts("other", TEAM, message, "al"));
    }

    @Test
    void leavesOutWhoLeftAndWhoJoinedLater() {
        store(member("bo", 1, 3).setDeliveredUpTo(message).setIsMember(false));
        store(member("cy", 2, message + 1).setDeliveredUpTo(message + 1).setReadUpTo(message + 1));
        store(member("di", 3, 5).setDeliveredUpTo(message).setReadUpTo(message));
        assertEquals(new Counts(1, 1), counts(message, "al"));
        assertEquals(List.of("di"), users(reached("", 10)));
        team.end();
        write(team);
        assertEquals(new Counts(0, 0), counts(message, "al"));
        assertEquals(List.of(), reached("", 10));
        assertEquals(List.of(), of("", 10));
    }

    @Test
    void looksUpWhenThoseJoinedWhoOnlyEverSent() {
        team.join("ed");
        team.say("ed");
        write(team);
        store(read(TEAM, "ed", 1, team.head()).setMemberSince(1));
        store(read(TEAM, "di", 2, message).setMemberSince(1));
        assertEquals(new Counts(1, 1), counts(message, "al"));
        assertEquals(List.of("di"), users(reached("", 10)));
    }

    @Test
    void knowsTheTwoOfADirectConversation() {
        var talk = new Talk("d:al:bo");
        talk.say("al");
        write(talk);
        var store = model.receipts();
        assertEquals(
                List.of(
                        new StoredReceipt("al", 1, Talk.at(1), 1, Talk.at(1)),
                        new StoredReceipt("bo", 0, null, 0, null)),
                store.of(TENANT, "d:al:bo", "", 10));
        assertEquals(new Counts(0, 0), store.counts(TENANT, "d:al:bo", 1, "al"));
        store(read("d:al:bo", "bo", 1, 1).setMemberSince(1));
        assertEquals(new Counts(1, 1), store.counts(TENANT, "d:al:bo", 1, "al"));
    }

    @RepeatedTest(3)
    void endsAtTheNewestReceiptInWhateverOrderTheyArrive(RepetitionInfo repetition) {
        var all = new ArrayList<LogRecord>();
        for (var version = 1; version <= 20; version++) {
            all.add(row(version, read(TEAM, "bo", version, 3 + version).build()));
        }
        Collections.shuffle(all, new Random(repetition.getCurrentRepetition()));
        write(all.subList(0, 10));
        write(all.subList(10, 20));
        write(all.subList(5, 15));
        assertEquals(
                new StoredReceipt("bo", 23, time(20), 23, time(20)), of("al", 1).getFirst());
    }

    private static Receipt.Builder member(String user, long version, long since) {
        return receipt(TEAM, user, version)
                .setMemberSince(since)
                .setReadUpTo(since)
                .setDeliveredUpTo(since);
    }

    private static Instant time(long version) {
        return START.plusSeconds(version);
    }

    private List<StoredReceipt> of(String after, int limit) {
        return model.receipts().of(TENANT, TEAM, after, limit);
    }

    private List<StoredReceipt> reached(String after, int limit) {
        return model.receipts().reached(TENANT, TEAM, message, "al", after, limit);
    }

    private Counts counts(long seq, String sender) {
        return model.receipts().counts(TENANT, TEAM, seq, sender);
    }

    private static List<String> users(List<StoredReceipt> receipts) {
        return receipts.stream().map(StoredReceipt::user).toList();
    }

    private void store(Receipt.Builder receipt) {
        write(List.of(row(receipt.getVersion(), receipt.build())));
    }

    private void write(Talk talk) {
        write(rows(talk.events().toArray(Event[]::new)));
    }

    private void write(List<LogRecord> records) {
        assertEquals(new Written(), writer.write(records));
    }
}
