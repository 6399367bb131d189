package dev.parley.standalone.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.standalone.guarantee.Ledger;
import dev.parley.testkit.Eventually;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fault 12: what is legal reaches sockets and the store byte for byte, however odd; what is not is refused on both ways in. */
@ExtendWith(SharedPlatform.class)
@TestInstance(Lifecycle.PER_CLASS)
class F12HostileTextIT {
    private static final Map<String, String> TO_BEN = Map.of("user", "ben");

    private final TestPlatform platform;
    private final ChatUser ann;
    private final Follower writer;
    private final Follower reader;

    F12HostileTextIT(TestPlatform platform) {
        this.platform = platform;
        var tenant = platform.tenant("hostile-text");
        ann = tenant.user("ann");
        writer = new Follower(ann, "phone", new Ledger());
        reader = new Follower(tenant.user("ben"), "phone", new Ledger());
    }

    @BeforeAll
    void connect() {
        writer.connect(platform.address());
        reader.connect(platform.address());
    }

    @AfterAll
    void disconnect() {
        writer.disconnect();
        reader.disconnect();
    }

    static Stream<Arguments> legal() {
        return Stream.of(
                Arguments.of("right-to-left", "a\u202E\u05D0\u05D1\u202C\u200Fb"),
                Arguments.of("zero-width", "a\u200B\u200C\u200D\u2060\uFEFFb"),
                Arguments.of("a byte order mark first", "\uFEFFa"),
                Arguments.of("control characters", "a\u0001\u0008\u001B[31m\u007F\u0085b"),
                Arguments.of("line ends", "a\r\nb\rc\u2028d\u2029e\n"),
                Arguments.of("not composed", "e\u0301 \u00E9 \u1E9B\u0323"),
                Arguments.of("a grapheme of 2,001 characters", "z" + "\u0301".repeat(2_000)),
                Arguments.of("a family", "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67"),
                Arguments.of("the last of Unicode", "a\uFFFE\uFFFF\uDBFF\uDFFF"),
                Arguments.of("spaces around", " \t a \u00A0"),
                Arguments.of("markup and SQL", "'; DROP TABLE events; -- <script>\\u0000 %00 ${x} \\"),
                Arguments.of("as long as may be", "\u20AC".repeat(21_845)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("legal")
    void keepsEveryByteOfWhatIsLegal(String name, String text) {
        var overRest = ann.say(TO_BEN, "rest-" + name.replace(' ', '-'), text).expect(201);
        var overSocket = writer.say(TO_BEN, "socket-" + name.replace(' ', '-'), text)
                .path("seq")
                .asLong();

        assertEquals(text, overRest.text("text"));
        for (var seq : new long[] {overRest.number("seq"), overSocket}) {
            assertEquals(text, stored(seq));
            assertEquals(text, seenByReader(seq));
        }
    }

    static Stream<Arguments> illegal() {
        return Stream.of(
                Arguments.of("NUL", "a\\u0000b"),
                Arguments.of("half a character", "a\\uD83Db"),
                Arguments.of("the halves the wrong way round", "\\uDE00\\uD83D"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("illegal")
    void refusesWhatNoStoreCouldKeep(String name, String escaped) {
        var body = "{\"receiver\":{\"user\":\"ben\"},\"text\":\"" + escaped + "\"}";
        var reply = ann.rest().postRaw("/v1/messages", body.getBytes(StandardCharsets.UTF_8));
        assertEquals(400, reply.status(), name);
    }

    private String stored(long seq) {
        var page = ann.rest()
                .get("/v1/conversations/d:ann:ben/messages?limit=1&after=" + (seq - 1) + "&atLeastSeq=" + seq);
        return page.expect(200).body().path("items").path(0).path("text").asText();
    }

    private String seenByReader(long seq) {
        Eventually.isTrue("the event " + seq, Duration.ofSeconds(10), () -> reader.position("d:ann:ben") >= seq);
        return reader.events().stream()
                .filter(event -> event.path("seq").asLong() == seq)
                .map(event -> event.path("data").path("message").path("text").asText())
                .findFirst()
                .orElseThrow();
    }
}
