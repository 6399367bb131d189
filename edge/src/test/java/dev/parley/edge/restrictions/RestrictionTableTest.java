package dev.parley.edge.restrictions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.edge.ShownTail;
import dev.parley.schemas.Event;
import dev.parley.schemas.EventId;
import dev.parley.schemas.MemberMuted;
import dev.parley.schemas.MemberUnmuted;
import dev.parley.schemas.Restriction;
import dev.parley.schemas.UserBlocked;
import dev.parley.schemas.UserUnblocked;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RestrictionTableTest {
    private static final Instant AT = Instant.parse("2026-11-27T10:00:00.123Z");
    private static final String DIRECT = "d:ann:bob";
    private static final String TEAM = "g:team";

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AvroWriter<Restriction> writer =
            new AvroWriter<>(registry, "restrictions", Restriction.getClassSchema());
    private final ShownTail tail = new ShownTail();
    private final RestrictionTable table = new RestrictionTable(tail, registry);

    private void show(String conversation, String user, boolean blocks, @Nullable Instant mutedUntil, long seq) {
        tail.show(
                Keys.of("acme", conversation, user),
                writer.write(new Restriction("acme", conversation, user, blocks, mutedUntil, seq)));
    }

    private void hear(String conversation, long seq, Object body) {
        table.heard(Event.newBuilder()
                .setEventId(new EventId(new byte[16]))
                .setTenant("acme")
                .setConversation(conversation)
                .setSeq(seq)
                .setMessageNo(0)
                .setActor("ann")
                .setAt(AT)
                .setActionId("a" + seq)
                .setBody(body)
                .build());
    }

    @Test
    void keepsTwoApartOfWhomOneBlocksTheOther() {
        assertFalse(table.areApart("acme", "ann", "bob"));
        show(DIRECT, "bob", true, null, 4);
        assertTrue(table.areApart("acme", "ann", "bob"));
        assertTrue(table.areApart("acme", "bob", "ann"));
        assertTrue(table.areApart("acme", DIRECT));
        assertFalse(table.areApart("globex", "ann", "bob"));
        assertFalse(table.areApart("acme", "ann", "cem"));
        assertFalse(table.areApart("acme", "bob", "bob"));
        assertFalse(table.areApart("acme", TEAM));
    }

    @Test
    void keepsThemApartWhileOneStillBlocks() {
        show(DIRECT, "ann", true, null, 4);
        show(DIRECT, "bob", true, null, 5);
        show(DIRECT, "ann", false, null, 6);
        assertTrue(table.areApart("acme", DIRECT));
        show(DIRECT, "bob", false, null, 7);
        assertFalse(table.areApart("acme", DIRECT));
    }

    @Test
    void letsTheHigherSeqWinWhateverTheOrder() {
        show(DIRECT, "bob", false, null, 5);
        show(DIRECT, "bob", true, null, 4);
        assertFalse(table.areApart("acme", "ann", "bob"));
    }

    @Test
    void mutesUntilATime() {
        show(TEAM, "bob", false, AT, 9);
        assertTrue(table.isMuted("acme", TEAM, "bob", AT.minusMillis(1)));
        assertFalse(table.isMuted("acme", TEAM, "bob", AT));
        assertFalse(table.isMuted("acme", TEAM, "ann", AT.minusMillis(1)));
        assertFalse(table.isMuted("globex", TEAM, "bob", AT.minusMillis(1)));
        show(TEAM, "bob", false, null, 10);
        assertFalse(table.isMuted("acme", TEAM, "bob", AT.minusMillis(1)));
    }

    @Test
    void knowsFromAnEventAtOnceAndTellsOfItOnce() {
        var told = new ArrayList<RestrictionChange>();
        table.onChange(told::add);
        hear(DIRECT, 4, new UserBlocked("bob"));
        assertTrue(table.areApart("acme", "ann", "bob"));
        show(DIRECT, "ann", true, null, 4);
        hear(DIRECT, 5, new UserUnblocked("bob"));
        assertFalse(table.areApart("acme", "ann", "bob"));
        hear(TEAM, 7, new MemberMuted("bob", null));
        assertTrue(table.isMuted("acme", TEAM, "bob", AT));
        hear(TEAM, 8, new MemberMuted("bob", AT));
        assertFalse(table.isMuted("acme", TEAM, "bob", AT));
        hear(TEAM, 9, new MemberUnmuted("bob"));
        assertEquals(
                List.of(
                        new RestrictionChange("acme", DIRECT, "ann"),
                        new RestrictionChange("acme", DIRECT, "ann"),
                        new RestrictionChange("acme", TEAM, "bob"),
                        new RestrictionChange("acme", TEAM, "bob"),
                        new RestrictionChange("acme", TEAM, "bob")),
                told);
    }

    @Test
    void forgetsWhatIsErased() {
        show(DIRECT, "bob", true, null, 4);
        tail.show(Keys.of("acme", DIRECT, "bob"), null);
        tail.show(Keys.of("acme"), null);
        assertFalse(table.areApart("acme", "ann", "bob"));
    }
}
