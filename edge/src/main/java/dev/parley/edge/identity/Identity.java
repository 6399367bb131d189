package dev.parley.edge.identity;

import dev.parley.edge.directory.TenantDirectory;
import dev.parley.edge.directory.UserDirectory;
import java.time.InstantSource;

/** All that verifies callers and what they bring, put together from the signing keys and the directories. */
public record Identity(Authenticator authenticator, UserTokens tokens, SocketTickets tickets, InviteCodes inviteCodes) {
    public static Identity of(TokenKeys keys, TenantDirectory tenants, UserDirectory users, RedeemedTickets redeemed) {
        return of(keys, tenants, users, redeemed, InstantSource.system());
    }

    static Identity of(
            TokenKeys keys,
            TenantDirectory tenants,
            UserDirectory users,
            RedeemedTickets redeemed,
            InstantSource clock) {
        var tokens = new UserTokens(keys, clock);
        var tickets = new SocketTickets(keys, redeemed, clock);
        var authenticator = new DirectoryAuthenticator(tokens, tickets, tenants, users, clock);
        return new Identity(authenticator, tokens, tickets, new InviteCodes(keys));
    }
}
