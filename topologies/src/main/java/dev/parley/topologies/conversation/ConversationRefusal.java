package dev.parley.topologies.conversation;

import dev.parley.topologies.machine.Refusal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Why the conversation refuses an action. Codes are public API. */
enum ConversationRefusal implements Refusal {
    NOT_A_MEMBER("not-a-member", "Only members may do this; join the group first.", null),
    NOT_INVITED("not-invited", "The group is private; a member must invite you.", null),
    PASSWORD_WRONG("password-wrong", "The group's password is another.", "password"),
    GROUP_NOT_FOUND("group-not-found", "There is no such group.", null),
    GROUP_EXISTS("group-exists", "A group with this id exists already; choose another id.", "id"),
    ALREADY_A_MEMBER("already-a-member", "The user is a member already.", null),
    OWNER_CANNOT_LEAVE("owner-cannot-leave", "The owner must hand the group over before leaving it.", null),
    REPLY_TO_UNKNOWN("reply-to-unknown", "The message that this replies to is not in this conversation.", "replyToId"),
    PARENT_UNKNOWN("parent-unknown", "The thread's first message is not in this conversation.", "parentId"),
    CONVERSATION_INVALID("conversation-invalid", "The conversation cannot take this action.", "conversation"),
    ACTION_ID_REUSED("action-id-reused", "Something else was asked under the same id before; use a new one.", null),
    INTERNAL("internal", "The action could not be decided; it was kept for inspection and changed nothing.", null);

    private final String code;
    private final String detail;
    private final @Nullable String field;

    ConversationRefusal(String code, String detail, @Nullable String field) {
        this.code = code;
        this.detail = detail;
        this.field = field;
    }

    /** The refusal with a code that was remembered. */
    static ConversationRefusal ofCode(String code) {
        return Arrays.stream(values())
                .filter(refusal -> refusal.code.equals(code))
                .findFirst()
                .orElse(INTERNAL);
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String detail() {
        return detail;
    }

    @Override
    public @Nullable String field() {
        return field;
    }
}
