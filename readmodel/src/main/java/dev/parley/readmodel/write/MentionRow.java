package dev.parley.readmodel.write;

import dev.parley.schemas.Event;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageEdited;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * That a message names a user, as one event says. An edit does not say whom the message named before: a name holds as long as its
 * {@code seq} is that of the last event that set the message's mentions, which is the guard of {@code messages.mentions}.
 *
 * @param parentSeq seq of the thread's first message; {@link #NO_THREAD}, {@link #UNKNOWN_THREAD}
 * @param sender who sent the message
 * @param isCounted false for a name beside {@link #EVERYBODY}, which counts once
 * @param seq guard of everything
 */
public record MentionRow(Key key, long parentSeq, String sender, boolean isCounted, long seq) {
    /** Stands for every member; no id contains a colon. */
    public static final String EVERYBODY = ":all";

    static final long NO_THREAD = 0;
    /** Events before threads had seqs name the id of the first message only. */
    static final long UNKNOWN_THREAD = -1;

    private static final String AT_ALL = "@all";

    /** The primary key. */
    public record Key(String tenant, String conversation, String user, long messageSeq) {}

    /** Whether a message calls everybody, and the thread it is in. */
    private record Call(
            boolean isToAll,
            @Nullable String parentId,
            @Nullable Long parentSeq) {
        long thread() {
            return parentId == null ? NO_THREAD : Objects.requireNonNullElse(parentSeq, UNKNOWN_THREAD);
        }
    }

    static List<MentionRow> of(Event event) {
        return switch (event.getBody()) {
            case MessageCreated message ->
                rows(
                        event,
                        event.getSeq(),
                        Objects.requireNonNullElse(event.getActor(), ""),
                        new Call(message.getMentionsAll(), message.getParentId(), message.getParentSeq()));
            case MessageEdited edited
            when edited.getFields().contains("mentions") ->
                rows(
                        event,
                        edited.getMessageSeq(),
                        edited.getAuthor(),
                        new Call(edited.getMentionsAll(), edited.getParentId(), edited.getParentSeq()));
            default -> List.of();
        };
    }

    private static List<MentionRow> rows(Event event, long messageSeq, String sender, Call call) {
        var named = event.getContent() instanceof MessageContent content ? content.getMentions() : List.<String>of();
        if (named.isEmpty() && !call.isToAll()) {
            return List.of();
        }
        var rows = new ArrayList<MentionRow>(named.size() + 1);
        if (call.isToAll()) {
            rows.add(row(event, messageSeq, EVERYBODY, sender, call));
        }
        for (var user : named) {
            if (!user.equals(AT_ALL)) {
                rows.add(row(event, messageSeq, user, sender, call));
            }
        }
        return rows;
    }

    private static MentionRow row(Event event, long messageSeq, String user, String sender, Call call) {
        return new MentionRow(
                new Key(event.getTenant(), event.getConversation(), user, messageSeq),
                call.thread(),
                sender,
                user.equals(EVERYBODY) || !call.isToAll(),
                event.getSeq());
    }
}
