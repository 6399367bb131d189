package dev.parley.edge.command;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Ids;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import dev.parley.schemas.AddMember;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.errors.ErrorCode;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of {@code member.add}: {@code {group, users[], role?}}, which is an action for each user. */
public record AddMemberRequest(String group, String user, MemberRole role) implements CommandRequest {
    private static final int MAX_USERS = 500;

    /** A request for each user, in their order. */
    public static Parsed<List<AddMemberRequest>> parseAll(Fields fields) {
        var group = fields.requiredId("group");
        var users = fields.texts("users", MAX_USERS, Ids::isValid, Ids.FORM);
        if (users.isEmpty()) {
            fields.fault("users", ErrorCode.FIELD_MISSING, "users must name at least one user.");
        }
        if (new HashSet<>(users).size() < users.size()) {
            fields.fault("users", ErrorCode.FIELD_INVALID, "users must name each user once.");
        }
        var role = GroupFields.role(fields, "participant");
        return fields.result(() -> users.stream()
                .map(user -> new AddMemberRequest(group, user, role))
                .toList());
    }

    @Override
    public Drafted draft(CommandContext context) {
        var facts = context.user(user);
        if (facts.isEmpty()) {
            return context.mayBlock()
                    ? new Drafted.RefusedAtEdge(Problem.of(ErrorCode.USER_NOT_FOUND))
                    : new Drafted.WouldBlock();
        }
        var draft = context.draft(Ids.group(group), new AddMember(user, role));
        return new Drafted.Ready(draft.withRefusal(refusalOf(facts.get().status())));
    }

    private static @Nullable ErrorCode refusalOf(UserStatus added) {
        return switch (added) {
            case ACTIVE -> null;
            case DEACTIVATED -> ErrorCode.USER_INACTIVE;
            case DELETED -> ErrorCode.USER_NOT_FOUND;
        };
    }
}
