package dev.parley.topologies.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.AcceptInvite;
import dev.parley.schemas.BanUser;
import dev.parley.schemas.CreateInvite;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.InviteCreated;
import dev.parley.schemas.InviteRevoked;
import dev.parley.schemas.LeaveGroup;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.RevokeInvite;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may invite, and until when an invite lets somebody in. */
class InvitesTest {
    private static final int MAX_INVITES = 100;

    private final Team team = new Team(GroupAccess.PRIVATE);

    private String invite(@Nullable Integer uses, @Nullable Duration time) {
        var end = time == null ? null : Instant.ofEpochMilli(Chat.BEGIN).plus(time);
        var event = team.event("ad", new CreateInvite(uses, end));
        return assertInstanceOf(InviteCreated.class, event.getBody()).getInviteId();
    }

    @Test
    void anInviteOpensAPrivateGroup() {
        var id = invite(null, null);
        assertEquals(
                new MemberJoined("cy", MemberRole.PARTICIPANT, 6L, id, null),
                team.event("cy", new AcceptInvite(id)).getBody());
        team.says("cy").event();
        assertEquals("already-a-member", team.refusal("cy", new AcceptInvite(id)));
    }

    @Test
    void letsInAsManyAsItSays() {
        var id = invite(2, null);
        assertEquals(1L, joined("cy", id).getInviteUsesLeft());
        assertEquals(0L, joined("di", id).getInviteUsesLeft());
        assertEquals("invite-not-found", team.refusal("ed", new AcceptInvite(id)));
        assertEquals("already-a-member", team.refusal("di", new AcceptInvite(id)));
        assertEquals("invite-not-found", team.refusal("ad", new RevokeInvite(id)));
    }

    @Test
    void aRetryUsesAnInviteOnce() {
        var id = invite(1, null);
        var accept = Chat.action(Team.TEAM, "cy", "a", new AcceptInvite(id));
        var first = team.chat.send(accept);
        assertEquals(first.accepted(), team.chat.send(accept).accepted());
    }

    @Test
    void anInviteEndsByPartitionTime() {
        var id = invite(null, Duration.ofHours(1));
        team.chat.pass(Duration.ofHours(1).minusMillis(1));
        joined("cy", id);
        team.chat.pass(1);
        assertEquals("invite-expired", team.refusal("di", new AcceptInvite(id)));
        assertEquals("expires-at-passed", team.refusal("ad", new CreateInvite(null, Instant.ofEpochMilli(Chat.BEGIN))));
    }

    @Test
    void aRevokedInviteIsNotThere() {
        var id = invite(null, null);
        assertEquals(
                new InviteRevoked(id), team.event("ow", new RevokeInvite(id)).getBody());
        assertEquals("invite-not-found", team.refusal("cy", new AcceptInvite(id)));
        assertEquals("invite-not-found", team.refusal("ow", new RevokeInvite(id)));
    }

    @Test
    void anInviteDoesNotLetTheBannedIn() {
        var id = invite(null, null);
        team.event("mo", new BanUser("cy", null, null));
        assertEquals("banned", team.refusal("cy", new AcceptInvite(id)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mo", "al"})
    void onlyAdminsAndTheOwnerInvite(String actor) {
        assertEquals("not-permitted", team.refusal(actor, new CreateInvite(null, null)));
        assertEquals("not-permitted", team.refusal(actor, new RevokeInvite(invite(null, null))));
        assertEquals("group-not-found", team.refusal("cy", new CreateInvite(null, null)));
    }

    @Test
    void aGroupHasAtMostAHundredAndTheExpiredMakeRoom() {
        var first = invite(null, Duration.ofHours(1));
        for (var i = 1; i < MAX_INVITES; i++) {
            invite(1, null);
        }
        assertEquals("invites-limit", team.refusal("ad", new CreateInvite(null, null)));
        team.chat.pass(Duration.ofHours(1));
        assertEquals("invite-expired", team.refusal("cy", new AcceptInvite(first)));
        var last = invite(null, null);
        assertEquals("invite-not-found", team.refusal("cy", new AcceptInvite(first)));
        assertEquals("invites-limit", team.refusal("ad", new CreateInvite(null, null)));
        team.event("ad", new RevokeInvite(last));
        invite(null, null);
    }

    @Test
    void countsNoInvitesOfAnotherGroup() {
        team.chat.send(Chat.createGroup("team2", "ow", GroupAccess.PUBLIC, null));
        for (var i = 0; i < MAX_INVITES; i++) {
            team.chat.send(Chat.action("g:team2", "ow", "i" + i, new CreateInvite(null, null)));
        }
        invite(null, null);
    }

    @Test
    void aNewGroupOfTheSameIdKnowsNoInvitesOfTheFormerOne() {
        var id = invite(null, null);
        for (var i = 1; i < MAX_INVITES; i++) {
            invite(null, null);
        }
        team.change(ConversationState::endGroup);
        assertEquals("invite-not-found", team.refusal("cy", new AcceptInvite(id)));
        team.chat.send(Chat.createGroup("team", "ad", GroupAccess.PUBLIC, null));
        assertEquals("invite-not-found", team.refusal("cy", new AcceptInvite(id)));
        invite(null, null);
    }

    @Test
    void whoLeavesMayComeBackByTheSameInvite() {
        var id = invite(2, null);
        joined("cy", id);
        team.event("cy", new LeaveGroup());
        assertTrue(joined("cy", id).getMemberCount() > 0);
    }

    private MemberJoined joined(String user, String id) {
        return assertInstanceOf(
                MemberJoined.class, team.event(user, new AcceptInvite(id)).getBody());
    }
}
