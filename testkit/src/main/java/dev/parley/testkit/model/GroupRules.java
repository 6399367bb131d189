package dev.parley.testkit.model;

import dev.parley.schemas.CreateGroup;
import dev.parley.schemas.DeleteGroup;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.GroupDeleted;
import dev.parley.schemas.GroupUpdated;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.UpdateGroup;
import org.jspecify.annotations.Nullable;

/** Groups begin, change and end. */
final class GroupRules {
    private GroupRules() {}

    static void create(Asking asking, CreateGroup create) {
        var in = asking.in;
        Refusal.when(!in.name.startsWith("g:"), "conversation-invalid");
        Refusal.when(in.group != null, "group-exists");
        var group = new Group(in.headSeq() + 1);
        group.name = create.getName();
        group.access = create.getAccess();
        group.passwordKey = create.getPasswordKey();
        group.description = create.getDescription();
        group.icon = create.getIcon();
        group.tags = create.getTags();
        group.metadata = create.getMetadata();
        group.mentionAllFrom = orEverybody(create.getMentionAllFrom());
        group.owner = asking.actor;
        group.version = in.headSeq() + 1;
        group.members.put(asking.actor, new Member(MemberRole.OWNER));
        in.group = group;
        var seen = asking.chosen.incarnation();
        var incarnation = seen == 0 ? in.incarnation + 1 : seen;
        if (incarnation <= in.incarnation) {
            throw new AssertionError("the incarnation does not grow: " + incarnation);
        }
        in.incarnation = incarnation;
        asking.happens(GroupCreated.newBuilder()
                .setName(group.name)
                .setAccess(group.access)
                .setOwner(group.owner)
                .setDescription(group.description)
                .setIcon(group.icon)
                .setTags(group.tags)
                .setMetadata(group.metadata)
                .setIncarnation(in.incarnation)
                .setMentionAllFrom(group.mentionAllFrom)
                .build());
        asking.happens(new MemberJoined(asking.actor, MemberRole.OWNER, 1L, null, null));
    }

    static void update(Asking asking, UpdateGroup update) {
        var group = asking.groupWith(MemberRole.ADMIN);
        Refusal.when(update.getVersion() != null && update.getVersion() != group.version, "version-conflict");
        for (var field : update.getFields()) {
            set(group, field, update);
        }
        group.version = asking.in.headSeq() + 1;
        asking.happens(GroupUpdated.newBuilder()
                .setFields(update.getFields())
                .setName(update.getName())
                .setAccess(update.getAccess())
                .setDescription(update.getDescription())
                .setIcon(update.getIcon())
                .setTags(update.getTags())
                .setMetadata(update.getMetadata())
                .setSlowModeSeconds(update.getSlowModeSeconds())
                .setMentionAllFrom(orEverybody(update.getMentionAllFrom()))
                .build());
    }

    private static void set(Group group, String field, UpdateGroup update) {
        switch (field) {
            case "name" -> group.name = update.getName();
            case "access" -> {
                group.access = update.getAccess();
                group.passwordKey = group.access == GroupAccess.PASSWORD ? update.getPasswordKey() : null;
            }
            case "description" -> group.description = update.getDescription();
            case "icon" -> group.icon = update.getIcon();
            case "tags" -> group.tags = update.getTags();
            case "metadata" -> group.metadata = update.getMetadata();
            case "slowModeSeconds" -> group.slowModeSeconds = update.getSlowModeSeconds();
            case "mentionAllFrom" -> group.mentionAllFrom = orEverybody(update.getMentionAllFrom());
            default -> throw new IllegalArgumentException(field);
        }
    }

    private static MemberRole orEverybody(@Nullable MemberRole least) {
        return least == null ? MemberRole.PARTICIPANT : least;
    }

    static void delete(Asking asking, DeleteGroup delete) {
        asking.groupWith(MemberRole.OWNER);
        asking.in.group = null;
        asking.happens(new GroupDeleted());
    }
}
