package dev.parley.topologies.heads;

import dev.parley.schemas.Event;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.GroupOwnerChanged;
import dev.parley.schemas.GroupUpdated;
import dev.parley.topologies.state.FoldedGroup;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an event does to what a group shows. */
final class GroupChange {
    private GroupChange() {}

    static boolean isIn(Event event) {
        return event.getBody() instanceof GroupCreated
                || event.getBody() instanceof GroupUpdated
                || event.getBody() instanceof GroupOwnerChanged;
    }

    /**
     * The group after the event; empty where it is as before.
     *
     * @param before null where the group has not begun
     */
    static Optional<FoldedGroup> of(@Nullable FoldedGroup before, Event event) {
        if (before != null && before.getSeq() >= event.getSeq()) {
            return Optional.empty();
        }
        return switch (event.getBody()) {
            case GroupCreated created -> Optional.of(begun(created, event.getSeq()));
            case GroupUpdated updated when before != null -> Optional.of(updated(before, updated, event.getSeq()));
            case GroupOwnerChanged changed
            when before != null ->
                Optional.of(FoldedGroup.newBuilder(before)
                        .setOwner(changed.getOwner())
                        .setSeq(event.getSeq())
                        .build());
            default -> Optional.empty();
        };
    }

    private static FoldedGroup begun(GroupCreated created, long seq) {
        return new FoldedGroup(
                created.getName(),
                created.getAccess().name(),
                created.getOwner(),
                created.getDescription(),
                created.getIcon(),
                created.getTags(),
                created.getMetadata(),
                0,
                seq);
    }

    private static FoldedGroup updated(FoldedGroup before, GroupUpdated update, long seq) {
        var next = FoldedGroup.newBuilder(before).setSeq(seq);
        for (var field : update.getFields()) {
            switch (field) {
                case "name" -> next.setName(orBefore(update.getName(), before.getName()));
                case "access" -> next.setAccess(nameOf(update.getAccess(), before.getAccess()));
                case "description" -> next.setDescription(update.getDescription());
                case "icon" -> next.setIcon(update.getIcon());
                case "tags" -> next.setTags(update.getTags());
                case "metadata" -> next.setMetadata(update.getMetadata());
                case "slowModeSeconds" -> next.setSlowModeSeconds(update.getSlowModeSeconds());
                default -> {
                    // A password, which nobody is shown, or a field that a later version knows.
                }
            }
        }
        return next.build();
    }

    private static String orBefore(@Nullable String now, String before) {
        return now == null ? before : now;
    }

    private static String nameOf(@Nullable GroupAccess now, String before) {
        return now == null ? before : now.name();
    }
}
