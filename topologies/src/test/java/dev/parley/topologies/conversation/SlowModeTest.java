package dev.parley.topologies.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.JoinGroup;
import dev.parley.schemas.LeaveGroup;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A participant sends one message in so many seconds. */
class SlowModeTest {
    private static final int SECONDS = 30;
    private static final Duration PAUSE = Duration.ofSeconds(SECONDS);

    private final Team team = new Team(GroupAccess.PUBLIC);

    @BeforeEach
    void slowDown() {
        team.setSlowMode(SECONDS);
    }

    @Test
    void aParticipantWaitsBetweenMessages() {
        team.says("al").event();
        team.chat.pass(PAUSE.minusMillis(1));
        assertEquals("slow-mode", team.says("al").rejected().getCode());
        team.says("bo").event();
        team.chat.pass(1);
        team.says("al").event();
        assertEquals("slow-mode", team.says("al").rejected().getCode());
    }

    @Test
    void tellsHowLongToWait() {
        team.says("al").event();
        team.chat.pass(Duration.ofSeconds(10));
        var refused = team.chat.send(Chat.text(Team.TEAM, "al", "too-soon", "hi"));
        assertEquals(20_000, refused.rejected().getRetryAfterMs());
        // A retry gets the first answer, whatever time it is.
        team.chat.pass(Duration.ofSeconds(15));
        var again = team.chat.send(Chat.text(Team.TEAM, "al", "too-soon", "hi"));
        assertEquals(refused.rejected(), again.rejected());
        assertEquals(5_000, team.says("al").rejected().getRetryAfterMs());
        assertNull(team.says("stranger").rejected().getRetryAfterMs());
    }

    @Test
    void aRefusedMessageDoesNotBeginThePauseAgain() {
        team.says("al").event();
        team.chat.pass(PAUSE.minusMillis(1));
        team.says("al").rejected();
        team.chat.pass(1);
        team.says("al").event();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mo", "ad", "ow"})
    void moderatorsAndAboveSendAtAnyTime(String moderator) {
        team.says(moderator).event();
        team.says(moderator).event();
    }

    @Test
    void leavingAndComingBackEndsNoPause() {
        team.says("al").event();
        team.event("al", new LeaveGroup());
        team.event("al", new JoinGroup(null));
        assertEquals("slow-mode", team.says("al").rejected().getCode());
        team.chat.pass(PAUSE);
        team.says("al").event();
    }

    @Test
    void endsWithItsGroupAndWhereItIsTurnedOff() {
        team.says("al").event();
        team.setSlowMode(0);
        team.says("al").event();
        team.setSlowMode(SECONDS);
        team.change(ConversationState::endGroup);
        team.chat.send(Chat.createGroup("team", "ne", GroupAccess.PUBLIC, null));
        team.event("al", new JoinGroup(null));
        team.says("al").event();
        team.says("al").event();
    }

    @Test
    void anEqualRetryInThePauseGetsItsFirstAnswer() {
        var first = team.chat.send(Chat.text(Team.TEAM, "al", "same", "hi"));
        assertEquals(
                first.accepted(),
                team.chat.send(Chat.text(Team.TEAM, "al", "same", "hi")).accepted());
    }

    @Test
    void keepsNothingOfASenderWhileItIsOff() {
        team.setSlowMode(0);
        team.says("al").event();
        team.change(group -> assertEquals(0, group.member("al").orElseThrow().getLastPostAt()));
    }
}
