package dev.parley.ingress.groups;

import dev.parley.edge.api.GroupView;
import dev.parley.ingress.commands.ConversationWrites.Written;
import dev.parley.readmodel.read.GroupStore.StoredGroup;

/** Groups as answers show them. */
public final class GroupViews {
    private GroupViews() {}

    public static GroupView of(StoredGroup group) {
        return new GroupView(
                group.id(),
                group.name(),
                group.access(),
                group.description(),
                group.icon(),
                group.tags(),
                group.metadataJson(),
                group.owner(),
                group.memberCount(),
                group.role(),
                group.slowModeSeconds(),
                group.mentionAllFrom(),
                group.headSeq(),
                group.version(),
                group.createdAt());
    }

    /** A new group, its owner's joining included: whoever reads at least this seq finds the owner to be a member. */
    static GroupView of(Written written) {
        var group = GroupView.of(written.event());
        return new GroupView(
                group.id(),
                group.name(),
                group.access(),
                group.description(),
                group.icon(),
                group.tags(),
                group.metadataJson(),
                group.owner(),
                group.memberCount(),
                group.role(),
                group.slowModeSeconds(),
                group.mentionAllFrom(),
                written.lastSeq(),
                group.version(),
                group.createdAt());
    }
}
