package dev.parley.topologies.users;

import dev.parley.schemas.OpenSession;
import dev.parley.schemas.RevokeSession;
import dev.parley.schemas.Session;
import dev.parley.schemas.UserAction;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.machine.Decided;
import dev.parley.topologies.machine.Decided.Happened;
import dev.parley.topologies.machine.Decided.Numbers;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.state.UserSession;
import dev.parley.topologies.state.UserSessionCount;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.store.StateCodec;
import java.time.Instant;
import java.util.List;

/**
 * The tokens that were given out to users (keys {@code E}) until they expire, and how many changes a user's sessions have seen (keys
 * {@code V}). Whether an expired one was purged already never shows, since times are compared ({@link SessionExpiry}). One thread.
 */
final class Sessions {
    private static final byte SESSION = 'E';
    private static final byte COUNT = 'V';
    private static final String SINK = Output.sinkOf(Topics.SESSIONS);

    private final AvroWriter<Session> writer;
    private final UserRecords users;
    private final SessionExpiry expiry = new SessionExpiry();
    private final StateCodec<UserSession> sessions = new StateCodec<>(UserSession.getClassSchema());
    private final StateCodec<UserSessionCount> counts = new StateCodec<>(UserSessionCount.getClassSchema());

    Sessions(AvroWriter<Session> writer, UserRecords users) {
        this.writer = writer;
        this.users = users;
    }

    /** The session's record is kept for a retry, which comes with another id and another end. */
    Decided open(UserAction action, OpenSession open, long now, KeyValues draft) {
        var id = open.getSession();
        var known = sessions.read(draft.get(UserState.key(SESSION, action, id)));
        var change = SessionChange.open(open, users.find(action, draft), known, version(action, draft) + 1, now);
        return decided(action, id, change, now, draft);
    }

    /** The numbers of the answer are the user's version. */
    Decided revoke(UserAction action, RevokeSession revoke, long now, KeyValues draft) {
        var id = revoke.getSession();
        var known = sessions.read(draft.get(UserState.key(SESSION, action, id)));
        var change = SessionChange.revoke(id, users.find(action, draft), known, version(action, draft) + 1, now);
        return decided(action, id, change, now, draft);
    }

    /** As {@link #revoke}, of all sessions: a number in the user's record says it, so that there is no record for each. */
    Decided revokeAll(UserAction action, long now, KeyValues draft) {
        return decided(action, "", SessionChange.revokeAll(users.find(action, draft), now), now, draft);
    }

    private Decided decided(UserAction action, String id, SessionChange change, long now, KeyValues draft) {
        return switch (change) {
            case SessionChange.Refused(var error) -> new Decided.Refused(error);
            case SessionChange.Same(var version) -> UserState.unchanged(version);
            case SessionChange.Opened(var session) -> {
                expiry.add(draft, session.getExpiresAt(), UserState.key(SESSION, action, id));
                yield happened(List.of(put(action, id, session, now, draft)), session.getVersion());
            }
            case SessionChange.Revoked(var session, var user) ->
                happened(List.of(put(action, id, session, now, draft), users.put(user, draft)), user.getVersion());
            case SessionChange.AllRevoked(var user) -> happened(List.of(users.put(user, draft)), user.getVersion());
        };
    }

    /** The client hears of the last record. */
    private static Happened happened(List<Output> outputs, long version) {
        var numbers = new Numbers(version, version, 0);
        return new Happened(outputs, numbers, outputs.getLast().bytes(), false, List.of());
    }

    /** Forgets some of those that have expired. */
    void purge(long now, KeyValues draft) {
        expiry.purge(draft, now, key -> {
            var session = sessions.read(draft.get(key));
            return session == null || SessionChange.isOver(session, now);
        });
    }

    private long version(UserAction action, KeyValues state) {
        var count = counts.read(state.get(UserState.key(COUNT, action, "")));
        return count == null ? 0 : count.getVersion();
    }

    private Output put(UserAction action, String id, UserSession session, long now, KeyValues draft) {
        draft.put(UserState.key(SESSION, action, id), sessions.write(session));
        draft.put(UserState.key(COUNT, action, ""), counts.write(new UserSessionCount(session.getVersion())));
        var record = Session.newBuilder()
                .setTenant(action.getTenant())
                .setUser(action.getUser())
                .setId(id)
                .setDevice(session.getDevice())
                .setCreatedAt(Instant.ofEpochMilli(session.getCreatedAt()))
                .setExpiresAt(Instant.ofEpochMilli(session.getExpiresAt()))
                .setRevokedAt(UserState.instant(session.getRevokedAt()))
                .setTokenEpoch(session.getTokenEpoch())
                .setVersion(session.getVersion())
                .setUpdatedAt(Instant.ofEpochMilli(now))
                .build();
        return new Output(SINK, Keys.of(action.getTenant(), action.getUser(), id), Output.SAME, writer.write(record));
    }
}
