package dev.parley.readmodel.write;

import dev.parley.readmodel.write.LogRow.EventRow;
import dev.parley.readmodel.write.LogRow.SkippedRow;
import dev.parley.readmodel.write.LogRow.UserRow;
import dev.parley.schemas.User;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a batch makes of the tables: each key once, with the newest of what the batch says of it. */
public final class Projections {
    private record EventKey(String tenant, String conversation, long seq) {}

    private record UserKey(String tenant, String user) {}

    private final Map<EventKey, EventRow> events = new LinkedHashMap<>();
    private final Map<ConversationRow.Key, ConversationRow> conversations = new LinkedHashMap<>();
    private final Map<MemberRow.Key, MemberRow> members = new LinkedHashMap<>();
    private final Map<MessageRow.Key, MessageRow> messages = new LinkedHashMap<>();
    private final Map<UserKey, User> users = new LinkedHashMap<>();
    private final Map<LogPartition, Long> positions = new LinkedHashMap<>();

    private Projections() {}

    public static Projections of(List<LogRow> rows) {
        var projections = new Projections();
        rows.forEach(projections::add);
        return projections;
    }

    private void add(LogRow row) {
        positions.merge(row.partition(), row.offset() + 1, Math::max);
        switch (row) {
            case EventRow event -> add(event);
            case UserRow user -> add(user.user());
            case SkippedRow _ -> {}
        }
    }

    private void add(EventRow row) {
        var event = row.event();
        events.putIfAbsent(new EventKey(event.getTenant(), event.getConversation(), event.getSeq()), row);
        var conversation = ConversationRow.of(event);
        conversations.merge(conversation.key(), conversation, ConversationRow::merge);
        MemberRow.of(event).forEach(member -> members.merge(member.key(), member, MemberRow::merge));
        MessageRow.of(event).forEach(message -> messages.merge(message.key(), message, MessageRow::merge));
    }

    private void add(User user) {
        var key = new UserKey(user.getTenant(), user.getId());
        users.merge(key, user, (known, other) -> other.getVersion() > known.getVersion() ? other : known);
    }

    public Collection<EventRow> events() {
        return events.values();
    }

    public Collection<ConversationRow> conversations() {
        return conversations.values();
    }

    public Collection<MemberRow> members() {
        return members.values();
    }

    public Collection<MessageRow> messages() {
        return messages.values();
    }

    public Collection<User> users() {
        return users.values();
    }

    /** The next offset of each partition. */
    public Map<LogPartition, Long> positions() {
        return positions;
    }
}
