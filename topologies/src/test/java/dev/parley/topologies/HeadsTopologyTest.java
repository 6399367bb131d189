package dev.parley.topologies;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.schemas.Conversation;
import dev.parley.schemas.Event;
import dev.parley.schemas.Member;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.fold.EventSamples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeadsTopologyTest {
    private static final String CHAT = "d:al:bo";
    private static final byte[] KEY = Keys.of("acme", CHAT);

    private final FoldDriver driver = new FoldDriver(new HeadsFeature());

    @AfterEach
    void closeDriver() {
        driver.close();
    }

    @Test
    void writesMembershipsAtOnceAndTheConversationOnceInAWhile() {
        for (var seq = 1; seq <= 10; seq++) {
            driver.write(Topics.EVENTS, KEY, EventSamples.event(CHAT, seq, seq, EventSamples.message(null)));
        }
        assertEquals(
                List.of("al", "bo"),
                driver.<Member>read(Topics.MEMBERS).stream()
                        .map(Member::getUser)
                        .toList());
        driver.pass(Duration.ofMillis(1_500));
        assertEquals(List.of(), driver.read(Topics.CONVERSATIONS));
        driver.pass(Duration.ofMillis(500));
        var told = driver.<Conversation>read(Topics.CONVERSATIONS);
        assertEquals(List.of(10L), told.stream().map(Conversation::getSeq).toList());
        driver.pass(Duration.ofSeconds(60));
        assertEquals(List.of(), driver.read(Topics.CONVERSATIONS));
    }

    @Test
    void keepsWhatItCannotReadAndGoesOn() {
        driver.writeBytes(Topics.EVENTS, KEY, "no record".getBytes(StandardCharsets.UTF_8));
        driver.write(Topics.EVENTS, Keys.of("other", CHAT), EventSamples.event(CHAT, 1, 1, EventSamples.message(null)));
        driver.write(Topics.EVENTS, KEY, EventSamples.event(CHAT, 1, 1, EventSamples.message(null)));
        assertEquals(
                List.of("malformed", "key-mismatch"),
                driver.deadLetters().stream().map(letter -> letter.getCause()).toList());
        assertEquals(2, driver.read(Topics.MEMBERS).size());
    }

    @Test
    void movesTheHeadWithAKindOfALaterVersion() throws Exception {
        var later = withAKindMore();
        var event = new GenericData.Record(later);
        var known = EventSamples.event(CHAT, 1, 0, EventSamples.message(null));
        for (var field : later.getFields()) {
            event.put(field.pos(), known.get(field.pos()));
        }
        event.put("at", EventSamples.at(1));
        event.put("content", null);
        event.put(
                "body",
                new GenericData.Record(
                        later.getField("body").schema().getTypes().getLast()));
        driver.writeBytes(Topics.EVENTS, KEY, driver.bytes(Topics.EVENTS, later, event));
        driver.pass(Duration.ofSeconds(2));
        assertEquals(List.of(), driver.deadLetters());
        assertEquals(
                1, driver.<Conversation>read(Topics.CONVERSATIONS).getFirst().getSeq());
    }

    /** The schema of events, in which something else may happen too. */
    private static Schema withAKindMore() {
        var schema = Event.getClassSchema();
        var fields = new ArrayList<Schema.Field>();
        for (var field : schema.getFields()) {
            if (field.name().equals("body")) {
                var kinds = new ArrayList<>(field.schema().getTypes());
                kinds.add(Schema.createRecord("FromTheFuture", null, schema.getNamespace(), false, List.of()));
                fields.add(new Schema.Field(field, Schema.createUnion(kinds)));
            } else {
                fields.add(new Schema.Field(field, field.schema()));
            }
        }
        return Schema.createRecord(schema.getName(), null, schema.getNamespace(), false, fields);
    }
}
