package dev.parley.topologies.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.BanUser;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.JoinGroup;
import dev.parley.schemas.MemberBanned;
import dev.parley.schemas.MemberUnbanned;
import dev.parley.schemas.UnbanUser;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may keep whom out of a group, and for how long. */
class BansTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Team team = new Team(GroupAccess.PUBLIC);

    private static BanUser ban(String user) {
        return new BanUser(user, null, null);
    }

    @Test
    void aBanEndsTheMembershipInTheSameEvent() {
        var before = team.says("al").event().getSeq();
        var ban = team.event("mo", new BanUser("al", null, "spam"));
        assertEquals(before + 1, ban.getSeq());
        assertEquals("mo", ban.getActor());
        assertEquals(new MemberBanned("al", null, "spam", 4L, true), ban.getBody());
        assertEquals("not-a-member", team.says("al").rejected().getCode());
        assertEquals("banned", team.refusal("al", new JoinGroup(null)));
    }

    @Test
    void aBanOfANonMemberKeepsOutAndCountsNobody() {
        assertEquals(
                new MemberBanned("cy", null, null, 5L, false),
                team.event("mo", ban("cy")).getBody());
        assertEquals("banned", team.refusal("cy", new JoinGroup(null)));
    }

    @Test
    void theSameBanAgainChangesNothingAndAnotherOneIsAnEvent() {
        var until = Instant.ofEpochMilli(Chat.BEGIN).plus(HOUR);
        team.event("mo", new BanUser("al", until, "spam"));
        assertTrue(team.isUnchanged("ad", new BanUser("al", until, "spam")));
        var other = assertInstanceOf(
                MemberBanned.class,
                team.event("mo", new BanUser("al", until, "scam")).getBody());
        assertFalse(other.getWasMember());
        assertEquals(4, other.getMemberCount());
        team.event("mo", new BanUser("al", until.plus(HOUR), "scam"));
    }

    @Test
    void aBanEndsByPartitionTime() {
        team.event("mo", new BanUser("al", Instant.ofEpochMilli(Chat.BEGIN).plus(HOUR), null));
        team.chat.pass(HOUR.minusMillis(1));
        assertEquals("banned", team.refusal("al", new JoinGroup(null)));
        team.chat.pass(1);
        team.event("al", new JoinGroup(null));
        assertEquals("until-passed", team.refusal("mo", new BanUser("al", Instant.ofEpochMilli(Chat.BEGIN), null)));
    }

    @Test
    void aLiftedBanLetsTheUserComeBack() {
        team.event("mo", ban("al"));
        assertEquals(
                new MemberUnbanned("al"), team.event("mo", new UnbanUser("al")).getBody());
        assertTrue(team.isUnchanged("mo", new UnbanUser("al")));
        team.event("al", new JoinGroup(null));
    }

    @Test
    void aBanThatIsOverNeedsNoLifting() {
        team.event("mo", new BanUser("cy", Instant.ofEpochMilli(Chat.BEGIN).plus(HOUR), null));
        team.chat.pass(HOUR);
        assertTrue(team.isUnchanged("mo", new UnbanUser("cy")));
    }

    @ParameterizedTest
    @CsvSource({
        "mo, mo, not-permitted",
        "mo, ad, not-permitted",
        "mo, ow, not-permitted",
        "ad, ad, not-permitted",
        "ad, ow, not-permitted",
        "al, bo, not-permitted",
        "al, cy, not-permitted",
        "cy, al, not-a-member",
    })
    void onlyModeratorsAndAboveBanAndOnlySomebodyOfALowerRole(String actor, String user, String code) {
        assertEquals(code, team.refusal(actor, ban(user)));
        assertEquals(code, team.refusal(actor, new UnbanUser(user)));
    }

    @ParameterizedTest
    @CsvSource({"mo, al", "ad, mo", "ow, ad", "ow, cy"})
    void rolesAboveTheUsersMayBan(String actor, String user) {
        team.event(actor, ban(user));
    }

    @Test
    void aPrivateGroupIsNotThereForTheBannedNorForStrangers() {
        var secret = new Team(GroupAccess.PRIVATE);
        assertEquals("group-not-found", secret.refusal("cy", ban("al")));
        secret.event("mo", ban("al"));
        assertEquals("group-not-found", secret.refusal("al", new JoinGroup(null)));
        assertEquals("group-not-found", secret.says("al").rejected().getCode());
    }

    @Test
    void aNewGroupOfTheSameIdKnowsNoBansOfTheFormerOne() {
        team.event("mo", ban("cy"));
        team.change(ConversationState::endGroup);
        team.chat.send(Chat.createGroup("team", "ne", GroupAccess.PUBLIC, null));
        team.event("cy", new JoinGroup(null));
    }

    @Test
    void answersARetryOfABanThatIsOverAsTheFirstTime() {
        var ban = Chat.action(
                Team.TEAM,
                "mo",
                "b",
                new BanUser("al", Instant.ofEpochMilli(Chat.BEGIN).plus(HOUR), null));
        var first = team.chat.send(ban);
        team.chat.pass(HOUR.multipliedBy(2));
        var again = team.chat.send(ban);
        assertTrue(again.events().isEmpty());
        assertEquals(first.accepted(), again.accepted());
    }
}
