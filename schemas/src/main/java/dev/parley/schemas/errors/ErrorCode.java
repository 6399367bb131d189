package dev.parley.schemas.errors;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why something is refused. The code, the HTTP status and the field are public API; the text is for people and says what to do.
 * An error whose text depends on the request gives a text of its own.
 */
public enum ErrorCode {
    BODY_NOT_JSON(400, "The body must be one JSON object in UTF-8."),
    FIELD_MISSING(400, "A required field is missing."),
    FIELD_INVALID(400, "The field's value is not valid."),
    FIELD_UNKNOWN(400, "There is no such field here."),
    FIELD_UNSUPPORTED(400, "This field is not supported yet."),
    TEXT_BLANK(400, "The text has no visible character.", "text"),
    TEXT_TOO_LONG(400, "The text is too long.", "text"),
    TEXT_REQUIRED(400, "A message of kind text needs a text; delete the message instead.", "text"),
    FILE_REQUIRED(400, "A message of this kind needs at least one file; delete the message instead.", "attachments"),
    RECEIVER_IS_SENDER(400, "A user cannot send a message to itself.", "receiver"),
    REPLY_TO_UNKNOWN(400, "The message to reply to is not in this conversation.", "replyToId"),
    UNTIL_PASSED(400, "until must lie in the future.", "until"),
    EXPIRES_AT_PASSED(400, "expiresAt must lie in the future.", "expiresAt"),
    PARENT_UNKNOWN(400, "The thread's first message is not in this conversation, or was deleted.", "parentId"),
    PARENT_IS_REPLY(400, "This message is itself a reply; send the id of the thread's first message.", "parentId"),
    SEND_AT_INVALID(400, "sendAt must lie in the future, at most a year ahead.", "sendAt"),
    ON_BEHALF_OF_REQUIRED(400, "Name the acting user in the header X-On-Behalf-Of."),
    FRAME_INVALID(400, "The frame must be one JSON object with a type."),
    HELLO_MISSING(400, "The first frame must be hello."),
    TYPE_UNKNOWN(400, "Unknown type of frame.", "type"),

    TOKEN_MISSING(401, "Send a user token in Authorization, or an API key in X-Api-Key."),
    TOKEN_INVALID(401, "The token is not valid here."),
    TOKEN_EXPIRED(401, "The token has expired; request a new one."),
    TOKEN_REVOKED(401, "The token was revoked; request a new one."),
    KEY_INVALID(401, "The API key is unknown or revoked."),

    ACTOR_INACTIVE(403, "The acting user is deactivated."),
    KEY_SCOPE(403, "The scope of this API key does not allow this."),
    KEY_REQUIRED(403, "Only an API key of the tenant may do this."),
    NOT_A_MEMBER(403, "Only members of the conversation may do this."),
    ORIGIN_NOT_ALLOWED(403, "Web pages of this origin may not open a socket here."),
    NOT_PERMITTED(403, "Your role does not allow this."),
    PASSWORD_WRONG(403, "Wrong group password.", "password"),
    BANNED(403, "The user is banned from this group.", "user"),
    MUTED(403, "You are muted in this group."),
    BLOCKED(403, "The receiver does not accept your messages and requests."),

    NOT_FOUND(404, "There is nothing at this address."),
    USER_NOT_FOUND(404, "User not found."),
    ON_BEHALF_OF_UNKNOWN(404, "The user named in X-On-Behalf-Of does not exist."),
    RECEIVER_UNKNOWN(404, "The receiver does not exist.", "receiver"),
    GROUP_NOT_FOUND(404, "Group not found."),
    CONVERSATION_NOT_FOUND(404, "Conversation not found."),
    MESSAGE_NOT_FOUND(404, "Message not found."),
    MEMBER_NOT_FOUND(404, "The user is not a member of this group.", "user"),
    INVITE_NOT_FOUND(404, "Invite not found: it was revoked or used up, or never existed."),
    SESSION_NOT_FOUND(404, "Session not found: it has ended or never existed."),
    SCHEDULED_NOT_FOUND(404, "Scheduled message not found: it was sent or cancelled, or never existed."),

    METHOD_NOT_ALLOWED(405, "The address does not support this method."),
    BODY_TOO_SLOW(408, "The body did not arrive in time; send it again."),

    ACTION_ID_REUSED(409, "This idempotency key was used for another request; use a new key."),
    ACTION_UNSUPPORTED(409, "The server that decides does not support this action yet; retry later."),
    ALREADY_A_MEMBER(409, "The user is already a member."),
    CONVERSATION_INVALID(409, "This action is not possible in this conversation.", "conversation"),
    CONVERSATION_PINS_LIMIT(409, "You have as many pinned conversations as you may (100); unpin one first."),
    GROUP_EXISTS(409, "A group with this id exists; choose another id.", "id"),
    HELLO_REPEATED(409, "hello was sent before; it is the first frame and no other."),
    INVITE_EXPIRED(409, "The invite has expired; ask for a new one."),
    INVITES_LIMIT(409, "The group has as many open invites as it may; revoke one first."),
    MESSAGE_DELETED(409, "The message was deleted."),
    MESSAGE_PINS_LIMIT(409, "The conversation has as many pinned messages as it may; unpin one first."),
    REACTIONS_LIMIT(409, "The message has as many different reactions as it may.", "emoji"),
    SAVED_LIMIT(409, "You have as many saved messages as you may; take one off the list first."),
    REVOKED_SESSIONS_LIMIT(
            409,
            "As many sessions as possible (100) were cut before their time; cut all sessions of the user instead."),
    SCHEDULED_LIMIT(409, "You have as many scheduled messages here as you may; cancel one first."),
    OWNER_CANNOT_LEAVE(409, "The owner must transfer the group before leaving it."),
    RECEIVER_INACTIVE(409, "The receiver is deactivated.", "receiver"),
    USER_EXISTS(409, "A user with this id exists; choose another id, or change that user.", "id"),
    USER_BLOCKED(409, "You block this user; unblock it first.", "other"),
    USER_INACTIVE(409, "The user is deactivated; reactivate it first."),

    VERSION_CONFLICT(412, "The version is not the current one; read it again and retry.", "version"),
    BODY_TOO_LARGE(413, "The body is too large."),
    MEDIA_TYPE_UNSUPPORTED(415, "The body must be application/json in UTF-8; say so in Content-Type."),
    THROTTLED(429, "Too many of these; retry later."),
    SLOW_MODE(
            429,
            "The group is in slow mode: wait its slowModeSeconds between messages, then send with a new idempotency key."),
    UPGRADE_REQUIRED(426, "This address serves WebSockets: send Connection: Upgrade and Upgrade: websocket."),
    INTERNAL(500, "Internal error; the header X-Request-Id identifies it in the server's log."),

    LOG_UNAVAILABLE(503, "The log is not available; retry with the same idempotency key."),
    STORE_UNAVAILABLE(503, "The store is not available; retry later."),
    READ_BEHIND(503, "The store has not caught up with the log yet; retry later."),
    OUTCOME_UNKNOWN(503, "The outcome is not known yet; retry with the same idempotency key."),
    STOPPING(503, "This node is stopping; connect to another one."),
    TOO_BUSY(503, "Server busy; retry later.");

    private static final Map<String, ErrorCode> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ErrorCode::code, Function.identity()));

    private final String code;
    private final int status;
    private final String detail;
    private final @Nullable String field;

    ErrorCode(int status, String detail) {
        this(status, detail, null);
    }

    ErrorCode(int status, String detail, @Nullable String field) {
        this.code = name().toLowerCase(Locale.ROOT).replace('_', '-');
        this.status = status;
        this.detail = detail;
        this.field = field;
    }

    /** The error of this code; empty for one of a newer version. */
    public static Optional<ErrorCode> find(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** Stable, in kebab-case. */
    public String code() {
        return code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** For people. */
    public String detail() {
        return detail;
    }

    /** The field at fault, where it is always the same one. */
    public @Nullable String field() {
        return field;
    }
}
