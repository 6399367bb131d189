package dev.parley.ingress;

import dev.parley.readmodel.read.SessionStore;
import dev.parley.schemas.Session;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tokens that the store has. */
record InMemorySessions(InMemoryStore store) implements SessionStore {
    private static final Comparator<StoredSession> NEWEST_FIRST = Comparator.comparing(StoredSession::createdAt)
            .thenComparing(StoredSession::id)
            .reversed();

    @Override
    public List<StoredSession> page(String tenant, String user, Terms terms, @Nullable Place before, int limit) {
        return store.sessions(tenant, user).stream()
                .map(InMemorySessions::stored)
                .filter(session -> session.revokedAt() == null
                        && session.expiresAt().isAfter(terms.now())
                        && session.tokenEpoch() >= terms.minEpoch())
                .sorted(NEWEST_FIRST)
                .filter(session -> before == null || follows(session, before))
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<StoredSession> find(String tenant, String user, String id) {
        return store.sessions(tenant, user).stream()
                .filter(session -> session.getId().equals(id))
                .map(InMemorySessions::stored)
                .findFirst();
    }

    private static boolean follows(StoredSession session, Place place) {
        var order = session.createdAt().compareTo(place.createdAt());
        return order < 0 || (order == 0 && session.id().compareTo(place.id()) < 0);
    }

    private static StoredSession stored(Session session) {
        return new StoredSession(
                session.getId(),
                session.getDevice(),
                session.getCreatedAt(),
                session.getExpiresAt(),
                session.getTokenEpoch(),
                session.getRevokedAt(),
                session.getVersion());
    }
}
