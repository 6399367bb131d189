package dev.parley.topologies.heads;

import dev.parley.schemas.Event;
import dev.parley.schemas.MemberMuted;
import dev.parley.schemas.MemberUnmuted;
import dev.parley.schemas.Restriction;
import dev.parley.schemas.UserBlocked;
import dev.parley.schemas.UserUnblocked;
import dev.parley.schemas.content.NoEnd;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is kept from what after an event. It says so alone, so no state is needed, and a repeated event gives the same again. */
final class RestrictionChange {
    private RestrictionChange() {}

    static Optional<Restriction> of(Event event) {
        return switch (event.getBody()) {
            case UserBlocked _ -> block(event, true);
            case UserUnblocked _ -> block(event, false);
            case MemberMuted muted -> {
                var until = muted.getUntil() == null ? NoEnd.TIME : muted.getUntil();
                yield Optional.of(of(event, muted.getUser(), false, until));
            }
            case MemberUnmuted unmuted -> Optional.of(of(event, unmuted.getUser(), false, null));
            default -> Optional.empty();
        };
    }

    private static Optional<Restriction> block(Event event, boolean blocks) {
        return Optional.ofNullable(event.getActor()).map(actor -> of(event, actor, blocks, null));
    }

    private static Restriction of(Event event, String user, boolean blocks, @Nullable Instant mutedUntil) {
        return new Restriction(event.getTenant(), event.getConversation(), user, blocks, mutedUntil, event.getSeq());
    }
}
