package dev.parley.topologies.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.BanUser;
import dev.parley.schemas.DeleteMessage;
import dev.parley.schemas.EditMessage;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.JoinGroup;
import dev.parley.schemas.LeaveGroup;
import dev.parley.schemas.MemberMuted;
import dev.parley.schemas.MemberUnmuted;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MuteMember;
import dev.parley.schemas.UnbanUser;
import dev.parley.schemas.UnmuteMember;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may stop whom from writing, and what the muted may still do. */
class MutesTest {
    private static final Instant IN_AN_HOUR = Instant.ofEpochMilli(Chat.BEGIN).plus(Duration.ofHours(1));

    private final Team team = new Team(GroupAccess.PUBLIC);

    private static EditMessage edit(String message) {
        var content = MessageContent.newBuilder().setText("new").build();
        return new EditMessage(message, List.of("text"), content, null);
    }

    @Test
    void theMutedNeitherSendNorEditButDeleteTheirOwnAndLeave() {
        var message = ((MessageCreated) team.says("al").event().getBody()).getMessageId();
        assertEquals(
                new MemberMuted("al", null),
                team.event("mo", new MuteMember("al", null)).getBody());
        assertEquals("muted", team.says("al").rejected().getCode());
        assertEquals("muted", team.refusal("al", edit(message)));
        team.event("al", new DeleteMessage(message));
        team.event("al", new LeaveGroup());
    }

    @Test
    void aMuteEndsByPartitionTime() {
        team.event("mo", new MuteMember("al", IN_AN_HOUR));
        team.chat.pass(Duration.ofHours(1).minusMillis(1));
        assertEquals("muted", team.says("al").rejected().getCode());
        team.chat.pass(1);
        assertTrue(team.isUnchanged("mo", new UnmuteMember("al")));
        team.says("al").event();
        assertEquals("until-passed", team.refusal("mo", new MuteMember("al", IN_AN_HOUR)));
    }

    @Test
    void theSameMuteAgainChangesNothingAndAnotherOneIsAnEvent() {
        team.event("mo", new MuteMember("al", IN_AN_HOUR));
        assertTrue(team.isUnchanged("ad", new MuteMember("al", IN_AN_HOUR)));
        team.event("ad", new MuteMember("al", null));
        assertEquals(
                new MemberUnmuted("al"),
                team.event("ad", new UnmuteMember("al")).getBody());
        assertTrue(team.isUnchanged("ad", new UnmuteMember("al")));
        team.says("al").event();
    }

    @Test
    void leavingAndComingBackEndsNoMute() {
        team.event("mo", new MuteMember("al", IN_AN_HOUR));
        team.event("al", new LeaveGroup());
        assertEquals("member-not-found", team.refusal("mo", new UnmuteMember("al")));
        team.event("al", new JoinGroup(null));
        assertEquals("muted", team.says("al").rejected().getCode());
        team.event("mo", new BanUser("al", null, null));
        team.event("mo", new UnbanUser("al"));
        team.event("al", new JoinGroup(null));
        assertEquals("muted", team.says("al").rejected().getCode());
        team.event("mo", new UnmuteMember("al"));
        team.says("al").event();
    }

    @Test
    void leavesNothingBehindOfThoseWhoWereNeverMuted() {
        var before = team.size();
        team.event("al", new LeaveGroup());
        // The member, less the action and its place in the expiry index.
        assertEquals(before - 1 + 2, team.size());
    }

    @ParameterizedTest
    @CsvSource({
        "mo, mo, not-permitted",
        "mo, ad, not-permitted",
        "ad, ow, not-permitted",
        "al, bo, not-permitted",
        "mo, cy, member-not-found",
        "cy, al, not-a-member",
    })
    void onlyModeratorsAndAboveMuteAndOnlySomebodyOfALowerRole(String actor, String user, String code) {
        assertEquals(code, team.refusal(actor, new MuteMember(user, null)));
        assertEquals(code, team.refusal(actor, new UnmuteMember(user)));
    }
}
