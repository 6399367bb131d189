package dev.parley.ingress.marks;

import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.OwnMark;
import dev.parley.edge.api.Timestamps;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.messages.MessageViews;
import dev.parley.ingress.reads.ConversationAccess;
import dev.parley.ingress.reads.Page;
import dev.parley.readmodel.read.MessageStore.StoredThread;
import dev.parley.readmodel.read.ThreadStore;
import dev.parley.readmodel.read.ThreadStore.FollowedThread;
import dev.parley.readmodel.read.ThreadStore.Place;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * {@code GET /v1/threads}: the caller's threads, the latest reply first. Two statements a page: a thread of which the caller may no
 * longer read the last reply is left out, so that a page may be shorter.
 */
public record ListThreads(ThreadStore threads, ConversationAccess access) implements Endpoint {
    private static final Pattern PLACE = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,18})\\.([dg]:.+)");

    @Override
    public Reply answer(Call call) {
        var limit = Page.limit(call);
        var after = Page.after(call).map(ListThreads::place).orElse(null);
        var found = threads.of(call.tenant(), call.actor(), after, limit + 1);
        var readable = ReadableMessages.among(
                access,
                call.caller(),
                found.stream().map(FollowedThread::parent).toList());
        return Page.byPlace(
                found,
                limit,
                ListThreads::json,
                ListThreads::place,
                thread -> readable.has(thread.parent(), repliesOf(thread).lastReplySeq()));
    }

    private static byte[] json(FollowedThread thread) {
        var replies = repliesOf(thread);
        var parent = MessageViews.of(thread.parent()).toJson(thread.isSaved() ? OwnMark.SAVED : OwnMark.NONE);
        return JsonText.object(json -> {
            JsonText.raw(json, "parent", new String(parent, StandardCharsets.UTF_8));
            json.writeStringField("lastReplyAt", Timestamps.text(replies.lastReplyAt()));
            json.writeNumberField("lastReplySeq", replies.lastReplySeq());
            json.writeNumberField("replies", replies.replies());
            json.writeNumberField("readUpTo", thread.readUpTo());
            json.writeNumberField("unread", thread.unread());
            json.writeNumberField("mentions", thread.mentions());
            json.writeBooleanField("subscribed", thread.isSubscribed());
        });
    }

    static StoredThread repliesOf(FollowedThread thread) {
        return Objects.requireNonNull(thread.parent().thread(), "The list has threads with replies only.");
    }

    private static String place(FollowedThread thread) {
        var place = placeOf(thread);
        return place.lastReplyAt() + "." + place.seq() + "." + place.conversation();
    }

    static Place placeOf(FollowedThread thread) {
        var parent = thread.parent();
        return new Place(repliesOf(thread).lastReplyAt().toEpochMilli(), parent.conversation(), parent.seq());
    }

    private static Place place(String text) {
        var parts = PLACE.matcher(text);
        if (!parts.matches()) {
            throw Page.noCursor();
        }
        return new Place(Long.parseLong(parts.group(1)), parts.group(3), Long.parseLong(parts.group(2)));
    }
}
