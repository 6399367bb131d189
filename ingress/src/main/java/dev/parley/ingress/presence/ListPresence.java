package dev.parley.ingress.presence;

import dev.parley.edge.api.Ids;
import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.Problem;
import dev.parley.edge.presence.PresenceTable;
import dev.parley.edge.presence.ShownPresence;
import dev.parley.edge.restrictions.RestrictionTable;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /v1/presence?users=a,b}: how users of the tenant are shown, in the order in which they are named. Who does not exist is
 * offline, as who was never there, and as who blocks the caller or is blocked by it.
 */
public record ListPresence(PresenceTable table, RestrictionTable restrictions) implements Endpoint {
    private static final int MAX_USERS = 100;
    private static final String USERS = "users";

    @Override
    public Reply answer(Call call) {
        var users = users(call);
        var self = call.caller().actor();
        return Reply.json(200, JsonText.object(json -> {
            json.writeArrayFieldStart("items");
            for (var user : users) {
                json.writeStartObject();
                shown(call.tenant(), self, user).writeTo(json, user);
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    @Override
    public Set<ErrorCode> problems() {
        return Set.of(ErrorCode.FIELD_MISSING);
    }

    private ShownPresence shown(String tenant, Optional<String> self, String user) {
        if (!table.isCurrent()) {
            return ShownPresence.UNKNOWN;
        }
        var known = table.find(tenant, user);
        if (self.isPresent() && self.get().equals(user)) {
            return ShownPresence.toOneself(known);
        }
        return self.isPresent() && restrictions.areApart(tenant, self.get(), user)
                ? ShownPresence.APART
                : ShownPresence.toOthers(known);
    }

    private static List<String> users(Call call) {
        var named = call.query().getOrDefault(USERS, "");
        if (named.isEmpty()) {
            throw refused(ErrorCode.FIELD_MISSING, "users is required: 1 to 100 ids, separated by commas.");
        }
        var users = Arrays.stream(named.split(",", MAX_USERS + 2)).distinct().toList();
        if (users.size() > MAX_USERS) {
            throw refused(
                    ErrorCode.FIELD_INVALID, "users must be at most " + MAX_USERS + " ids; ask in several calls.");
        }
        if (!users.stream().allMatch(Ids::isValid)) {
            throw refused(ErrorCode.FIELD_INVALID, "Each of users must be " + Ids.FORM);
        }
        return users;
    }

    private static RefusedException refused(ErrorCode error, String detail) {
        return new RefusedException(Problem.at(USERS, error, detail));
    }
}
