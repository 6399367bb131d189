package dev.parley.topologies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.MemberAdded;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.Receipt;
import dev.parley.schemas.ReceiptAction;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.fold.EventSamples;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptsTopologyTest {
    private static final String TEAM = "g:team";
    private static final byte[] KEY = Keys.of("acme", TEAM);
    private static final Duration TICK = Duration.ofMillis(250);

    private final FoldDriver driver = new FoldDriver(new ReceiptsFeature());

    @AfterEach
    void closeDriver() {
        driver.close();
    }

    @Test
    void writesAReceiptWithTheNextTick() {
        read("al", 10);
        assertEquals(List.of(), receipts());
        driver.pass(TICK);
        var receipt = receipts().getFirst();
        assertEquals(TEAM, receipt.getConversation());
        assertEquals("al", receipt.getUser());
        assertEquals(5, receipt.getMemberSince());
        assertEquals(10, receipt.getReadUpTo());
        assertEquals(10, receipt.getDeliveredUpTo());
        assertEquals(FoldDriver.BEGIN, receipt.getReadAt());
        assertTrue(receipt.getIsMember());
    }

    @Test
    void writesOnceWhatAMemberReadsInATick() {
        for (var seq = 10; seq < 20; seq++) {
            read("al", seq);
            read("bo", seq - 1);
        }
        driver.pass(TICK);
        assertEquals(
                List.of(19L, 18L), receipts().stream().map(Receipt::getReadUpTo).toList());
        driver.pass(TICK);
        assertEquals(List.of(), receipts());
    }

    @Test
    void takesItsTimeOverWhatSendingTells() {
        sent("al", 10, null);
        driver.pass(Duration.ofMillis(1_750));
        assertEquals(List.of(), receipts());
        driver.pass(TICK);
        assertEquals(10, receipts().getFirst().getReadUpTo());
    }

    @Test
    void takesNoReplyForASignOfReading() {
        sent("al", 10, "parent");
        driver.pass(Duration.ofSeconds(20));
        assertEquals(List.of(), receipts());
    }

    @Test
    void tellsThatAMemberLeftAndCameBack() {
        read("al", 10);
        driver.pass(TICK);
        event(20, new MemberLeft("al", 1L));
        driver.pass(Duration.ofSeconds(20));
        event(30, new MemberAdded("al", MemberRole.PARTICIPANT, 2L));
        driver.pass(Duration.ofSeconds(20));
        var told = receipts();
        assertEquals(
                List.of(true, false, true),
                told.stream().map(Receipt::getIsMember).toList());
        assertEquals(
                List.of(5L, 5L, 30L), told.stream().map(Receipt::getMemberSince).toList());
        assertTrue(told.get(0).getVersion() < told.get(1).getVersion());
        assertTrue(told.get(1).getVersion() < told.get(2).getVersion());
    }

    @Test
    void writesNothingForMembersWithoutAMarker() {
        for (var seq = 1L; seq <= 100; seq++) {
            event(seq, new MemberAdded("user-" + seq, MemberRole.PARTICIPANT, seq));
        }
        driver.pass(Duration.ofSeconds(20));
        assertEquals(List.of(), receipts());
        assertEquals(100, counted("events", "unchanged"));
    }

    @Test
    void countsWhatCameOfEachRecord() {
        event(20, new MemberLeft("al", 1L));
        read("al", 10);
        read("bo", 10);
        read("bo", 9);
        assertEquals(1, counted("receipts-in", "membership-ended"));
        assertEquals(1, counted("receipts-in", "moved"));
        assertEquals(1, counted("receipts-in", "unchanged"));
        driver.pass(TICK);
        assertEquals(
                1,
                driver.metrics()
                        .emitted()
                        .labelValues("receipts", "sink-receipts")
                        .get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "000000000100", "0000000063616263"})
    void keepsWhatItCannotReadAndGoesOn(String hex) {
        driver.writeBytes(Topics.RECEIPTS_IN, KEY, HexFormat.of().parseHex(hex));
        driver.writeBytes(Topics.EVENTS, KEY, HexFormat.of().parseHex(hex));
        read("al", 10);
        driver.pass(TICK);
        var letters = driver.deadLetters();
        assertEquals(
                List.of("receipts-in", "events"),
                letters.stream().map(letter -> letter.getTopic()).toList());
        assertTrue(letters.stream().allMatch(letter -> letter.getCause().equals("malformed")));
        assertEquals(1, receipts().size());
    }

    @Test
    void refusesARecordThatSpeaksForAnotherTenantThanItsKey() {
        driver.write(Topics.RECEIPTS_IN, Keys.of("other", TEAM), receipt("al", 10));
        driver.write(Topics.RECEIPTS_IN, null, receipt("al", 10));
        driver.pass(TICK);
        assertEquals(
                List.of("key-mismatch", "key-mismatch"),
                driver.deadLetters().stream().map(letter -> letter.getCause()).toList());
        assertEquals(List.of(), receipts());
    }

    @Test
    void skipsNothingWhenTheRegistryDoesNotAnswer() {
        var bytes = driver.bytes(Topics.RECEIPTS_IN, receipt("al", 10));
        driver.stopRegistry();
        assertThrows(Exception.class, () -> driver.writeBytes(Topics.RECEIPTS_IN, KEY, bytes));
        assertFalse(driver.metrics()
                .deadLetters()
                .collect()
                .getDataPoints()
                .iterator()
                .hasNext());
    }

    private double counted(String topic, String result) {
        return driver.metrics().folded().labelValues("receipts", topic, result).get();
    }

    private void read(String user, long upTo) {
        driver.write(Topics.RECEIPTS_IN, KEY, receipt(user, upTo));
    }

    private static ReceiptAction receipt(String user, long upTo) {
        return ReceiptAction.newBuilder()
                .setTenant("acme")
                .setConversation(TEAM)
                .setUser(user)
                .setMemberSince(5)
                .setReadUpTo(upTo)
                .build();
    }

    private void sent(String user, long seq, @Nullable String parentId) {
        driver.write(Topics.EVENTS, KEY, EventSamples.event(TEAM, user, seq, 1, EventSamples.message(parentId)));
    }

    private void event(long seq, Object body) {
        driver.write(Topics.EVENTS, KEY, EventSamples.event(TEAM, seq, 0, body));
    }

    private List<Receipt> receipts() {
        return driver.read(Topics.RECEIPTS);
    }
}
