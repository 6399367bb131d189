package dev.parley.edge.identity;

import dev.parley.edge.directory.TenantDirectory;
import dev.parley.edge.directory.UserDirectory;
import dev.parley.edge.identity.Authentication.Refused;
import dev.parley.edge.identity.Authentication.Verified;
import dev.parley.edge.identity.Caller.ServerCaller;
import dev.parley.edge.identity.Caller.UserCaller;
import dev.parley.schemas.UserStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Verifies callers by the platform's own keys and by the directories of tenants and users. */
final class DirectoryAuthenticator implements Authenticator {
    /** A user may have been created on another node a moment ago. Only who holds a genuine key can make us wait. */
    private static final Duration USER_WAIT = Duration.ofMillis(500);

    /** A genuine token says that there is or was such a user: rather this node is behind, and a refusal would be taken for good. */
    private static final Duration HOLDER_WAIT = Duration.ofSeconds(3);

    private static final String BEARER = "bearer ";

    private final UserTokens tokens;
    private final SocketTickets tickets;
    private final TenantDirectory tenants;
    private final UserDirectory users;
    private final InstantSource clock;

    DirectoryAuthenticator(
            UserTokens tokens,
            SocketTickets tickets,
            TenantDirectory tenants,
            UserDirectory users,
            InstantSource clock) {
        this.tokens = tokens;
        this.tickets = tickets;
        this.tenants = tenants;
        this.users = users;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(
            @Nullable String authorization, @Nullable String apiKey, @Nullable String onBehalfOf) {
        if (authorization != null && apiKey != null) {
            return new Refused("token-invalid", "Send Authorization or X-Api-Key, not both.");
        }
        if (apiKey != null) {
            return server(apiKey, onBehalfOf);
        }
        if (authorization == null) {
            return new Refused("token-missing", "Send a user token in Authorization, or an API key in X-Api-Key.");
        }
        if (onBehalfOf != null) {
            return new Refused("token-invalid", "Only an API key acts on behalf of a user.");
        }
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authenticateToken(authorization.substring(BEARER.length()))
                : new Refused("token-invalid", "Authorization must be: Bearer, a space, the token.");
    }

    @Override
    public Authentication authenticateToken(String token) {
        var claims = tokens.read(token).filter(it -> it.isIssued(clock.instant()));
        return claims.isEmpty()
                ? new Refused("token-invalid", "This is no token of this platform.")
                : arrived(new UserCaller(
                        claims.get().tenant(),
                        claims.get().user(),
                        claims.get().session(),
                        claims.get().epoch(),
                        claims.get().expiresAt()));
    }

    @Override
    public Authentication redeemTicket(String ticket) {
        var caller = tickets.redeem(ticket);
        return caller.isEmpty()
                ? new Refused("token-invalid", "This ticket is not genuine, or was used or expired. Ask for a new one.")
                : arrived(caller.get());
    }

    @Override
    public Authentication recheck(Caller caller) {
        return switch (caller) {
            case UserCaller user -> recheckUser(user);
            case ServerCaller server -> recheckServer(server);
        };
    }

    private Authentication arrived(UserCaller caller) {
        users.await(caller.tenant(), caller.user(), HOLDER_WAIT);
        return recheckUser(caller);
    }

    private Authentication recheckUser(UserCaller caller) {
        if (!clock.instant().isBefore(caller.expiresAt())) {
            return new Refused("token-expired", "The token has expired. Ask for a new one.");
        }
        var facts = users.find(caller.tenant(), caller.user());
        if (facts.isEmpty() || caller.epoch() < facts.get().tokenEpoch()) {
            return new Refused("token-revoked", "The token was revoked.");
        }
        return facts.get().status() == UserStatus.ACTIVE
                ? new Verified(caller)
                : new Refused("actor-inactive", "The user is not active.");
    }

    private Authentication server(String apiKey, @Nullable String onBehalfOf) {
        var holder = tenants.holderOf(apiKey);
        if (holder.isEmpty()) {
            return new Refused("key-invalid", "This is no API key in force.");
        }
        if (onBehalfOf != null) {
            users.await(holder.get().tenant(), onBehalfOf, USER_WAIT);
        }
        return actingServer(new ServerCaller(
                holder.get().tenant(), holder.get().keyId(), holder.get().scope(), Optional.ofNullable(onBehalfOf)));
    }

    private Authentication recheckServer(ServerCaller caller) {
        var isInForce = tenants.find(caller.tenant()).stream()
                .flatMap(tenant -> tenant.getApiKeys().stream())
                .anyMatch(key -> key.getId().equals(caller.keyId()) && key.getRevokedAt() == null);
        return isInForce ? actingServer(caller) : new Refused("key-invalid", "This is no API key in force.");
    }

    private Authentication actingServer(ServerCaller caller) {
        if (caller.actor().isEmpty()) {
            return new Verified(caller);
        }
        var facts = users.find(caller.tenant(), caller.actor().get());
        if (facts.isEmpty() || facts.get().status() == UserStatus.DELETED) {
            return new Refused("on-behalf-of-unknown", "There is no such user.");
        }
        return facts.get().status() == UserStatus.ACTIVE
                ? new Verified(caller)
                : new Refused("actor-inactive", "The user who acts is not active.");
    }
}
