package dev.parley.readmodel.write;

import dev.parley.schemas.Event;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.GroupOwnerChanged;
import dev.parley.schemas.GroupUpdated;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a group shows, each part that can change by itself; a part of seq 0 stays as it is.
 *
 * @param access lower case
 * @param mentionAllFrom lower case
 */
public record GroupInfo(
        Versioned<Beginning> beginning,
        Versioned<String> name,
        Versioned<String> access,
        Versioned<String> owner,
        Versioned<String> description,
        Versioned<String> icon,
        Versioned<List<String>> tags,
        Versioned<String> metadata,
        Versioned<Long> slowModeSeconds,
        Versioned<String> mentionAllFrom) {

    /** @param createdAt in milliseconds */
    public record Beginning(long incarnation, long createdAt) {}

    static final GroupInfo UNCHANGED = new GroupInfo(
            Versioned.unknown(),
            Versioned.unknown(),
            Versioned.unknown(),
            Versioned.unknown(),
            Versioned.unknown(),
            Versioned.unknown(),
            Versioned.unknown(),
            Versioned.unknown(),
            Versioned.unknown(),
            Versioned.unknown());

    static GroupInfo of(Event event) {
        return switch (event.getBody()) {
            case GroupCreated created -> created(event, created);
            case GroupUpdated updated -> updated(event.getSeq(), updated);
            case GroupOwnerChanged changed -> ownedBy(changed.getOwner(), event.getSeq());
            default -> UNCHANGED;
        };
    }

    private static GroupInfo created(Event event, GroupCreated group) {
        var seq = event.getSeq();
        return new GroupInfo(
                new Versioned<>(
                        new Beginning(group.getIncarnation(), event.getAt().toEpochMilli()), seq),
                new Versioned<>(group.getName(), seq),
                new Versioned<>(text(group.getAccess()), seq),
                new Versioned<>(group.getOwner(), seq),
                new Versioned<>(group.getDescription(), seq),
                new Versioned<>(group.getIcon(), seq),
                new Versioned<>(group.getTags(), seq),
                new Versioned<>(group.getMetadata(), seq),
                new Versioned<>(0L, seq),
                new Versioned<>(text(group.getMentionAllFrom()), seq));
    }

    private static GroupInfo updated(long seq, GroupUpdated group) {
        var changed = group.getFields();
        return new GroupInfo(
                Versioned.unknown(),
                changed.contains("name") ? new Versioned<>(group.getName(), seq) : Versioned.unknown(),
                changed.contains("access") ? new Versioned<>(text(group.getAccess()), seq) : Versioned.unknown(),
                Versioned.unknown(),
                changed.contains("description") ? new Versioned<>(group.getDescription(), seq) : Versioned.unknown(),
                changed.contains("icon") ? new Versioned<>(group.getIcon(), seq) : Versioned.unknown(),
                changed.contains("tags") ? new Versioned<>(group.getTags(), seq) : Versioned.unknown(),
                changed.contains("metadata") ? new Versioned<>(group.getMetadata(), seq) : Versioned.unknown(),
                changed.contains("slowModeSeconds")
                        ? new Versioned<>((long) group.getSlowModeSeconds(), seq)
                        : Versioned.unknown(),
                changed.contains("mentionAllFrom")
                        ? new Versioned<>(text(group.getMentionAllFrom()), seq)
                        : Versioned.unknown());
    }

    private static GroupInfo ownedBy(String owner, long seq) {
        return new GroupInfo(
                Versioned.unknown(),
                Versioned.unknown(),
                Versioned.unknown(),
                new Versioned<>(owner, seq),
                Versioned.unknown(),
                Versioned.unknown(),
                Versioned.unknown(),
                Versioned.unknown(),
                Versioned.unknown(),
                Versioned.unknown());
    }

    private static @Nullable String text(@Nullable Enum<?> choice) {
        return choice == null ? null : choice.name().toLowerCase(Locale.ROOT);
    }

    GroupInfo merge(GroupInfo other) {
        return new GroupInfo(
                beginning.newer(other.beginning),
                name.newer(other.name),
                access.newer(other.access),
                owner.newer(other.owner),
                description.newer(other.description),
                icon.newer(other.icon),
                tags.newer(other.tags),
                metadata.newer(other.metadata),
                slowModeSeconds.newer(other.slowModeSeconds),
                mentionAllFrom.newer(other.mentionAllFrom));
    }
}
