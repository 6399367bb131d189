package dev.parley.edge.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.parley.edge.api.ConversationId;
import dev.parley.edge.directory.KafkaUserDirectory;
import dev.parley.edge.identity.Caller;
import dev.parley.edge.log.ActionDraft;
import dev.parley.schemas.EditMessage;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.Target;
import dev.parley.schemas.User;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.registry.InMemoryRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A deletion or an edit of an older reply carries what is stored of its thread. */
class ThreadTargetsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Caller ALICE = new Caller.UserCaller("acme", "alice", "s", 0, NOW.plusSeconds(60));
    private static final String PARENT = idAt(NOW.minus(Duration.ofDays(3)));
    private static final String OLD_REPLY = idAt(NOW.minus(Duration.ofDays(2)));
    private static final String YOUNG_REPLY = idAt(NOW.minus(Duration.ofHours(2)));

    private final KafkaUserDirectory users = new KafkaUserDirectory(new InMemoryRegistry());
    private final Map<String, TargetLookup.Found> stored = new HashMap<>();
    private final CommandDrafts drafts = new CommandDrafts(
            users,
            (_, id, _, _) -> stored.getOrDefault(id, new TargetLookup.Missing()),
            GroupPassword.CORES,
            InstantSource.fixed(NOW));

    @BeforeEach
    void knowsAlice() {
        users.apply(new User(
                "acme", "alice", "A", null, "default", List.of(), null, UserStatus.ACTIVE, 0, List.of(), 1L, NOW, NOW));
    }

    @Test
    void stampsTheThreadOfAnOlderReply() {
        var reply = store("g:team", OLD_REPLY, PARENT);
        var parent = store("g:team", PARENT, null);
        for (var conversation : List.of("g:team", "")) {
            var draft = ready(OLD_REPLY, conversation);
            assertEquals(reply, draft.target());
            assertEquals(parent, draft.parentTarget());
            assertNull(draft.refusal());
        }
    }

    @Test
    void stampsTheThreadOfAnOlderReplyThatIsEdited() {
        var reply = store("g:team", OLD_REPLY, PARENT);
        var parent = store("g:team", PARENT, null);
        var content = MessageContent.newBuilder().setText("new").build();
        var address =
                new MessageAddress(OLD_REPLY, ConversationId.parse("g:team").orElseThrow());
        var request = new EditMessageRequest(address, new EditMessage(OLD_REPLY, List.of("text"), content, null));
        assertInstanceOf(Drafted.WouldBlock.class, drafts.draft(ALICE, "c", request, Blocking.NO));
        var draft = assertInstanceOf(Drafted.Ready.class, drafts.draft(ALICE, "c", request, Blocking.YES))
                .draft();
        assertEquals(reply, draft.target());
        assertEquals(parent, draft.parentTarget());
    }

    @Test
    void leavesTheThreadOfAYoungReplyToTheConversation() {
        store("g:team", YOUNG_REPLY, PARENT);
        store("g:team", PARENT, null);
        assertNull(ready(YOUNG_REPLY, "g:team").parentTarget());
        assertNull(ready(YOUNG_REPLY, "").parentTarget());
    }

    @Test
    void deletesAReplyWhoseThreadIsNotStored() {
        store("g:team", OLD_REPLY, PARENT);
        var draft = ready(OLD_REPLY, "g:team");
        assertNull(draft.parentTarget());
        assertNull(draft.refusal());
        store("g:other", PARENT, null);
        assertNull(ready(OLD_REPLY, "g:team").parentTarget());
    }

    @Test
    void saysSoWhereTheStoreDoesNotAnswer() {
        store("g:team", OLD_REPLY, PARENT);
        stored.put(PARENT, new TargetLookup.Unavailable());
        var drafted = assertInstanceOf(Drafted.RefusedAtEdge.class, draft(OLD_REPLY, "g:team"));
        assertEquals("store-unavailable", drafted.problem().code());
    }

    private Target store(String conversation, String id, @Nullable String parentId) {
        var target = Target.newBuilder()
                .setMessageId(id)
                .setSeq(1)
                .setAuthor("alice")
                .setParentId(parentId)
                .build();
        stored.put(id, new TargetLookup.Known(conversation, target));
        return target;
    }

    private ActionDraft ready(String id, String conversation) {
        return assertInstanceOf(Drafted.Ready.class, draft(id, conversation)).draft();
    }

    private Drafted draft(String id, String conversation) {
        var address = new MessageAddress(id, ConversationId.parse(conversation).orElse(null));
        return drafts.draft(ALICE, "c", new DeleteMessageRequest(address), Blocking.YES);
    }

    private static String idAt(Instant at) {
        var hex = String.format("%012x", at.toEpochMilli());
        return hex.substring(0, 8) + "-" + hex.substring(8) + "-7000-8000-000000000001";
    }
}
