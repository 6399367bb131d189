package dev.parley.bench.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScriptTest {
    private final List<ChatLine> lines = new ArrayList<>();

    @Test
    void letsWhoeverSpeaksWithoutHavingJoinedJoinFirst() {
        says("ann", "hello", null);

        assertEquals(
                List.of(
                        "run-d-0-user ann Appear[name=ann]",
                        "run-d-0-join ann Join[]",
                        "run-d-0 ann Say[text=hello, links=[]]"),
                steps());
    }

    @Test
    void keepsTheUserIdOverARename() {
        moves(ChatLine.Kind.JOIN, "ann");
        add(ChatLine.Kind.RENAME, "ann", "ann|away", null);
        says("ann|away", "still me", null);
        moves(ChatLine.Kind.LEAVE, "ann|away");

        assertEquals(
                List.of(
                        "run-d-0-user ann Appear[name=ann]",
                        "run-d-0 ann Join[]",
                        "run-d-1 ann Rename[name=ann|away]",
                        "run-d-2 ann Say[text=still me, links=[]]",
                        "run-d-3 ann Leave[]"),
                steps());
    }

    @Test
    void linksRepliesAndDropsLinksToWhatNobodySaid() {
        moves(ChatLine.Kind.JOIN, "ann");
        says("ann", "anybody?", null);
        says("ann", "me", 1);
        says("ann", "what?", 0);
        says("ann", "never", 99);
        says("ann", " ", null);
        says("ann", "nothing", 5);

        var script = script();

        assertEquals(
                "run-d-2 ann Say[text=me, links=[to run-d-1, in run-d-1]]",
                text(script.steps().get(3)));
        assertEquals(
                "run-d-3 ann Say[text=what?, links=[]]", text(script.steps().get(4)));
        assertEquals(3, script.notes().deadLinks());
        assertEquals(1, script.notes().replies());
    }

    @Test
    void putsAWholeChainOfAnswersIntoTheThreadOfItsFirstMessage() {
        says("ann", "anybody?", null);
        says("ann", "me", 0);
        says("ann", "who?", 1);
        says("ann", "and me", 0);

        var said = steps().subList(2, 6);

        assertEquals(
                List.of(
                        "run-d-0 ann Say[text=anybody?, links=[]]",
                        "run-d-1 ann Say[text=me, links=[to run-d-0, in run-d-0]]",
                        "run-d-2 ann Say[text=who?, links=[to run-d-1, in run-d-0]]",
                        "run-d-3 ann Say[text=and me, links=[to run-d-0, in run-d-0]]"),
                said);
    }

    @Test
    void namesWhomALineIsAddressedTo() {
        says("ann", "hi all", null);
        add(ChatLine.Kind.RENAME, "ann", "ann|away", null);
        says("bob", "ann|away: hello", null);
        says("bob", "ann, hello", null);
        says("bob", "cleo: hello", null);
        says("bob", "bob: hello", null);
        says("bob", "http://x ann: hello", null);

        var links = script().steps().stream()
                .filter(step -> step.user().equals("bob") && step.text() != null)
                .map(step -> text(step).replaceFirst(".*links=", ""))
                .toList();

        assertEquals(List.of("[names ann]]", "[names ann]]", "[]]", "[]]", "[]]"), links);
    }

    @Test
    void doesNotJoinTwiceNorLeaveWithoutHavingJoined() {
        moves(ChatLine.Kind.LEAVE, "stranger");
        moves(ChatLine.Kind.JOIN, "ann");
        moves(ChatLine.Kind.JOIN, "ann");

        assertEquals(List.of("run-d-1-user ann Appear[name=ann]", "run-d-1 ann Join[]"), steps());
        assertEquals(2, script().notes().idleMoves());
    }

    @Test
    void makesIllegalNicksLegalAndCountsThem() {
        says("bur[n] er", "hot", null);
        says("a/b:c", "odd", null);

        assertEquals("run-d-0 bur[n]~20er Say[text=hot, links=[]]", steps().get(2));
        assertEquals("run-d-1 a~2fb~3ac Say[text=odd, links=[]]", steps().get(5));
        assertEquals(2, script().notes().illegalNicks());
    }

    @Test
    void keepsActionsAndBlankTextsAsMessages() {
        add(ChatLine.Kind.ACTION, "ann", "waves", null);
        says("ann", "  ", null);

        assertEquals("run-d-0 ann Say[text=waves, links=[]]", steps().get(2));
        assertEquals("run-d-1 ann Say[text=  , links=[]]", steps().get(3));
    }

    private void says(String nick, String text, @Nullable Integer replyTo) {
        add(ChatLine.Kind.MESSAGE, nick, text, replyTo);
    }

    private void moves(ChatLine.Kind kind, String nick) {
        add(kind, nick, "", null);
    }

    private void add(ChatLine.Kind kind, String nick, String text, @Nullable Integer replyTo) {
        lines.add(new ChatLine("d", lines.size(), "10:00", kind, nick, text, replyTo));
    }

    private Script script() {
        return Script.of("run", lines);
    }

    private List<String> steps() {
        return script().steps().stream().map(ScriptTest::text).toList();
    }

    private static String text(Step step) {
        var act = step.act() instanceof Step.Act.Say(var said, var links)
                ? "Say[text=" + said + ", links=" + text(links) + "]"
                : step.act().toString();
        return step.id() + " " + step.user() + " " + act;
    }

    private static String text(Step.Links links) {
        return Stream.of(
                        part("to ", links.replyTo()),
                        part("in ", links.parent()),
                        String.join(
                                " ",
                                links.mentions().stream()
                                        .map(user -> part("names ", user))
                                        .toList()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String part(String what, @Nullable String value) {
        return value == null ? "" : what + value;
    }
}
