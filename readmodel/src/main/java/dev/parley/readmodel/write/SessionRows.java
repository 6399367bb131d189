package dev.parley.readmodel.write;

import static dev.parley.readmodel.write.Column.number;
import static dev.parley.readmodel.write.Column.text;
import static dev.parley.readmodel.write.Column.time;

import dev.parley.readmodel.write.LogRecord.SessionRecord;
import dev.parley.schemas.Session;
import java.util.List;

/** The tokens that were given out. A record holds the whole session, so there is one guard: its version. */
final class SessionRows implements Projection<Session> {
    private static final Table<Session> TABLE = Table.<Session>named("sessions")
            .key(
                    text("tenant", Session::getTenant),
                    text("user_id", Session::getUser),
                    text("session_id", Session::getId))
            .guarded(
                    number("version", Session::getVersion),
                    time("created_at", Session::getCreatedAt),
                    time("expires_at", Session::getExpiresAt),
                    text("device", Session::getDevice),
                    number("token_epoch", session -> (long) session.getTokenEpoch()),
                    time("revoked_at", Session::getRevokedAt),
                    time("updated_at", Session::getUpdatedAt));

    private record Key(String tenant, String user, String id) {}

    @Override
    public Table<Session> table() {
        return TABLE;
    }

    @Override
    public List<Session> rows(LogRecord record) {
        return record instanceof SessionRecord session ? List.of(session.session()) : List.of();
    }

    @Override
    public Object key(Session row) {
        return new Key(row.getTenant(), row.getUser(), row.getId());
    }

    @Override
    public Session merge(Session known, Session other) {
        return other.getVersion() > known.getVersion() ? other : known;
    }
}
