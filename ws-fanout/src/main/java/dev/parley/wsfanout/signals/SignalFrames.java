package dev.parley.wsfanout.signals;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.Timestamps;
import dev.parley.readmodel.read.InboxStore.Unread;
import dev.parley.schemas.ConversationSettings;
import dev.parley.schemas.Receipt;
import dev.parley.wsfanout.frame.Frames;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The frames of signals: made once, sent to any number of sockets. */
final class SignalFrames {
    private SignalFrames() {}

    /** @param coalesced for how long receipts were gathered; zero where they were not */
    static byte[] receipts(String conversation, List<Receipt> receipts, Duration coalesced) {
        return Frames.text(JsonText.object(json -> {
            writeReceipts(json, conversation, receipts);
            if (!coalesced.isZero()) {
                json.writeNumberField("coalescedMs", coalesced.toMillis());
            }
        }));
    }

    /**
     * For the user's own devices.
     *
     * @param unread null where it is not known, or has not changed
     */
    static byte[] ownReceipt(Receipt receipt, @Nullable Unread unread) {
        return Frames.text(JsonText.object(json -> {
            writeReceipts(json, receipt.getConversation(), List.of(receipt));
            if (unread != null) {
                json.writeNumberField("unread", unread.messages());
                json.writeNumberField("mentions", unread.mentions());
            }
            json.writeBooleanField("markedUnread", receipt.getMarkedUnread());
            if (unread != null) {
                json.writeNumberField("seq", unread.headSeq());
            }
        }));
    }

    /** For the user's own devices. */
    static byte[] updated(ConversationSettings settings) {
        return Frames.text(JsonText.object(json -> {
            json.writeStringField("type", "conversation.updated");
            json.writeStringField("conversation", settings.getConversation());
            json.writeBooleanField("pinned", settings.getPinnedAt() != null);
            Timestamps.write(json, "mutedUntil", settings.getMutedUntil());
            json.writeBooleanField("archived", settings.getArchived());
            json.writeNumberField("hiddenUpTo", settings.getHiddenUpTo());
            JsonText.text(json, "draft", settings.getDraft());
            json.writeNumberField("version", settings.getVersion());
        }));
    }

    /** A member types, or has stopped. */
    static byte[] typing(String conversation, String user, boolean isOn) {
        return Frames.text(JsonText.object(json -> {
            writeTyping(json, conversation, List.of(user));
            writeOn(json, isOn);
        }));
    }

    /**
     * All who type in a group.
     *
     * @param named of them
     * @param coalesced time until the next frame at the earliest
     */
    static byte[] typing(String conversation, List<String> named, int count, Duration coalesced) {
        return Frames.text(JsonText.object(json -> {
            writeTyping(json, conversation, named);
            json.writeNumberField("count", count);
            writeOn(json, count > 0);
            json.writeNumberField("coalescedMs", coalesced.toMillis());
        }));
    }

    private static void writeTyping(JsonGenerator json, String conversation, List<String> users) throws IOException {
        json.writeStringField("type", "typing");
        json.writeStringField("conversation", conversation);
        JsonText.texts(json, "users", users);
    }

    private static void writeOn(JsonGenerator json, boolean isOn) throws IOException {
        json.writeBooleanField("on", isOn);
        if (isOn) {
            json.writeNumberField("expiresInMs", EphemeralSignals.LIFETIME.toMillis());
        }
    }

    /** @param data a JSON object */
    static byte[] transientData(String conversation, String user, String data, Instant at) {
        return Frames.text(JsonText.object(json -> {
            json.writeStringField("type", "transient");
            json.writeStringField("conversation", conversation);
            json.writeStringField("user", user);
            JsonText.raw(json, "data", data);
            Timestamps.write(json, "at", at);
        }));
    }

    private static void writeReceipts(JsonGenerator json, String conversation, List<Receipt> receipts)
            throws IOException {
        json.writeStringField("type", "receipt");
        json.writeStringField("conversation", conversation);
        json.writeArrayFieldStart("receipts");
        for (var receipt : receipts) {
            json.writeStartObject();
            json.writeStringField("user", receipt.getUser());
            json.writeNumberField("readUpTo", receipt.getReadUpTo());
            json.writeNumberField("deliveredUpTo", receipt.getDeliveredUpTo());
            Timestamps.write(json, "at", receipt.getUpdatedAt());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
