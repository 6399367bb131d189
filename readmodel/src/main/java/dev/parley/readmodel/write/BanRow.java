package dev.parley.readmodel.write;

import dev.parley.schemas.Event;
import dev.parley.schemas.MemberBanned;
import dev.parley.schemas.MemberUnbanned;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a user is kept out of a group, as one event says.
 *
 * @param untilAt in milliseconds; null = no end
 * @param by null where the platform itself did it
 * @param seq guard of everything
 */
record BanRow(
        Key key,
        boolean isBanned,
        @Nullable Long untilAt,
        @Nullable String reason,
        @Nullable String by,
        long at,
        long seq) {

    /** The primary key. */
    record Key(String tenant, String conversation, String user) {}

    static List<BanRow> of(Event event) {
        return switch (event.getBody()) {
            case MemberBanned banned -> List.of(banned(event, banned));
            case MemberUnbanned unbanned -> List.of(row(event, unbanned.getUser(), false, null, null));
            default -> List.of();
        };
    }

    private static BanRow banned(Event event, MemberBanned banned) {
        var until = Optional.ofNullable(banned.getUntil())
                .map(Instant::toEpochMilli)
                .orElse(null);
        return row(event, banned.getUser(), true, until, banned.getReason());
    }

    private static BanRow row(
            Event event, String user, boolean isBanned, @Nullable Long until, @Nullable String reason) {
        return new BanRow(
                new Key(event.getTenant(), event.getConversation(), user),
                isBanned,
                until,
                reason,
                event.getActor(),
                event.getAt().toEpochMilli(),
                event.getSeq());
    }
}
