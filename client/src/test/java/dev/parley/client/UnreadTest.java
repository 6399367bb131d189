package dev.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.parley.client.Unread.Counts;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnreadTest {
    /** Of ann, who joined at seq 1. */
    private final Unread unread = new Unread("ann", 1);

    interface Step extends Consumer<Unread> {}

    static Stream<Arguments> conversations() {
        return Stream.of(
                Arguments.of("nothing", List.of(), new Counts(0, 0, false)),
                Arguments.of("two of others", List.of(said(2, "bob"), said(3, "cleo")), new Counts(2, 0, false)),
                Arguments.of("read one", List.of(said(2, "bob"), said(3, "bob"), read(2)), new Counts(1, 0, false)),
                Arguments.of("never lowers", List.of(said(2, "bob"), said(3, "bob"), read(3), read(2)), counts(0)),
                Arguments.of("sending reads", List.of(said(2, "bob"), said(3, "ann"), said(4, "bob")), counts(1)),
                Arguments.of("replies", List.of(said(2, "bob"), reply(3, "bob", "m2")), counts(1)),
                Arguments.of("own reply reads nothing", List.of(said(2, "bob"), reply(3, "ann", "m2")), counts(1)),
                Arguments.of("deleted", List.of(said(2, "bob"), said(3, "bob"), deleted(4, 2)), counts(1)),
                Arguments.of("deleted after it was read", List.of(said(2, "bob"), read(2), deleted(3, 2)), counts(0)),
                Arguments.of("own deleted", List.of(said(2, "ann"), said(3, "bob"), deleted(4, 2)), counts(1)),
                Arguments.of("other events", List.of(event(2, "message.pinned"), event(3, "new.kind")), counts(0)));
    }

    static Stream<Arguments> mentionsAndMarks() {
        return Stream.of(
                Arguments.of("named", List.of(named(2, "bob", "ann"), said(3, "bob")), new Counts(2, 1, false)),
                Arguments.of("another named", List.of(named(2, "bob", "cleo")), new Counts(1, 0, false)),
                Arguments.of("all named", List.of(calledAll(2)), new Counts(1, 1, false)),
                Arguments.of(
                        "all named, edited otherwise",
                        List.of(calledAll(2), edited(3, 2, null)),
                        new Counts(1, 1, false)),
                Arguments.of("all no longer named", List.of(calledAll(2), edited(3, 2, List.of())), counts(1)),
                Arguments.of("no longer named", List.of(named(2, "bob", "ann"), edited(3, 2, List.of())), counts(1)),
                Arguments.of(
                        "named later", List.of(said(2, "bob"), edited(3, 2, List.of("ann"))), new Counts(1, 1, false)),
                Arguments.of(
                        "edited otherwise",
                        List.of(named(2, "bob", "ann"), edited(3, 2, null)),
                        new Counts(1, 1, false)),
                Arguments.of(
                        "marked", List.of(said(2, "bob"), said(3, "bob"), read(3), marked(2)), new Counts(1, 0, true)),
                Arguments.of(
                        "own message before the mark",
                        List.of(said(2, "bob"), said(3, "ann"), marked(1)),
                        new Counts(1, 0, true)),
                Arguments.of(
                        "own message after the mark",
                        List.of(said(2, "bob"), marked(1), said(3, "ann"), said(4, "bob")),
                        counts(1)),
                Arguments.of("read after the mark", List.of(said(2, "bob"), marked(1), read(2)), counts(0)),
                Arguments.of(
                        "joined again",
                        List.of(said(2, "bob"), left(3, "ann"), said(4, "bob"), joined(5, "ann"), said(6, "bob")),
                        counts(1)),
                Arguments.of("others move", List.of(said(2, "bob"), joined(3, "cleo"), left(4, "bob")), counts(1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"conversations", "mentionsAndMarks"})
    void reckonsAConversation(String what, List<Step> steps, Counts expected) {
        steps.forEach(step -> step.accept(unread));

        assertEquals(expected, unread.counts(), what);
    }

    static Stream<Arguments> threads() {
        return Stream.of(
                Arguments.of("of others", List.of(said(2, "bob"), reply(3, "cleo", "m2")), Map.of()),
                Arguments.of("of an own message", List.of(said(2, "ann"), reply(3, "bob", "m2")), one(1, 0)),
                Arguments.of(
                        "own reply",
                        List.of(said(2, "bob"), reply(3, "bob", "m2"), reply(4, "ann", "m2"), reply(5, "bob", "m2")),
                        one(1, 0)),
                Arguments.of("followed", List.of(said(2, "bob"), reply(3, "bob", "m2"), follow("m2", true)), one(1, 0)),
                Arguments.of(
                        "no longer followed",
                        List.of(said(2, "ann"), reply(3, "bob", "m2"), follow("m2", false)),
                        Map.of()),
                Arguments.of("named in a reply", List.of(said(2, "bob"), namedIn(3, "m2")), one(1, 1)),
                Arguments.of(
                        "no longer named in a reply",
                        List.of(said(2, "bob"), namedIn(3, "m2"), edited(4, 3, List.of())),
                        Map.of()),
                Arguments.of(
                        "read", List.of(said(2, "ann"), reply(3, "bob", "m2"), namedIn(4, "m2"), readIn(3)), one(1, 1)),
                Arguments.of(
                        "reply deleted",
                        List.of(said(2, "ann"), reply(3, "bob", "m2"), reply(4, "bob", "m2"), deleted(5, 3)),
                        one(1, 0)),
                Arguments.of("conversation read", List.of(said(2, "ann"), reply(3, "bob", "m2"), read(3)), one(1, 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("threads")
    void reckonsThreads(String what, List<Step> steps, Map<String, Counts> expected) {
        steps.forEach(step -> step.accept(unread));

        assertEquals(expected, unread.threads(), what);
    }

    @Test
    void reckonsAsOfAnEarlierSeq() {
        Stream.of(said(2, "bob"), said(3, "bob"), said(4, "bob")).forEach(step -> step.accept(unread));

        assertEquals(counts(1), unread.between(2, 3));
        assertEquals(counts(0), unread.between(4, 3));
    }

    @Test
    void knowsWhoIsGone() {
        joined(2, "ann").accept(unread);
        left(3, "ann").accept(unread);

        assertFalse(unread.isMember());
    }

    private static Counts counts(long messages) {
        return new Counts(messages, 0, false);
    }

    private static Map<String, Counts> one(long messages, long mentions) {
        return Map.of("m2", new Counts(messages, mentions, false));
    }

    private static Step said(long seq, String actor) {
        return created(seq, actor, null, null, false);
    }

    private static Step named(long seq, String actor, String user) {
        return created(seq, actor, null, user, false);
    }

    private static Step calledAll(long seq) {
        return created(seq, "bob", null, null, true);
    }

    private static Step reply(long seq, String actor, String parentId) {
        return created(seq, actor, parentId, null, false);
    }

    private static Step namedIn(long seq, String parentId) {
        return created(seq, "bob", parentId, "ann", false);
    }

    private static Step created(
            long seq, String actor, @Nullable String parentId, @Nullable String mention, boolean mentionsAll) {
        var mentions = mention == null ? null : List.of(mention);
        var details = new EventDetails(parentId, 0, null, null, mentions, mentionsAll);
        return unread ->
                unread.add(new ReceivedEvent("g:t", seq, "e", "message.created", actor, "c", "m" + seq, "hi", details));
    }

    private static Step edited(long seq, long messageSeq, @Nullable List<String> mentions) {
        return about(seq, "message.edited", new EventDetails(null, messageSeq, "bob", null, mentions, false));
    }

    private static Step deleted(long seq, long messageSeq) {
        return about(seq, "message.deleted", new EventDetails(null, messageSeq, "bob", null, null, false));
    }

    private static Step joined(long seq, String user) {
        return about(seq, "member.joined", new EventDetails(null, 0, null, user, null, false));
    }

    private static Step left(long seq, String user) {
        return about(seq, "member.left", new EventDetails(null, 0, null, user, null, false));
    }

    private static Step event(long seq, String kind) {
        return about(seq, kind, EventDetails.NONE);
    }

    private static Step about(long seq, String kind, EventDetails details) {
        return unread -> unread.add(new ReceivedEvent("g:t", seq, "e", kind, "bob", "c", null, null, details));
    }

    private static Step read(long upTo) {
        return unread -> unread.read(upTo);
    }

    private static Step marked(long after) {
        return unread -> unread.markUnread(after);
    }

    private static Step readIn(long upTo) {
        return unread -> unread.readThread("m2", upTo);
    }

    private static Step follow(String parentId, boolean isWanted) {
        return unread -> unread.follow(parentId, isWanted);
    }
}
