package dev.parley.edge.api;

import dev.parley.schemas.Event;
import dev.parley.schemas.GroupCreated;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A group as any answer shows it, whether it comes from its first event or from the store.
 *
 * @param access lower case
 * @param role of the caller, lower case; null where it is no member
 * @param mentionAllFrom the lowest role whose {@code @all} mentions every member, lower case
 * @param seq of the group's last event, as far as the source knows
 * @param version seq of the last event that changed the group itself; who comes and goes does not
 */
public record GroupView(
        String id,
        String name,
        String access,
        @Nullable String description,
        @Nullable String icon,
        List<String> tags,
        @Nullable String metadataJson,
        String owner,
        long memberCount,
        @Nullable String role,
        int slowModeSeconds,
        String mentionAllFrom,
        long seq,
        long version,
        Instant createdAt) {

    /** The group that a {@code group.created} made, as its owner sees it, the only member; for no other event. */
    public static GroupView of(Event event) {
        if (!(event.getBody() instanceof GroupCreated group)) {
            throw new IllegalArgumentException(event.getBody().getClass() + " is no group.");
        }
        return new GroupView(
                event.getConversation().substring(2),
                group.getName(),
                group.getAccess().name().toLowerCase(Locale.ROOT),
                group.getDescription(),
                group.getIcon(),
                group.getTags(),
                group.getMetadata(),
                group.getOwner(),
                1,
                "owner",
                0,
                group.getMentionAllFrom().name().toLowerCase(Locale.ROOT),
                event.getSeq(),
                event.getSeq(),
                event.getAt());
    }

    /** The group object of the API, UTF-8. */
    public byte[] toJson() {
        return JsonText.object(json -> {
            json.writeStringField("id", id);
            json.writeStringField("name", name);
            json.writeStringField("access", access);
            json.writeStringField("owner", owner);
            JsonText.text(json, "description", description);
            JsonText.text(json, "icon", icon);
            JsonText.texts(json, "tags", tags);
            JsonText.raw(json, "metadata", metadataJson);
            json.writeNumberField("memberCount", memberCount);
            JsonText.text(json, "role", role);
            json.writeNumberField("slowModeSeconds", slowModeSeconds);
            json.writeStringField("mentionAllFrom", mentionAllFrom);
            json.writeStringField("conversation", Ids.group(id));
            json.writeNumberField("seq", seq);
            json.writeNumberField("version", version);
            json.writeStringField("createdAt", Timestamps.text(createdAt));
        });
    }
}
