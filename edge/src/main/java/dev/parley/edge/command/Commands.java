package dev.parley.edge.command;

import static dev.parley.schemas.errors.ErrorCode.ALREADY_A_MEMBER;
import static dev.parley.schemas.errors.ErrorCode.BANNED;
import static dev.parley.schemas.errors.ErrorCode.BLOCKED;
import static dev.parley.schemas.errors.ErrorCode.CONVERSATION_NOT_FOUND;
import static dev.parley.schemas.errors.ErrorCode.EXPIRES_AT_PASSED;
import static dev.parley.schemas.errors.ErrorCode.FIELD_UNSUPPORTED;
import static dev.parley.schemas.errors.ErrorCode.FILE_REQUIRED;
import static dev.parley.schemas.errors.ErrorCode.GROUP_EXISTS;
import static dev.parley.schemas.errors.ErrorCode.GROUP_NOT_FOUND;
import static dev.parley.schemas.errors.ErrorCode.INVITES_LIMIT;
import static dev.parley.schemas.errors.ErrorCode.INVITE_EXPIRED;
import static dev.parley.schemas.errors.ErrorCode.INVITE_NOT_FOUND;
import static dev.parley.schemas.errors.ErrorCode.MEMBER_NOT_FOUND;
import static dev.parley.schemas.errors.ErrorCode.MESSAGE_DELETED;
import static dev.parley.schemas.errors.ErrorCode.MESSAGE_NOT_FOUND;
import static dev.parley.schemas.errors.ErrorCode.MESSAGE_PINS_LIMIT;
import static dev.parley.schemas.errors.ErrorCode.MUTED;
import static dev.parley.schemas.errors.ErrorCode.NOT_A_MEMBER;
import static dev.parley.schemas.errors.ErrorCode.NOT_PERMITTED;
import static dev.parley.schemas.errors.ErrorCode.OWNER_CANNOT_LEAVE;
import static dev.parley.schemas.errors.ErrorCode.PARENT_IS_REPLY;
import static dev.parley.schemas.errors.ErrorCode.PARENT_UNKNOWN;
import static dev.parley.schemas.errors.ErrorCode.PASSWORD_WRONG;
import static dev.parley.schemas.errors.ErrorCode.REACTIONS_LIMIT;
import static dev.parley.schemas.errors.ErrorCode.RECEIVER_INACTIVE;
import static dev.parley.schemas.errors.ErrorCode.RECEIVER_IS_SENDER;
import static dev.parley.schemas.errors.ErrorCode.RECEIVER_UNKNOWN;
import static dev.parley.schemas.errors.ErrorCode.REPLY_TO_UNKNOWN;
import static dev.parley.schemas.errors.ErrorCode.SCHEDULED_LIMIT;
import static dev.parley.schemas.errors.ErrorCode.SCHEDULED_NOT_FOUND;
import static dev.parley.schemas.errors.ErrorCode.SEND_AT_INVALID;
import static dev.parley.schemas.errors.ErrorCode.SLOW_MODE;
import static dev.parley.schemas.errors.ErrorCode.TEXT_BLANK;
import static dev.parley.schemas.errors.ErrorCode.TEXT_REQUIRED;
import static dev.parley.schemas.errors.ErrorCode.TEXT_TOO_LONG;
import static dev.parley.schemas.errors.ErrorCode.UNTIL_PASSED;
import static dev.parley.schemas.errors.ErrorCode.USER_BLOCKED;
import static dev.parley.schemas.errors.ErrorCode.USER_INACTIVE;
import static dev.parley.schemas.errors.ErrorCode.USER_NOT_FOUND;
import static dev.parley.schemas.errors.ErrorCode.VERSION_CONFLICT;

import dev.parley.edge.identity.InviteCodes;
import java.util.List;

/** Every command, one line each. */
public final class Commands {
    public static final Command SEND_MESSAGE = Command.of(
            "message.send",
            SendMessageRequest::parse,
            SEND_AT_INVALID,
            SCHEDULED_LIMIT,
            TEXT_BLANK,
            TEXT_TOO_LONG,
            FIELD_UNSUPPORTED,
            RECEIVER_IS_SENDER,
            RECEIVER_UNKNOWN,
            RECEIVER_INACTIVE,
            CONVERSATION_NOT_FOUND,
            GROUP_NOT_FOUND,
            NOT_A_MEMBER,
            MUTED,
            SLOW_MODE,
            BLOCKED,
            REPLY_TO_UNKNOWN,
            PARENT_UNKNOWN,
            PARENT_IS_REPLY);
    public static final Command REPLY_IN_THREAD = Command.of(
            "thread.reply",
            SendMessageRequest::parseReply,
            SEND_AT_INVALID,
            SCHEDULED_LIMIT,
            TEXT_BLANK,
            TEXT_TOO_LONG,
            FIELD_UNSUPPORTED,
            RECEIVER_INACTIVE,
            MESSAGE_NOT_FOUND,
            NOT_A_MEMBER,
            MUTED,
            SLOW_MODE,
            BLOCKED,
            REPLY_TO_UNKNOWN,
            PARENT_IS_REPLY);
    public static final Command CANCEL_SCHEDULED =
            Command.of("scheduled.cancel", CancelScheduledRequest::parse, SCHEDULED_NOT_FOUND);
    public static final Command EDIT_MESSAGE = Command.of(
            "message.edit",
            EditMessageRequest::parse,
            FIELD_UNSUPPORTED,
            TEXT_BLANK,
            TEXT_TOO_LONG,
            TEXT_REQUIRED,
            FILE_REQUIRED,
            MESSAGE_NOT_FOUND,
            NOT_A_MEMBER,
            MUTED,
            NOT_PERMITTED,
            BLOCKED,
            MESSAGE_DELETED,
            VERSION_CONFLICT);
    public static final Command DELETE_MESSAGE = Command.of(
            "message.delete",
            DeleteMessageRequest::parse,
            MESSAGE_NOT_FOUND,
            NOT_A_MEMBER,
            NOT_PERMITTED,
            MESSAGE_DELETED);
    public static final Command ADD_REACTION = Command.of(
            "reaction.add",
            ReactionRequest::add,
            MESSAGE_NOT_FOUND,
            NOT_A_MEMBER,
            MUTED,
            BLOCKED,
            MESSAGE_DELETED,
            REACTIONS_LIMIT);
    public static final Command REMOVE_REACTION = Command.of(
            "reaction.remove",
            ReactionRequest::remove,
            MESSAGE_NOT_FOUND,
            NOT_A_MEMBER,
            MUTED,
            BLOCKED,
            MESSAGE_DELETED);
    public static final Command PIN_MESSAGE = Command.of(
            "message.pin",
            PinMessageRequest::pin,
            MESSAGE_NOT_FOUND,
            NOT_A_MEMBER,
            MUTED,
            BLOCKED,
            NOT_PERMITTED,
            MESSAGE_DELETED,
            MESSAGE_PINS_LIMIT);
    public static final Command UNPIN_MESSAGE = Command.of(
            "message.unpin",
            PinMessageRequest::unpin,
            MESSAGE_NOT_FOUND,
            NOT_A_MEMBER,
            MUTED,
            BLOCKED,
            NOT_PERMITTED,
            MESSAGE_DELETED);
    public static final Command CREATE_GROUP = Command.of("group.create", CreateGroupRequest::parse, GROUP_EXISTS);
    public static final Command JOIN_GROUP = Command.of(
            "group.join", JoinGroupRequest::parse, GROUP_NOT_FOUND, PASSWORD_WRONG, ALREADY_A_MEMBER, BANNED);
    public static final Command LEAVE_GROUP =
            Command.of("group.leave", LeaveGroupRequest::parse, GROUP_NOT_FOUND, NOT_A_MEMBER, OWNER_CANNOT_LEAVE);
    public static final Command UPDATE_GROUP = Command.of(
            "group.update", UpdateGroupRequest::parse, GROUP_NOT_FOUND, NOT_A_MEMBER, NOT_PERMITTED, VERSION_CONFLICT);
    public static final Command DELETE_GROUP =
            Command.of("group.delete", DeleteGroupRequest::parse, GROUP_NOT_FOUND, NOT_A_MEMBER, NOT_PERMITTED);
    public static final Command REMOVE_MEMBER = Command.of(
            "member.remove",
            RemoveMemberRequest::parse,
            GROUP_NOT_FOUND,
            NOT_A_MEMBER,
            NOT_PERMITTED,
            MEMBER_NOT_FOUND);
    public static final Command CHANGE_ROLE = Command.of(
            "member.change-role",
            ChangeRoleRequest::parse,
            GROUP_NOT_FOUND,
            NOT_A_MEMBER,
            NOT_PERMITTED,
            MEMBER_NOT_FOUND);
    public static final Command TRANSFER_OWNERSHIP = Command.of(
            "group.transfer-ownership",
            TransferOwnershipRequest::parse,
            GROUP_NOT_FOUND,
            NOT_A_MEMBER,
            NOT_PERMITTED,
            MEMBER_NOT_FOUND);

    public static final Command BAN_USER = Command.of(
            "group.ban",
            BanUserRequest::parse,
            USER_NOT_FOUND,
            GROUP_NOT_FOUND,
            NOT_A_MEMBER,
            NOT_PERMITTED,
            UNTIL_PASSED);
    public static final Command UNBAN_USER =
            Command.of("group.unban", UnbanUserRequest::parse, GROUP_NOT_FOUND, NOT_A_MEMBER, NOT_PERMITTED);
    public static final Command MUTE_MEMBER = Command.of(
            "member.mute",
            MuteMemberRequest::parse,
            GROUP_NOT_FOUND,
            MEMBER_NOT_FOUND,
            NOT_A_MEMBER,
            NOT_PERMITTED,
            UNTIL_PASSED);
    public static final Command UNMUTE_MEMBER = Command.of(
            "member.unmute",
            UnmuteMemberRequest::parse,
            GROUP_NOT_FOUND,
            MEMBER_NOT_FOUND,
            NOT_A_MEMBER,
            NOT_PERMITTED);
    public static final Command CREATE_INVITE = Command.of(
            "invite.create",
            CreateInviteRequest::parse,
            GROUP_NOT_FOUND,
            NOT_A_MEMBER,
            NOT_PERMITTED,
            EXPIRES_AT_PASSED,
            INVITES_LIMIT);
    public static final Command REVOKE_INVITE = Command.of(
            "invite.revoke",
            RevokeInviteRequest::parse,
            GROUP_NOT_FOUND,
            INVITE_NOT_FOUND,
            NOT_A_MEMBER,
            NOT_PERMITTED);

    public static final Command BLOCK_USER =
            Command.of("user.block", RelationRequest.Kind.BLOCK::parse, NOT_PERMITTED, USER_NOT_FOUND);
    public static final Command UNBLOCK_USER =
            Command.of("user.unblock", RelationRequest.Kind.UNBLOCK::parse, NOT_PERMITTED, USER_NOT_FOUND);
    public static final Command REQUEST_FRIEND = Command.of(
            "friend.request",
            RelationRequest.Kind.REQUEST_FRIEND::parse,
            NOT_PERMITTED,
            USER_NOT_FOUND,
            USER_INACTIVE,
            BLOCKED,
            USER_BLOCKED);
    public static final Command REMOVE_FRIEND =
            Command.of("friend.remove", RelationRequest.Kind.REMOVE_FRIEND::parse, NOT_PERMITTED, USER_NOT_FOUND);

    /** Those that are a type of frame. */
    public static final List<Command> FRAMES = List.of(
            SEND_MESSAGE, EDIT_MESSAGE, DELETE_MESSAGE, ADD_REACTION, REMOVE_REACTION, PIN_MESSAGE, UNPIN_MESSAGE);

    private Commands() {}

    /** Joining by an invite; its code is verified with the signing keys. */
    public static Command acceptInvite(InviteCodes codes) {
        return Command.of(
                "invite.accept",
                fields -> AcceptInviteRequest.parse(fields, codes),
                INVITE_NOT_FOUND,
                INVITE_EXPIRED,
                ALREADY_A_MEMBER,
                BANNED);
    }
}
