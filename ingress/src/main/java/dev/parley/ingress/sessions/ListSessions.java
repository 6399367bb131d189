package dev.parley.ingress.sessions;

import dev.parley.edge.redis.SeenSessions;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.Page;
import dev.parley.readmodel.read.SessionStore.Place;
import dev.parley.readmodel.read.SessionStore.StoredSession;
import dev.parley.schemas.errors.ErrorCode;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code GET /v1/users/{user}/sessions} and {@code …/tokens}: those that hold, the newest first. */
record ListSessions(HeldSessions sessions, SeenSessions seen) implements Endpoint {
    /** 15 digits are some thousand years. */
    private static final Pattern PLACE = Pattern.compile("([0-9]{1,15})/(.{1,128})");

    @Override
    public Reply answer(Call call) {
        var user = HeldSessions.userOf(call);
        var limit = Page.limit(call);
        var before = Page.after(call).map(ListSessions::place).orElse(null);
        var found = sessions.page(call.tenant(), user, before, limit + 1);
        var views = SessionViews.of(call.caller(), user, found, seen);
        return Page.byPlace(
                found,
                limit,
                views::json,
                session -> textOf(session),
                session -> !sessions.isCut(call.tenant(), user, session));
    }

    @Override
    public Set<ErrorCode> problems() {
        return HeldSessions.PROBLEMS;
    }

    private static String textOf(StoredSession session) {
        return session.createdAt().toEpochMilli() + "/" + session.id();
    }

    private static Place place(String text) {
        var parts = PLACE.matcher(text);
        if (!parts.matches()) {
            throw Page.noCursor();
        }
        return new Place(Instant.ofEpochMilli(Long.parseLong(parts.group(1))), parts.group(2));
    }
}
