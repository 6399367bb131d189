package dev.parley.topologies.heads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.MemberLeft;
import dev.parley.topologies.fold.EventSamples;
import dev.parley.topologies.fold.Origin;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What events make of a conversation and its memberships; see {@link GroupStory} for the words. */
class HeadFoldTest {
    private static final String TEAM = "g:team";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            begun                              | seq 2 messages 0 members 1 owner al incarnation 1
            begun, message                     | seq 3 messages 1 last 3 members 1 owner al incarnation 1
            begun, message, joined bo          | seq 4 messages 1 last 3 members 2 owner al incarnation 1
            begun, message, reply              | seq 4 messages 2 last 4 members 1 owner al incarnation 1
            begun, added bo admin              | seq 3 messages 0 members 2 owner al incarnation 1
            begun, joined bo, left bo          | seq 4 messages 0 members 1 owner al incarnation 1
            begun, joined bo, removed bo       | seq 4 messages 0 members 1 owner al incarnation 1
            begun, joined bo, banned bo        | seq 4 messages 0 members 1 owner al incarnation 1
            begun, kept-out bo                 | seq 3 messages 0 members 1 owner al incarnation 1
            begun, unbanned bo                 | seq 3 messages 0 members 1 owner al incarnation 1
            begun, joined bo, owner bo from al | seq 4 messages 0 members 2 owner bo incarnation 1
            begun, joined bo, deleted          | seq 4 messages 0 members 0 owner al incarnation 1 deleted
            begun, message, deleted, begun     | seq 6 messages 1 last 3 members 1 owner al incarnation 3
            """)
    void movesTheHead(String story, String head) {
        assertEquals(head, new GroupStory(TEAM).tell(story).head());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            begun                                             | al owner since 2
            begun, joined bo                                  | al owner since 2, bo participant since 3
            begun, added bo admin                             | al owner since 2, bo admin since 3
            begun, joined bo, left bo                         | al owner since 2, bo participant since 3 until 4
            begun, joined bo, removed bo                      | al owner since 2, bo participant since 3 until 4
            begun, joined bo, banned bo                       | al owner since 2, bo participant since 3 until 4
            begun, joined bo, left bo, kept-out bo            | al owner since 2, bo participant since 3 until 4
            begun, kept-out bo, unbanned bo                   | al owner since 2
            begun, joined bo, role bo moderator               | al owner since 2, bo moderator since 3
            begun, joined bo, owner bo from al                | al admin since 2, bo owner since 3
            begun, joined bo, muted bo 5000                   | al owner since 2, bo participant since 3 muted 5000
            begun, joined bo, muted bo                        | al owner since 2, bo participant since 3 muted 253402300799999
            begun, joined bo, muted bo, unmuted bo            | al owner since 2, bo participant since 3
            begun, joined bo, muted bo 9, left bo, joined bo  | al owner since 2, bo participant since 6 muted 9
            begun, added bo admin, left bo, joined bo         | al owner since 2, bo participant since 5
            begun, joined bo, deleted                         | al owner since 2, bo participant since 3
            begun, joined bo, muted bo 9, deleted, begun, joined bo | al owner since 7 in 3, bo participant since 8 in 3
            begun, left stranger, muted stranger              | al owner since 2
            """)
    void changesMemberships(String story, String members) {
        assertEquals(members, new GroupStory(TEAM).tell(story).members());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            g:team  | begun, joined bo, left bo                             | ''
            g:team  | begun, joined bo, muted bo 5000                       | bo muted 5000 by 4
            g:team  | begun, joined bo, muted bo                            | bo muted 253402300799999 by 4
            g:team  | begun, joined bo, muted bo, unmuted bo                | bo by 5
            g:team  | begun, joined bo, muted bo 9, left bo, joined bo      | bo muted 9 by 4
            g:team  | begun, joined bo, muted bo 9, deleted, begun, joined bo | al by 7, bo by 8
            g:team  | begun, deleted, begun, joined bo, muted bo 9, left bo, joined bo | al by 5, bo muted 9 by 9
            d:al:bo | message, blocked bo al                                | bo blocks by 2
            d:al:bo | blocked bo al, blocked al bo, unblocked bo al         | al blocks by 2, bo by 3
            """)
    void tellsWhoIsKeptFromWhat(String conversation, String story, String restrictions) {
        var told = new GroupStory(conversation).tell(story);
        assertEquals(restrictions, told.restrictions());
        var events = story.split(",").length + story.split("begun", -1).length - 1;
        told.restart();
        for (var seq = 1; seq <= events; seq++) {
            told.take(seq);
        }
        assertEquals(restrictions, told.restrictions(), "after all was read a second time");
    }

    @Test
    void knowsTheTwoOfADirectConversation() {
        var story = new GroupStory("d:al:bo").tell("message, message");
        assertEquals("seq 2 messages 2 last 2 members 2", story.head());
        assertEquals("al participant since 1, bo participant since 1", story.members());
        assertNull(story.now().getAccess());
        assertEquals(Instant.ofEpochMilli(EventSamples.at(1)), story.now().getCreatedAt());
        assertEquals(Instant.ofEpochMilli(EventSamples.at(2)), story.now().getLastMessageAt());
    }

    @Test
    void changesOnlyWhatAnUpdateNames() {
        var group = new GroupStory(TEAM)
                .tell("begun, name Crew, slow 30, icon https://a/b")
                .now();
        assertEquals("Crew", group.getName());
        assertEquals(30, group.getSlowModeSeconds());
        assertEquals("https://a/b", group.getIcon());
        assertEquals(List.of(), group.getTags());
        assertEquals(GroupAccess.PUBLIC, group.getAccess());
    }

    @Test
    void beginsAnewWhatAGroupShows() {
        var story = new GroupStory(TEAM).tell("begun, name Crew, slow 30, deleted");
        assertTrue(story.now().getDeleted());
        assertEquals("Crew", story.now().getName(), "the last that it showed");
        var anew = story.tell("begun").now();
        assertFalse(anew.getDeleted());
        assertEquals("Team", anew.getName());
        assertEquals(0, anew.getSlowModeSeconds());
        assertEquals(Instant.ofEpochMilli(EventSamples.at(6)), anew.getCreatedAt());
    }

    static List<SpecificRecord> bodies() {
        return EventSamples.bodies().toList();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void movesTheHeadWithEveryKindOfEvent(SpecificRecord body) {
        var story = new GroupStory(TEAM).tell("begun");
        assertEquals("moved", story.happened(body).result());
        assertEquals(3, story.now().getSeq());
    }

    @Test
    void movesTheHeadWithAKindThatItDoesNotKnow() {
        var kind = Schema.createRecord("FromTheFuture", null, "dev.parley.schemas", false, List.of());
        var story = new GroupStory(TEAM).tell("begun");
        var event = EventSamples.event(TEAM, 3, 1, new GenericData.Record(kind));
        assertEquals("moved", story.fold().event(event, new Origin(3, 0, 0)).result());
        assertEquals("seq 3 messages 1 last 3 members 1 owner al incarnation 1", story.head());
    }

    @Test
    void isNotChangedByEventsThatItHasTaken() {
        var story =
                new GroupStory(TEAM).tell("begun, joined bo, role bo admin, muted bo 9, name Crew, message, left bo");
        var head = story.now();
        var members = story.members();
        story.restart();
        for (var seq = 1; seq <= 8; seq++) {
            assertEquals("repeated", story.take(seq).result());
            assertEquals(head, story.now());
            assertEquals(members, story.members());
        }
    }

    @Test
    void tellsAgainWhatARepeatedEventIsAbout() {
        var story = new GroupStory(TEAM).tell("begun, joined bo");
        story.happened(new MemberLeft("bo", 1L));
        story.fold().emissions().take(Long.MAX_VALUE / 2);

        var again = story.take(3);

        assertEquals(1, again.outputs().size(), "bo's membership as it is now");
        assertEquals(4, story.member("bo").getLeftSeq());
        assertEquals(1, story.fold().emissions().waiting(), "the conversation");
    }
}
