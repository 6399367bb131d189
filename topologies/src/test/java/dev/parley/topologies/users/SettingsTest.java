package dev.parley.topologies.users;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Accepted;
import dev.parley.schemas.ConversationSettings;
import dev.parley.schemas.Outcome;
import dev.parley.schemas.Rejected;
import dev.parley.schemas.ReplyAddress;
import dev.parley.schemas.UpdateConversationSettings;
import dev.parley.schemas.UserAction;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.topics.Keys;
import dev.parley.topologies.machine.Machine;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.store.InMemoryKeyValues;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What users set on conversations for themselves alone. */
class SettingsTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final String TEAM = "g:team";

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AvroReader<ConversationSettings> settings =
            new AvroReader<>(registry, ConversationSettings.getClassSchema());
    private final AvroReader<Outcome> outcomes = new AvroReader<>(registry, Outcome.getClassSchema());
    private final InMemoryKeyValues state = new InMemoryKeyValues();
    private final Machine<UserAction> machine = UserMachine.factory(registry).apply(state);
    private int actions;

    @Test
    void writesAllSettingsOfAConversationUnderItsUser() {
        send("al", "1", pin(TEAM, true));
        var written = send("al", "2", draft(TEAM, "hi"));

        assertArrayEquals(Keys.of("acme", "al", TEAM), written.getFirst().key());
        assertEquals(
                ConversationSettings.newBuilder()
                        .setTenant("acme")
                        .setUser("al")
                        .setConversation(TEAM)
                        .setPinnedAt(Instant.ofEpochMilli(NOW))
                        .setDraft("hi")
                        .setDraftAt(Instant.ofEpochMilli(NOW))
                        .setVersion(2)
                        .setUpdatedAt(Instant.ofEpochMilli(NOW))
                        .build(),
                settings(written));
        assertEquals(2, accepted(written).getLastSeq());
        assertNull(accepted(written).getRecord());
    }

    @Test
    void answersWhatIsSetAlreadyWithItsVersionAndWritesNothing() {
        var first = send("al", "1", archive(TEAM, true));
        var retry = send("al", "1", archive(TEAM, true));
        send("al", "2", archive("g:other", true));
        var again = send("al", "3", archive(TEAM, true));

        assertEquals(2, first.size());
        assertEquals(1, retry.size(), "only an outcome");
        assertEquals(accepted(first), accepted(retry));
        assertEquals(1, again.size(), "only an outcome");
        assertEquals(1, accepted(again).getLastSeq());
        assertEquals(2, accepted(again).getFirstSeq());
    }

    @Test
    void forgetsSettingsThatSayNothingAgain() {
        send("al", archive(TEAM, true));
        send("al", draft(TEAM, "hi"));
        send("al", pin(TEAM, true));
        assertEquals(1, entries('S'));
        send("al", archive(TEAM, false));
        send("al", draft(TEAM, ""));
        var last = settings(send("al", pin(TEAM, false)));
        assertEquals(0, entries('S'));
        assertFalse(last.getArchived());
        assertNull(last.getPinnedAt());
        assertNull(last.getDraft());
        assertNull(last.getDraftAt());
        assertEquals(6, accepted(send("al", pin(TEAM, false))).getLastSeq(), "no older than what took it off");
        assertEquals(7, settings(send("al", pin(TEAM, true))).getVersion(), "grows though the entry was removed");
    }

    @Test
    void keepsHowFarAConversationIsHidden() {
        send("al", hide(TEAM, 9));
        assertEquals(1, send("al", hide(TEAM, 8)).size());
        send("al", archive(TEAM, true));
        assertEquals(9, settings(send("al", archive(TEAM, false))).getHiddenUpTo());
        assertEquals(10, settings(send("al", hide(TEAM, 10))).getHiddenUpTo());
    }

    @Test
    void hidesNoMoreWhereTheEdgeSawMoreWhenTheSameRequestCameAgain() {
        send("al", "1", hide(TEAM, 9));
        var retry = send("al", "1", hide(TEAM, 12));
        assertEquals(1, retry.size(), "only an outcome");
        assertEquals(1, accepted(retry).getLastSeq());
        assertEquals(9, settings(send("al", "2", archive(TEAM, true))).getHiddenUpTo());
        assertEquals(
                "action-id-reused",
                rejected(send("al", "1", hide("g:other", 9))).getCode());
    }

    @Test
    void keepsUsersApart() {
        send("al", pin(TEAM, true));
        assertEquals(1, settings(send("bo", archive(TEAM, true))).getVersion());
        assertNull(settings(send("bo", archive(TEAM, false))).getPinnedAt());
    }

    @Test
    void refusesMorePinnedConversationsThanAUserMayHave() {
        for (var i = 0; i < SettingsChange.MAX_PINNED; i++) {
            accepted(send("al", pin("g:" + i, true)));
        }
        assertEquals(
                "conversation-pins-limit", rejected(send("al", pin(TEAM, true))).getCode());
        accepted(send("al", pin("g:7", true)));
        accepted(send("al", archive("g:7", true)));
        accepted(send("al", pin("g:7", false)));
        accepted(send("al", pin(TEAM, true)));
        assertEquals(
                "conversation-pins-limit",
                rejected(send("al", pin("g:7", true))).getCode());
        accepted(send("bo", pin(TEAM, true)));
    }

    @Test
    void changesNothingWhereItRefuses() {
        var both = UpdateConversationSettings.newBuilder()
                .setConversation(TEAM)
                .setFields(List.of("archived", "mutedUntil"))
                .setArchived(true)
                .setMutedUntil(Instant.ofEpochMilli(NOW))
                .build();
        assertEquals("until-passed", rejected(send("al", both)).getCode());
        assertEquals(0, entries('S'));
        assertEquals(1, settings(send("al", archive(TEAM, true))).getVersion());
    }

    @Test
    void keepsWhatIsAskedInAFieldOfTomorrowOutOfTheState() {
        var update = UpdateConversationSettings.newBuilder()
                .setConversation(TEAM)
                .setFields(List.of("archived", "colour"))
                .setArchived(true)
                .build();
        var decision = machine.apply(action("al", "1", update), NOW);
        assertTrue(decision.defect().isPresent());
        assertEquals("internal", rejected(decision.outputs()).getCode());
        assertEquals(0, entries('S'));
    }

    private int entries(char kind) {
        return state.first(new byte[] {(byte) kind}, new byte[] {(byte) (kind + 1)}, 10)
                .size();
    }

    private static UpdateConversationSettings pin(String conversation, boolean isPinned) {
        return UpdateConversationSettings.newBuilder()
                .setConversation(conversation)
                .setFields(List.of("pinned"))
                .setPinned(isPinned)
                .build();
    }

    private static UpdateConversationSettings archive(String conversation, boolean isArchived) {
        return UpdateConversationSettings.newBuilder()
                .setConversation(conversation)
                .setFields(List.of("archived"))
                .setArchived(isArchived)
                .build();
    }

    private static UpdateConversationSettings hide(String conversation, long upTo) {
        return UpdateConversationSettings.newBuilder()
                .setConversation(conversation)
                .setFields(List.of("hiddenUpTo"))
                .setHiddenUpTo(upTo)
                .build();
    }

    private static UpdateConversationSettings draft(String conversation, String text) {
        return UpdateConversationSettings.newBuilder()
                .setConversation(conversation)
                .setFields(List.of("draft"))
                .setDraft(text)
                .build();
    }

    private List<Output> send(String user, Object body) {
        actions++;
        return send(user, "action-" + actions, body);
    }

    private List<Output> send(String user, String id, Object body) {
        var decision = machine.apply(action(user, id, body), NOW);
        assertTrue(decision.defect().isEmpty(), () -> decision.defect().toString());
        return decision.outputs();
    }

    private static UserAction action(String user, String id, Object body) {
        return UserAction.newBuilder()
                .setTenant("acme")
                .setUser(user)
                .setActor(user)
                .setActionId(id)
                .setReplyTo(new ReplyAddress("edge-1", 0, 1L))
                .setBody(body)
                .build();
    }

    private ConversationSettings settings(List<Output> outputs) {
        assertEquals(2, outputs.size());
        assertEquals("sink-conversation-settings", outputs.getFirst().sink());
        assertEquals(Output.SAME, outputs.getFirst().partition());
        return settings.read(outputs.getFirst().bytes());
    }

    private Accepted accepted(List<Output> outputs) {
        return assertInstanceOf(
                Accepted.class, outcomes.read(outputs.getLast().bytes()).getResult());
    }

    private Rejected rejected(List<Output> outputs) {
        return assertInstanceOf(
                Rejected.class, outcomes.read(outputs.getLast().bytes()).getResult());
    }
}
