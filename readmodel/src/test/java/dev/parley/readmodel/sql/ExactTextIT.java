package dev.parley.readmodel.sql;

import static dev.parley.readmodel.Samples.TENANT;
import static dev.parley.readmodel.Samples.message;
import static dev.parley.readmodel.Samples.row;
import static dev.parley.readmodel.Samples.user;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.TestDatabase;
import dev.parley.readmodel.read.MembershipStore.Membership;
import dev.parley.readmodel.read.UserStore.StoredUser;
import dev.parley.readmodel.write.LogRecord;
import dev.parley.readmodel.write.LogRecord.EventRecord;
import dev.parley.readmodel.write.WriteResult.Written;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes out of the store is what went in, byte for byte. */
class ExactTextIT {
    private static final int MOST_BYTES = 65_536;

    private TestDatabase database;
    private ReadModel model;
    private SqlReadModelWriter writer;

    @BeforeEach
    void open() {
        database = TestDatabase.empty("exact_text");
        model = ReadModel.open(database.settings());
        writer = SqlReadModelWriter.open(database.settings());
    }

    @AfterEach
    void close() {
        writer.close();
        model.close();
    }

    @Test
    void keepsTextsThatStoresLikeToChange() {
        var texts = List.of(
                "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \uD83C\uDDFA\uD83C\uDDE6",
                "e\u0301 is not \u00e9",
                "trailing   ",
                "  leading and\ttabs\t\r\n",
                "back\\slash 'quote' \"double\" `tick` %_ \\' ; -- #",
                "\u202Eright to left\u202C \u200B\uFEFF\u00AD",
                "\u0001\u0008\u001A\u007F\u0085\u2028",
                "\u0000 in between \u0000",
                "?, (?), VALUES(seq), :name, {d '2026-01-01'}",
                "\uD83D\uDE00".repeat(MOST_BYTES / 4),
                "a");
        write(rows(texts));
        var stored = model.messages().after(TENANT, "g:team", 0, 100);
        for (var i = 0; i < texts.size(); i++) {
            assertArrayEquals(
                    texts.get(i).getBytes(UTF_8),
                    String.valueOf(stored.get(i).text()).getBytes(UTF_8),
                    "text " + i);
        }
    }

    @Test
    void keepsEveryCodePoint() {
        var texts = new ArrayList<String>();
        for (var from = 0; from <= Character.MAX_CODE_POINT; from += 0x4000) {
            texts.add(IntStream.range(from, from + 0x4000)
                    .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining()));
        }
        write(rows(texts));
        var stored = model.messages().after(TENANT, "g:team", 0, 1000);
        for (var i = 0; i < texts.size(); i++) {
            assertEquals(texts.get(i), stored.get(i).text(), "code points from " + i * 0x4000);
        }
    }

    @Test
    void keepsTheBytesOfEveryEvent() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var rows = IntStream.rangeClosed(1, 50)
                .mapToObj(seq -> randomBytes(random, seq))
                .toList();
        write(rows);
        var stored = model.events().after(TENANT, "g:team", 0, 100);
        for (var i = 0; i < rows.size(); i++) {
            assertArrayEquals(((EventRecord) rows.get(i)).bytes(), stored.get(i).bytes(), "seed " + seed);
        }
    }

    @Test
    void tellsIdsApartByCaseAndAccents() {
        write(List.of(
                row(0, user("Bob", 1, "upper")),
                row(1, user("bob", 1, "lower")),
                row(2, user("b\u00f6b", 1, "umlaut")),
                row(3, user("\u00dfeta", 1, "sharp")),
                row(4, user("sseta", 1, "plain"))));
        assertEquals("upper", model.users().find(TENANT, "Bob").orElseThrow().name());
        assertEquals("lower", model.users().find(TENANT, "bob").orElseThrow().name());
        assertTrue(model.users().find(TENANT, "BOB").isEmpty());
        assertTrue(model.users().find("ACME", "bob").isEmpty());
        assertEquals(5, model.users().page(TENANT, null, 10).size());
    }

    @Test
    void pagesIdsInTheOrderOfTheirBytes() {
        var ids = List.of("\uFFFDx", "\uD83D\uDE00x", "z", "a", "Z", "a!", "\u00e9", "ab", "a~", "~");
        for (var id : ids) {
            write(List.of(row(0, user(id, 1, "n"))));
        }
        var expected = ids.stream()
                .sorted(Comparator.comparing(id -> id.getBytes(UTF_8), Arrays::compareUnsigned))
                .toList();
        var paged = new ArrayList<String>();
        for (var page = model.users().page(TENANT, null, 3);
                !page.isEmpty();
                page = model.users().page(TENANT, paged.getLast(), 3)) {
            page.stream().map(StoredUser::id).forEach(paged::add);
        }
        assertEquals(expected, paged);
    }

    @Test
    void takesTheLongestIds() {
        var alice = "\uD83D\uDE00".repeat(32);
        var bob = "b".repeat(128);
        var conversation = "d:" + bob + ":" + alice;
        write(List.of(row(0, message(conversation, 1, "hi"))));
        assertEquals(
                new Membership(conversation, alice, "participant", true, 1, 0, 0, 1),
                model.memberships().find(TENANT, conversation, alice).orElseThrow());
    }

    private static List<LogRecord> rows(List<String> texts) {
        return IntStream.range(0, texts.size())
                .mapToObj(i -> row(i, message("g:team", i + 1, texts.get(i))))
                .toList();
    }

    private static LogRecord randomBytes(Random random, int seq) {
        var bytes = new byte[1 + random.nextInt(MOST_BYTES)];
        random.nextBytes(bytes);
        var row = (EventRecord) row(seq, message("g:team", seq, "x"));
        return new EventRecord(row.partition(), row.offset(), row.event(), bytes);
    }

    private void write(List<LogRecord> rows) {
        assertEquals(new Written(), writer.write(rows));
    }
}
