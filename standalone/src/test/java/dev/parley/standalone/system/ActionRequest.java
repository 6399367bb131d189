package dev.parley.standalone.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.schemas.AcceptInvite;
import dev.parley.schemas.Action;
import dev.parley.schemas.AddMember;
import dev.parley.schemas.AddReaction;
import dev.parley.schemas.BanUser;
import dev.parley.schemas.BlockUser;
import dev.parley.schemas.ChangeRole;
import dev.parley.schemas.CreateGroup;
import dev.parley.schemas.CreateInvite;
import dev.parley.schemas.DeleteGroup;
import dev.parley.schemas.DeleteMessage;
import dev.parley.schemas.EditMessage;
import dev.parley.schemas.JoinGroup;
import dev.parley.schemas.LeaveGroup;
import dev.parley.schemas.MuteMember;
import dev.parley.schemas.PinMessage;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.RemoveFriend;
import dev.parley.schemas.RemoveMember;
import dev.parley.schemas.RemoveReaction;
import dev.parley.schemas.RequestFriend;
import dev.parley.schemas.RevokeInvite;
import dev.parley.schemas.TransferOwnership;
import dev.parley.schemas.UnbanUser;
import dev.parley.schemas.UnblockUser;
import dev.parley.schemas.UnmuteMember;
import dev.parley.schemas.UnpinMessage;
import dev.parley.schemas.UpdateGroup;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An action as a client asks for it over REST.
 *
 * @param body null where the request has none
 */
record ActionRequest(String method, String path, @Nullable Map<String, @Nullable Object> body) {
    private static final JsonMapper JSON = new JsonMapper();

    /** @param codes of invites, by id */
    static ActionRequest of(Action action, Map<String, String> codes) {
        var conversation = action.getConversation();
        var group = "/v1/groups/" + encoded(conversation.substring(2));
        return switch (action.getBody()) {
            case CreateGroup create -> post("/v1/groups", GroupFieldsJson.of(conversation.substring(2), create));
            case UpdateGroup update -> new ActionRequest("PATCH", group, GroupFieldsJson.of(update));
            case DeleteGroup _ -> delete(group);
            case JoinGroup join -> post(group + "/join", fields("password", text(join.getPasswordKey())));
            case LeaveGroup _ -> post(group + "/leave", fields());
            case TransferOwnership transfer -> post(group + "/transfer-ownership", fields("to", transfer.getTo()));
            case AddMember add ->
                post(group + "/members", fields("users", List.of(add.getUser()), "role", lower(add.getRole())));
            case RemoveMember remove -> delete(group + "/members/" + encoded(remove.getUser()));
            case ChangeRole change ->
                new ActionRequest(
                        "PATCH",
                        group + "/members/" + encoded(change.getUser()),
                        fields("role", lower(change.getRole())));
            case BanUser ban ->
                put(
                        group + "/bans/" + encoded(ban.getUser()),
                        fields("until", time(ban.getUntil()), "reason", ban.getReason()));
            case UnbanUser unban -> delete(group + "/bans/" + encoded(unban.getUser()));
            case MuteMember mute ->
                put(group + "/mutes/" + encoded(mute.getUser()), fields("until", time(mute.getUntil())));
            case UnmuteMember unmute -> delete(group + "/mutes/" + encoded(unmute.getUser()));
            case CreateInvite create ->
                post(group + "/invites", fields("uses", create.getUses(), "expiresAt", time(create.getExpiresAt())));
            case RevokeInvite revoke -> delete(group + "/invites/" + revoke.getInviteId());
            case AcceptInvite accept ->
                post("/v1/invites/" + codes.getOrDefault(accept.getInviteId(), "unknown") + "/accept", fields());
            case Object _ -> ofMessagesAndPeople(action);
        };
    }

    private static ActionRequest ofMessagesAndPeople(Action action) {
        var in = "?conversation=" + encoded(action.getConversation());
        var self = "/v1/users/" + encoded(Objects.requireNonNull(action.getActor()));
        return switch (action.getBody()) {
            case PostMessage post -> post("/v1/messages", ContentJson.of(action.getConversation(), post));
            case EditMessage edit ->
                new ActionRequest("PATCH", message(edit.getMessageId()) + in, ContentJson.of(edit));
            case DeleteMessage delete -> delete(message(delete.getMessageId()) + in);
            case PinMessage pin -> put(message(pin.getMessageId()) + "/pin" + in, null);
            case UnpinMessage unpin -> delete(message(unpin.getMessageId()) + "/pin" + in);
            case AddReaction add ->
                put(message(add.getMessageId()) + "/reactions/" + encoded(add.getEmoji()) + in, null);
            case RemoveReaction remove ->
                delete(message(remove.getMessageId()) + "/reactions/" + encoded(remove.getEmoji()) + in);
            case BlockUser block -> put(self + "/blocks/" + encoded(block.getUser()), null);
            case UnblockUser unblock -> delete(self + "/blocks/" + encoded(unblock.getUser()));
            case RequestFriend request -> put(self + "/friends/" + encoded(request.getUser()), null);
            case RemoveFriend remove -> delete(self + "/friends/" + encoded(remove.getUser()));
            default -> throw new IllegalArgumentException("No request for " + action.getBody());
        };
    }

    /** Fields that are null are not sent. */
    static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
        var fields = new HashMap<String, @Nullable Object>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
            }
        }
        return fields;
    }

    static @Nullable String lower(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
    }

    static @Nullable JsonNode json(@Nullable String text) {
        try {
            return text == null ? null : JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static @Nullable String text(@Nullable ByteBuffer bytes) {
        return bytes == null
                ? null
                : StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static String message(String id) {
        return "/v1/messages/" + id;
    }

    private static ActionRequest post(String path, Map<String, @Nullable Object> body) {
        return new ActionRequest("POST", path, body);
    }

    private static ActionRequest put(String path, @Nullable Map<String, @Nullable Object> body) {
        return new ActionRequest("PUT", path, body);
    }

    private static ActionRequest delete(String path) {
        return new ActionRequest("DELETE", path, null);
    }
}
