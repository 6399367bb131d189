package dev.parley.edge.command;

import static dev.parley.schemas.errors.ErrorCode.ALREADY_A_MEMBER;
import static dev.parley.schemas.errors.ErrorCode.CONVERSATION_NOT_FOUND;
import static dev.parley.schemas.errors.ErrorCode.FIELD_UNSUPPORTED;
import static dev.parley.schemas.errors.ErrorCode.GROUP_EXISTS;
import static dev.parley.schemas.errors.ErrorCode.GROUP_NOT_FOUND;
import static dev.parley.schemas.errors.ErrorCode.KIND_UNSUPPORTED;
import static dev.parley.schemas.errors.ErrorCode.MESSAGE_DELETED;
import static dev.parley.schemas.errors.ErrorCode.MESSAGE_NOT_FOUND;
import static dev.parley.schemas.errors.ErrorCode.NOT_A_MEMBER;
import static dev.parley.schemas.errors.ErrorCode.NOT_PERMITTED;
import static dev.parley.schemas.errors.ErrorCode.OWNER_CANNOT_LEAVE;
import static dev.parley.schemas.errors.ErrorCode.PARENT_UNKNOWN;
import static dev.parley.schemas.errors.ErrorCode.PASSWORD_WRONG;
import static dev.parley.schemas.errors.ErrorCode.RECEIVER_INACTIVE;
import static dev.parley.schemas.errors.ErrorCode.RECEIVER_IS_SENDER;
import static dev.parley.schemas.errors.ErrorCode.RECEIVER_UNKNOWN;
import static dev.parley.schemas.errors.ErrorCode.REPLY_TO_UNKNOWN;
import static dev.parley.schemas.errors.ErrorCode.TEXT_BLANK;
import static dev.parley.schemas.errors.ErrorCode.TEXT_TOO_LONG;
import static dev.parley.schemas.errors.ErrorCode.VERSION_CONFLICT;

import java.util.List;

/** Every command, one line each. */
public final class Commands {
    public static final Command SEND_MESSAGE = Command.of(
            "message.send",
            SendMessageRequest::parse,
            TEXT_BLANK,
            TEXT_TOO_LONG,
            KIND_UNSUPPORTED,
            FIELD_UNSUPPORTED,
            RECEIVER_IS_SENDER,
            RECEIVER_UNKNOWN,
            RECEIVER_INACTIVE,
            CONVERSATION_NOT_FOUND,
            GROUP_NOT_FOUND,
            NOT_A_MEMBER,
            REPLY_TO_UNKNOWN,
            PARENT_UNKNOWN);
    public static final Command EDIT_MESSAGE = Command.of(
            "message.edit",
            EditMessageRequest::parse,
            FIELD_UNSUPPORTED,
            TEXT_BLANK,
            TEXT_TOO_LONG,
            MESSAGE_NOT_FOUND,
            NOT_A_MEMBER,
            NOT_PERMITTED,
            MESSAGE_DELETED,
            VERSION_CONFLICT);
    public static final Command DELETE_MESSAGE = Command.of(
            "message.delete",
            DeleteMessageRequest::parse,
            MESSAGE_NOT_FOUND,
            NOT_A_MEMBER,
            NOT_PERMITTED,
            MESSAGE_DELETED);
    public static final Command CREATE_GROUP = Command.of("group.create", CreateGroupRequest::parse, GROUP_EXISTS);
    public static final Command JOIN_GROUP =
            Command.of("group.join", JoinGroupRequest::parse, GROUP_NOT_FOUND, PASSWORD_WRONG, ALREADY_A_MEMBER);
    public static final Command LEAVE_GROUP =
            Command.of("group.leave", LeaveGroupRequest::parse, GROUP_NOT_FOUND, NOT_A_MEMBER, OWNER_CANNOT_LEAVE);

    /** Those that are a type of frame. */
    public static final List<Command> FRAMES = List.of(SEND_MESSAGE, EDIT_MESSAGE, DELETE_MESSAGE);

    private Commands() {}
}
