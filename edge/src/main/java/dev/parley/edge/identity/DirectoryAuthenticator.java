package dev.parley.edge.identity;

import dev.parley.edge.directory.TenantDirectory;
import dev.parley.edge.directory.UserDirectory;
import dev.parley.edge.identity.Authentication.Refused;
import dev.parley.edge.identity.Authentication.Verified;
import dev.parley.edge.identity.Caller.ServerCaller;
import dev.parley.edge.identity.Caller.UserCaller;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.errors.ErrorCode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Verifies callers by the platform's own keys and by the directories of tenants and users. */
final class DirectoryAuthenticator implements Authenticator {
    /** A user may have been created on another node a moment ago. Only a caller with a valid key can make us wait. */
    private static final Duration USER_WAIT = Duration.ofMillis(500);

    /** A valid token shows that the user exists or existed: this node is probably behind, and clients take a refusal as final. */
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
            return new Refused(ErrorCode.TOKEN_INVALID, "Send Authorization or X-Api-Key, not both.");
        }
        if (apiKey != null) {
            return server(apiKey, onBehalfOf);
        }
        if (authorization == null) {
            return Authentication.refused(ErrorCode.TOKEN_MISSING);
        }
        if (onBehalfOf != null) {
            return new Refused(
                    ErrorCode.TOKEN_INVALID, "X-On-Behalf-Of needs an API key; a user token acts for its own user.");
        }
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authenticateToken(authorization.substring(BEARER.length()))
                : new Refused(ErrorCode.TOKEN_INVALID, "Authorization must be: Bearer <token>.");
    }

    @Override
    public Authentication authenticateToken(String token) {
        var claims = tokens.read(token).filter(it -> it.isIssued(clock.instant()));
        return claims.isEmpty()
                ? new Refused(ErrorCode.TOKEN_INVALID, "The token was not issued by this platform or is malformed.")
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
                ? new Refused(
                        ErrorCode.TOKEN_INVALID,
                        "The ticket is not valid, was used already or has expired; request a new one.")
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
            return Authentication.refused(ErrorCode.TOKEN_EXPIRED);
        }
        var facts = users.find(caller.tenant(), caller.user());
        if (facts.isEmpty() || facts.get().isRevoked(caller.session(), caller.epoch())) {
            return Authentication.refused(ErrorCode.TOKEN_REVOKED);
        }
        return facts.get().status() == UserStatus.ACTIVE
                ? new Verified(caller)
                : Authentication.refused(ErrorCode.ACTOR_INACTIVE);
    }

    private Authentication server(String apiKey, @Nullable String onBehalfOf) {
        var holder = tenants.holderOf(apiKey);
        if (holder.isEmpty()) {
            return Authentication.refused(ErrorCode.KEY_INVALID);
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
        return isInForce ? actingServer(caller) : Authentication.refused(ErrorCode.KEY_INVALID);
    }

    private Authentication actingServer(ServerCaller caller) {
        if (caller.actor().isEmpty()) {
            return new Verified(caller);
        }
        var facts = users.find(caller.tenant(), caller.actor().get());
        if (facts.isEmpty() || facts.get().status() == UserStatus.DELETED) {
            return Authentication.refused(ErrorCode.ON_BEHALF_OF_UNKNOWN);
        }
        return facts.get().status() == UserStatus.ACTIVE
                ? new Verified(caller)
                : Authentication.refused(ErrorCode.ACTOR_INACTIVE);
    }
}
