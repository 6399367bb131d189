package dev.parley.readmodel.write;

import dev.parley.schemas.Event;
import dev.parley.schemas.InviteCreated;
import dev.parley.schemas.InviteRevoked;
import dev.parley.schemas.MemberJoined;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An invite, as far as some of its events tell.
 *
 * @param usesLeft remaining uses; null = unlimited
 * @param revokedSeq seq of the event that ended it; 0 = none is known
 */
record InviteRow(Key key, Versioned<Creation> creation, Versioned<Long> usesLeft, long revokedSeq) {

    /** The primary key. */
    record Key(String tenant, String conversation, String inviteId) {}

    /**
     * What never changes.
     *
     * @param uses null = unlimited
     * @param expiresAt in milliseconds; null = never
     */
    record Creation(
            @Nullable Long uses,
            @Nullable Long expiresAt,
            @Nullable String by,
            long at) {}

    static List<InviteRow> of(Event event) {
        return switch (event.getBody()) {
            case InviteCreated created -> List.of(created(event, created));
            case InviteRevoked revoked ->
                List.of(new InviteRow(
                        key(event, revoked.getInviteId()), Versioned.unknown(), Versioned.unknown(), event.getSeq()));
            case MemberJoined joined
            when joined.getInviteId() != null ->
                List.of(new InviteRow(
                        key(event, joined.getInviteId()),
                        Versioned.unknown(),
                        new Versioned<>(joined.getInviteUsesLeft(), event.getSeq()),
                        0));
            default -> List.of();
        };
    }

    private static InviteRow created(Event event, InviteCreated created) {
        var uses =
                Optional.ofNullable(created.getUses()).map(Integer::longValue).orElse(null);
        var expiresAt = Optional.ofNullable(created.getExpiresAt())
                .map(Instant::toEpochMilli)
                .orElse(null);
        var creation =
                new Creation(uses, expiresAt, event.getActor(), event.getAt().toEpochMilli());
        return new InviteRow(
                key(event, created.getInviteId()),
                new Versioned<>(creation, event.getSeq()),
                new Versioned<>(uses, event.getSeq()),
                0);
    }

    private static Key key(Event event, String inviteId) {
        return new Key(event.getTenant(), event.getConversation(), inviteId);
    }

    InviteRow merge(InviteRow other) {
        return new InviteRow(
                key,
                creation.newer(other.creation),
                usesLeft.newer(other.usesLeft),
                Math.max(revokedSeq, other.revokedSeq));
    }
}
