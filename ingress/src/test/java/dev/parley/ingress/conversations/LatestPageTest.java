package dev.parley.ingress.conversations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.ingress.conversations.LatestPage.Item;
import dev.parley.ingress.messages.MessageViews;
import dev.parley.readmodel.read.MessageStore.Pin;
import dev.parley.readmodel.read.MessageStore.ReactionCount;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import dev.parley.readmodel.read.MessageStore.StoredThread;
import dev.parley.schemas.Attachment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class LatestPageTest {
    private static final LatestPage PAGE =
            new LatestPage(List.of(new Item(1L << 40, utf8("{\"text\":\"é👍\"}")), new Item(3, utf8("{}"))));

    private static final String GOLDEN = """
            {"id":"0199a1b2-0000-7000-8000-000000000001","conversation":"g:team","seq":4,"messageNo":3,"sender":"alice",\
            "at":"2026-11-22T10:00:00.123Z","kind":"text","text":"hi","data":{"a":1},\
            "attachments":[{"url":"https://x/y","name":"y","contentType":"image/png","size":10,"width":1,"height":2,"durationMs":3,"thumbnailUrl":"https://x/z"}],\
            "mentions":["bob"],"tags":["tag"],"metadata":{"b":2},"parentId":"parent","replyToId":"other","expiresAt":"2026-11-22T10:00:00.123Z",\
            "clientMsgId":"c1","edited":true,"deleted":false,"editedAt":"2026-11-22T10:00:00.123Z","version":7,\
            "reactions":[{"emoji":"\\uD83D\\uDC4D","count":2}],"pinned":{"by":"bob","at":"2026-11-22T10:00:00.123Z"},\
            "thread":{"replies":1,"lastReplyAt":"2026-11-22T10:00:00.123Z","lastReplySeq":6}}""";

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<LatestPage> read(byte[] bytes) {
        return LatestPage.FORMAT.read(ByteBuffer.wrap(bytes));
    }

    /** Nodes of two versions share pages, so what looks different needs other keys. */
    @Test
    void hasAnotherKeyWhereMessagesLookDifferent() {
        var at = Instant.parse("2026-11-22T10:00:00.123Z");
        var message = new StoredMessage(
                "0199a1b2-0000-7000-8000-000000000001",
                "g:team",
                4,
                3,
                "alice",
                at,
                "text",
                "hi",
                "{\"a\":1}",
                List.of("bob"),
                List.of("tag"),
                "{\"b\":2}",
                "parent",
                "other",
                "c1",
                at,
                null,
                7,
                9,
                List.of(new Attachment("https://x/y", "y", "image/png", 10L, 1, 2, 3L, "https://x/z")),
                List.of(new ReactionCount("👍", 2)),
                new Pin("bob", at, 8),
                new StoredThread(1, at, 6),
                at);
        assertEquals(
                "parley:page:1: " + GOLDEN,
                LatestPages.KEY + " " + new String(MessageViews.of(message).toJson(), StandardCharsets.UTF_8),
                "Give LatestPages.KEY its next number, and this test both.");
    }

    @Test
    void isReadAsItWasWritten() {
        var read = read(LatestPage.FORMAT.write(PAGE)).orElseThrow().messages();
        assertEquals(List.of(1L << 40, 3L), read.stream().map(Item::seq).toList());
        assertArrayEquals(PAGE.messages().getFirst().json(), read.getFirst().json());
        assertArrayEquals(PAGE.messages().getLast().json(), read.getLast().json());
        assertEquals(
                List.of(),
                read(LatestPage.FORMAT.write(new LatestPage(List.of())))
                        .orElseThrow()
                        .messages());
    }

    @Test
    void isNothingWhereBytesAreMissingOrLeft() {
        var whole = LatestPage.FORMAT.write(PAGE);
        for (var length = 0; length < whole.length; length++) {
            assertEquals(Optional.empty(), read(Arrays.copyOf(whole, length)), length + " bytes");
        }
        assertEquals(Optional.empty(), read(Arrays.copyOf(whole, whole.length + 1)));
    }

    @Test
    void bearsAnyBytes() {
        var seed = ThreadLocalRandom.current().nextLong();
        var random = new Random(seed);
        for (var i = 0; i < 10_000; i++) {
            var bytes = LatestPage.FORMAT.write(PAGE);
            for (var flips = random.nextInt(4); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            read(bytes).ifPresent(page -> assertEquals(2, page.messages().size(), "seed " + seed));
        }
    }
}
