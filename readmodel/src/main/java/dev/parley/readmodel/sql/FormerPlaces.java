package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.InboxStore.Filter;
import dev.parley.readmodel.read.InboxStore.Place;
import dev.parley.readmodel.read.MembershipStore.Membership;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The places of conversations that a user left, or whose group was deleted: that of the last message of its membership. */
record FormerPlaces(SqlReader reader, String tenant, String user) {
    private static final int CHUNK = 100;

    private static final String FORMER =
            "SELECT m.conversation, m.user_id, m.role, m.is_member, m.joined_seq, m.left_seq, c.head_seq, "
                    + SqlMembershipStore.DELETIONS + """
            , COALESCE(m.joined_at, 0) AS began_at, COALESCE(s.hidden_up_to, 0) AS hidden_up_to
            FROM members m FORCE INDEX (members_of_user) STRAIGHT_JOIN conversations c ON c.tenant = m.tenant AND c.conversation = m.conversation
            LEFT JOIN conversation_settings s ON s.tenant = m.tenant AND s.user_id = m.user_id
              AND s.conversation = m.conversation
            WHERE m.tenant = ? AND m.user_id = ? AND (m.is_member = FALSE OR m.joined_seq <= c.deleted_seq)
            """;
    private static final String LAST_MESSAGE = """
            (SELECT conversation, seq, sent_at FROM messages
            WHERE tenant = ? AND conversation = ? AND seq > ? AND seq <= ? AND message_no > 0 ORDER BY seq DESC LIMIT 1)""";

    private record Former(Membership membership, long beganAt, long hiddenUpTo) {
        Place place(Optional<LastMessage> last) {
            return new Place(last.map(LastMessage::sentAt).orElse(beganAt), membership.conversation());
        }

        /** Hiding a former group of the same id hides nothing. */
        boolean isHidden(Optional<LastMessage> last) {
            return hiddenUpTo > membership.sinceSeq()
                    && last.filter(message -> message.seq() > hiddenUpTo).isEmpty();
        }
    }

    private record LastMessage(long seq, long sentAt) {}

    /** In no order. */
    List<Place> of(Filter filter, @Nullable Collection<String> only) {
        var query = new Query().add(FORMER, tenant, user);
        InboxPlaces.addChoice(query, filter, only);
        var former = query.list(
                reader,
                row -> new Former(
                        SqlMembershipStore.membership(row), row.getLong("began_at"), row.getLong("hidden_up_to")));
        var places = new ArrayList<Place>(former.size());
        for (var from = 0; from < former.size(); from += CHUNK) {
            var chunk = former.subList(from, Math.min(former.size(), from + CHUNK));
            var last = lastMessages(chunk);
            for (var one : chunk) {
                var message = Optional.ofNullable(last.get(one.membership().conversation()));
                if (filter.withHidden() || !one.isHidden(message)) {
                    places.add(one.place(message));
                }
            }
        }
        return places;
    }

    private Map<String, LastMessage> lastMessages(List<Former> former) {
        var query = new Query();
        var separator = "";
        for (var one : former) {
            var membership = one.membership();
            query.add(separator);
            separator = " UNION ALL ";
            query.add(LAST_MESSAGE, tenant, membership.conversation(), membership.sinceSeq(), membership.leftSeq());
        }
        var last = new HashMap<String, LastMessage>();
        query.list(reader, row -> last.put(row.getString(1), new LastMessage(row.getLong(2), row.getLong(3))));
        return last;
    }
}
