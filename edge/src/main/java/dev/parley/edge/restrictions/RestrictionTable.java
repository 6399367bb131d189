package dev.parley.edge.restrictions;

import dev.parley.edge.api.Ids;
import dev.parley.edge.directory.HeldRecords;
import dev.parley.edge.directory.LatestRecords;
import dev.parley.edge.directory.PackedTable;
import dev.parley.runtime.kafka.LogTail;
import dev.parley.runtime.kafka.LogTail.From;
import dev.parley.schemas.Event;
import dev.parley.schemas.MemberMuted;
import dev.parley.schemas.MemberUnmuted;
import dev.parley.schemas.Restriction;
import dev.parley.schemas.UserBlocked;
import dev.parley.schemas.UserUnblocked;
import dev.parley.schemas.content.DirectConversations;
import dev.parley.schemas.content.NoEnd;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who blocks whom and who is muted, folded from {@code restrictions}, which is about a second behind; an edge that reads events lets it
 * hear them, and it knows at once. The higher seq wins. About 80 bytes for each user of a conversation who ever was restricted, read
 * without a lock. What came last holds on while the log does not answer.
 */
public final class RestrictionTable implements AutoCloseable {
    private static final Duration RETRY_EVERY = Duration.ofSeconds(1);

    private final ConcurrentHashMap<String, PackedTable> tenants = new ConcurrentHashMap<>();
    private final HeldRecords held;
    private volatile Consumer<RestrictionChange> listener = _ -> {};

    /** Follows the tail, which must not have been started. */
    public RestrictionTable(LogTail tail, SchemaRegistry registry) {
        var records = new LatestRecords<>(
                "restriction",
                new AvroReader<Restriction>(registry, Restriction.getClassSchema()),
                it -> it.getTenant() + "/" + it.getConversation() + "/" + it.getUser(),
                this::put,
                this::forget);
        this.held = new HeldRecords(records::take, RETRY_EVERY);
        tail.follow(Topics.RESTRICTIONS.name(), From.BEGINNING, held::take);
    }

    /** Whether one of two users blocks the other: then neither is shown presence, typing and receipts of the other. Never blocks. */
    public boolean areApart(String tenant, String one, String other) {
        var table = tenants.get(tenant);
        // Most tenants have few blocks, some none: those pay nothing for them.
        return table != null && !one.equals(other) && areApart(table, Ids.direct(one, other), one, other);
    }

    /** As {@link #areApart(String, String, String)}, of the two of a direct conversation; false in a group. */
    public boolean areApart(String tenant, String conversation) {
        var table = tenants.get(tenant);
        return table != null
                && DirectConversations.membersOf(conversation).stream()
                        .anyMatch(user -> blocks(table, conversation, user));
    }

    /** Whether a member of a group may not write. Never blocks. */
    public boolean isMuted(String tenant, String conversation, String user, Instant now) {
        var table = tenants.get(tenant);
        var found = table == null ? null : table.find(PackedRestriction.id(conversation, user));
        return found != null && now.toEpochMilli() < PackedRestriction.mutedUntil(found);
    }

    /** An event that came, of whatever kind. Its record comes later, and changes nothing then. Any thread. */
    public void heard(Event event) {
        switch (event.getBody()) {
            case UserBlocked _ -> heard(event, event.getActor(), true, null);
            case UserUnblocked _ -> heard(event, event.getActor(), false, null);
            case MemberMuted muted ->
                heard(event, muted.getUser(), false, muted.getUntil() == null ? NoEnd.TIME : muted.getUntil());
            case MemberUnmuted unmuted -> heard(event, unmuted.getUser(), false, null);
            default -> {}
        }
    }

    /** Hears of every change once it can be found, on the thread that brings it. Before the start. */
    public void onChange(Consumer<RestrictionChange> hears) {
        listener = hears;
    }

    /** Whether every record that came was read; false while the registry does not give the schema of some. */
    public boolean isComplete() {
        return held.isEmpty();
    }

    @Override
    public void close() {
        held.close();
    }

    private void heard(Event event, @Nullable String user, boolean blocks, @Nullable Instant mutedUntil) {
        if (user != null) {
            put(new Restriction(event.getTenant(), event.getConversation(), user, blocks, mutedUntil, event.getSeq()));
        }
    }

    private static boolean areApart(PackedTable table, String conversation, String one, String other) {
        return blocks(table, conversation, one) || blocks(table, conversation, other);
    }

    private static boolean blocks(PackedTable table, String conversation, String user) {
        var found = table.find(PackedRestriction.id(conversation, user));
        return found != null && PackedRestriction.blocks(found);
    }

    private void put(Restriction restriction) {
        var table = tenants.computeIfAbsent(restriction.getTenant(), _ -> new PackedTable(PackedRestriction.LAYOUT));
        if (table.put(PackedRestriction.pack(restriction))) {
            listener.accept(new RestrictionChange(
                    restriction.getTenant(), restriction.getConversation(), restriction.getUser()));
        }
    }

    private void forget(String key) {
        var parts = key.split("/", -1);
        var table = tenants.get(parts[0]);
        if (table != null && parts.length == 3) {
            table.remove((parts[1] + "/" + parts[2]).getBytes(StandardCharsets.UTF_8));
            listener.accept(new RestrictionChange(parts[0], parts[1], parts[2]));
        }
    }
}
