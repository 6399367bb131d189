package dev.parley.ingress.conversations;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.edge.api.ConversationId;
import dev.parley.edge.api.ConversationId.Direct;
import dev.parley.edge.api.ConversationId.Group;
import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.Timestamps;
import dev.parley.ingress.groups.GroupViews;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.messages.MessageViews;
import dev.parley.ingress.reads.ConversationAccess;
import dev.parley.readmodel.read.InboxStore.Entry;
import dev.parley.readmodel.read.InboxStore.Settings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** Conversations as their members see them. */
public final class ConversationViews {
    private ConversationViews() {}

    /** The conversation object of the API, UTF-8. */
    public static byte[] json(Entry entry) {
        return JsonText.object(json -> write(json, entry));
    }

    /** 200 with a conversation. Markers and counts change without an event, so the number of its ETag is of the whole body. */
    static Reply reply(Entry entry) {
        var body = json(entry);
        return Reply.json(200, body).withVersion(entry.settings().version(), numberOf(body));
    }

    private static void write(JsonGenerator json, Entry entry) throws IOException {
        var membership = entry.membership();
        json.writeStringField("conversation", membership.conversation());
        writeOther(json, entry, ConversationAccess.parse(membership.conversation()));
        json.writeBooleanField("former", !membership.isMember());
        if (entry.lastMessage() != null) {
            raw(json, "lastMessage", MessageViews.of(entry.lastMessage()).toJson());
        }
        json.writeNumberField("seq", entry.headSeq());
        json.writeNumberField("messageNo", entry.messageNo());
        json.writeNumberField("readUpTo", entry.marker().readUpTo());
        json.writeNumberField("deliveredUpTo", entry.marker().deliveredUpTo());
        json.writeNumberField("unread", entry.unread().messages());
        json.writeNumberField("mentions", entry.unread().mentions());
        json.writeBooleanField("markedUnread", entry.marker().markedUnread());
        writeSettings(json, entry.settings(), entry.isHidden());
        Timestamps.write(json, "lastActivityAt", entry.lastActivityAt());
    }

    private static void writeOther(JsonGenerator json, Entry entry, ConversationId conversation) throws IOException {
        switch (conversation) {
            case Direct direct -> {
                json.writeStringField("kind", "direct");
                json.writeStringField("user", direct.other(entry.membership().user()));
            }
            case Group _ -> {
                json.writeStringField("kind", "group");
                raw(json, "group", groupOf(entry));
            }
        }
    }

    /** A private group shows itself to present members only. */
    private static byte @Nullable [] groupOf(Entry entry) {
        var group = entry.group();
        return group == null
                        || (group.access().equals("private")
                                && !entry.membership().isMember())
                ? null
                : GroupViews.of(group).toJson();
    }

    private static void writeSettings(JsonGenerator json, Settings settings, boolean isHidden) throws IOException {
        json.writeBooleanField("pinned", settings.pinnedAt() != null);
        Timestamps.write(json, "mutedUntil", settings.mutedUntil());
        json.writeBooleanField("archived", settings.isArchived());
        json.writeBooleanField("hidden", isHidden);
        JsonText.text(json, "draft", settings.draft());
        json.writeNumberField("version", settings.version());
    }

    private static void raw(JsonGenerator json, String name, byte @Nullable [] value) throws IOException {
        JsonText.raw(json, name, value == null ? null : new String(value, StandardCharsets.UTF_8));
    }

    private static long numberOf(byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(body);
            return ByteBuffer.wrap(digest).getLong() & Long.MAX_VALUE;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
