package dev.parley.wsfanout;

import static dev.parley.wsfanout.LiveSockets.live;
import static dev.parley.wsfanout.LiveSockets.settle;
import static dev.parley.wsfanout.RunningNode.OTHER_TENANT;
import static dev.parley.wsfanout.RunningNode.TENANT;
import static dev.parley.wsfanout.stream.SampleEvents.created;
import static dev.parley.wsfanout.stream.SampleEvents.joined;
import static dev.parley.wsfanout.stream.SampleEvents.left;
import static dev.parley.wsfanout.stream.SampleEvents.message;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.schemas.Ephemeral;
import dev.parley.schemas.Transient;
import dev.parley.schemas.Typing;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.wsfanout.stream.SampleEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients are shown of who types, and of what applications show. Group x is small; Ann and Bob are in it, and talk. */
class EphemeralSignalsTest {
    private static final String GROUP = "g:x";
    private static final String LARGE = "g:large";
    private static final String DIRECT = "d:ann:bob";
    private static final Instant AT = InMemoryEphemeral.AT;

    private RunningNode node;

    @BeforeEach
    void start() {
        node = RunningNode.start();
        node.signals.sizes.put("acme/large", 201L);
        node.signals.sizes.put("acme/x", 200L);
        node.log.append(
                created(TENANT, GROUP, 1, "ann"),
                joined(TENANT, GROUP, 2, "ann"),
                joined(TENANT, GROUP, 3, "bob"),
                message(TENANT, GROUP, 4),
                message(TENANT, DIRECT, 1));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private static Ephemeral typing(String conversation, String user, boolean isOn) {
        return new Ephemeral(TENANT, conversation, user, new Typing(isOn));
    }

    private void show(String conversation, String user, boolean isOn) {
        node.signals.ephemeral.show(typing(conversation, user, isOn), AT);
    }

    private static void expect(TestSocket socket, String users, int count) {
        var frame = socket.expect("typing");
        assertEquals(users, frame.path("users").toString());
        assertEquals(count, frame.path("count").intValue());
        assertEquals(count > 0, frame.path("on").booleanValue());
    }

    /** The size of a group is asked for when somebody types; until it is known, it is shown as a large one. */
    private void awaitSize(TestSocket... members) {
        show(GROUP, "zed", true);
        for (var member : members) {
            while (member.expect("typing").has("count")) {}
        }
    }

    @Test
    void showTheOthersEachThatTypesInASmallGroup() {
        try (var phone = live(node, "ann");
                var laptop = live(node, "ann");
                var bob = live(node, "bob")) {
            awaitSize(phone, laptop, bob);
            show(GROUP, "ann", true);
            assertEquals(
                    "{\"type\":\"typing\",\"conversation\":\"g:x\",\"users\":[\"ann\"],\"on\":true,\"expiresInMs\":5000}",
                    bob.expect("typing").toString());
            show(GROUP, "ann", false);
            assertEquals(
                    "{\"type\":\"typing\",\"conversation\":\"g:x\",\"users\":[\"ann\"],\"on\":false}",
                    bob.expect("typing").toString());
            settle(node);
            phone.expectNothing();
            laptop.expectNothing();
        }
    }

    @Test
    void showTheOthersWhatAnApplicationShows() {
        try (var phone = live(node, "ann");
                var laptop = live(node, "ann");
                var bob = live(node, "bob")) {
            for (var conversation : List.of(GROUP, DIRECT)) {
                var data = "{\"n\":1.50,\"q\":\"\\\"é\"}";
                node.signals.ephemeral.show(new Ephemeral(TENANT, conversation, "ann", new Transient(data)), AT);
                assertEquals(
                        "{\"type\":\"transient\",\"conversation\":\"" + conversation
                                + "\",\"user\":\"ann\",\"data\":{\"n\":1.5,\"q\":\"\\\"é\"},\"at\":\"2999-11-27T06:00:00.000Z\"}",
                        bob.expect("transient").toString());
            }
            settle(node);
            phone.expectNothing();
            laptop.expectNothing();
        }
    }

    @Test
    void showALargeGroupAsAWholeAndNobodyThemselves() {
        node.log.append(created(TENANT, LARGE, 1, "ann"));
        var names = List.of("ann", "bob", "cem", "dan", "eve");
        for (var i = 0; i < names.size(); i++) {
            node.log.append(joined(TENANT, LARGE, i + 2L, names.get(i)));
        }
        var sockets = new ArrayList<TestSocket>();
        names.forEach(name -> sockets.add(live(node, name)));
        show(LARGE, "ann", true);
        sockets.stream().skip(1).forEach(socket -> expect(socket, "[\"ann\"]", 1));
        List.of("bob", "cem", "dan", "zed").forEach(user -> show(LARGE, user, true));
        settle(node);
        sockets.forEach(TestSocket::expectNothing);
        node.signals.advance(Duration.ofSeconds(2));
        expect(sockets.get(0), "[\"bob\",\"cem\",\"dan\"]", 4);
        expect(sockets.get(1), "[\"ann\",\"cem\",\"dan\"]", 4);
        expect(sockets.get(2), "[\"ann\",\"bob\",\"dan\"]", 4);
        expect(sockets.get(3), "[\"ann\",\"bob\",\"cem\"]", 4);
        expect(sockets.get(4), "[\"ann\",\"bob\",\"cem\"]", 5);
        List.of("ann", "bob", "dan", "zed").forEach(user -> show(LARGE, user, false));
        settle(node);
        node.signals.advance(Duration.ofSeconds(2));
        for (var i : List.of(0, 1, 3, 4)) {
            expect(sockets.get(i), "[\"cem\"]", 1);
        }
        expect(sockets.get(2), "[]", 0);
        show(LARGE, "cem", false);
        settle(node);
        node.signals.advance(Duration.ofSeconds(2));
        for (var i : List.of(0, 1, 3, 4)) {
            expect(sockets.get(i), "[]", 0);
        }
        settle(node);
        sockets.forEach(TestSocket::expectNothing);
        sockets.forEach(TestSocket::close);
    }

    @Test
    void goToNobodyElse() {
        node.log.append(
                joined(TENANT, GROUP, 5, "cem"),
                left(TENANT, GROUP, 6, "cem"),
                created(OTHER_TENANT, GROUP, 1, "ann"),
                joined(OTHER_TENANT, GROUP, 2, "bob"),
                message(OTHER_TENANT, DIRECT, 1));
        try (var former = live(node, "cem");
                var stranger = live(node, "dan");
                var otherAnn = live(node, OTHER_TENANT, "ann");
                var otherBob = live(node, OTHER_TENANT, "bob");
                var bob = live(node, "bob")) {
            awaitSize(bob);
            for (var conversation : List.of(GROUP, DIRECT, "d:ann:zed")) {
                show(conversation, "ann", true);
                node.signals.ephemeral.show(new Ephemeral(TENANT, conversation, "ann", new Transient("{}")), AT);
            }
            var types = new ArrayList<String>();
            for (var i = 0; i < 4; i++) {
                types.add(bob.nextText().path("type").textValue());
            }
            // What waits for its turn is sent by kind.
            Collections.sort(types);
            assertEquals(List.of("transient", "transient", "typing", "typing"), types);
            settle(node);
            for (var other : new TestSocket[] {former, stranger, otherAnn, otherBob, bob}) {
                other.expectNothing();
            }
        }
    }

    @Test
    void endWithTheMembership() {
        try (var ann = live(node, "ann");
                var bob = live(node, "bob")) {
            awaitSize(ann, bob);
            node.log.append(left(TENANT, GROUP, 5, "bob"));
            bob.events(GROUP, 1);
            ann.events(GROUP, 1);
            show(GROUP, "ann", true);
            show(GROUP, "bob", true);
            assertEquals("[\"bob\"]", ann.expect("typing").path("users").toString());
            settle(node);
            bob.expectNothing();
        }
    }

    @Test
    void areReadOnlyWhereTheyConcernAnybody() {
        var garbage = "garbage".getBytes(StandardCharsets.UTF_8);
        try (var ann = live(node, "ann")) {
            for (var key : new String[] {"acme/g:y", "acme/d:bob:cem", "globex/g:x", "globex/d:ann:bob", "acme/"}) {
                node.signals.ephemeral.show(key.getBytes(StandardCharsets.UTF_8), garbage, AT);
            }
            settle(node);
            assertEquals(0, node.metric("parley_ws_fanout_signals_dropped"));
            for (var key : new String[] {"acme/g:x", "acme/d:ann:bob", "acme/d:aaa:ann", "ann", ""}) {
                node.signals.ephemeral.show(key.getBytes(StandardCharsets.UTF_8), garbage, AT);
            }
            settle(node);
            assertEquals(5, node.metric("parley_ws_fanout_signals_dropped"));
            ann.expectNothing();
        }
    }

    @Test
    void areRefusedWhereKeyAndValueDisagree() {
        try (var ann = live(node, "ann")) {
            var value =
                    InMemoryEphemeral.record(typing("g:secret", "bob", true)).value();
            node.signals.ephemeral.show(Keys.of(TENANT, GROUP), value, AT);
            node.signals.ephemeral.show(
                    Keys.of(TENANT, GROUP),
                    InMemoryEphemeral.record(new Ephemeral(OTHER_TENANT, GROUP, "bob", new Typing(true)))
                            .value(),
                    AT);
            settle(node);
            ann.expectNothing();
            assertEquals(2, node.metric("parley_ws_fanout_signals_dropped"));
        }
    }

    @Test
    void arePassedOverWhereTheyAreOld() {
        try (var ann = live(node, "ann")) {
            node.signals.ephemeral.show(
                    typing(DIRECT, "bob", true), node.clock.instant().minusSeconds(6));
            node.signals.ephemeral.show(
                    new Ephemeral(TENANT, DIRECT, "bob", new Transient("{}")),
                    node.clock.instant().minusSeconds(6));
            settle(node);
            ann.expectNothing();
            assertEquals(2, node.metric("parley_ws_fanout_signals_dropped"));
        }
    }

    @Test
    void arePassedOverWhereANewerVersionShowsMore() {
        var drawing = SchemaBuilder.record("Drawing")
                .namespace("dev.parley.schemas")
                .fields()
                .requiredString("line")
                .endRecord();
        var known = Ephemeral.getClassSchema();
        var branches = new ArrayList<>(known.getField("body").schema().getTypes());
        branches.add(drawing);
        var fields = known.getFields().stream()
                .map(field -> new Schema.Field(
                        field, field.name().equals("body") ? Schema.createUnion(branches) : field.schema()))
                .toList();
        var newer = Schema.createRecord(known.getName(), null, known.getNamespace(), false, fields);
        var writer = new AvroWriter<Ephemeral>(SampleEvents.REGISTRY, "newer-ephemeral", newer);
        var line = new GenericRecordBuilder(drawing).set("line", "x").build();
        var record = new Ephemeral(TENANT, DIRECT, "bob", line);
        try (var ann = live(node, "ann")) {
            node.signals.ephemeral.show(Keys.of(TENANT, DIRECT), writer.write(record), AT);
            show(DIRECT, "bob", true);
            ann.expect("typing");
            assertEquals(0, node.metric("parley_ws_fanout_signals_dropped"));
        }
    }
}
