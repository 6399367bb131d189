package dev.parley.topologies.receipts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.parley.topologies.receipts.MarkerChange.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What moves a marker, and where to; see {@link MarkerStory} for the words. */
class MarkerTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # what is read and delivered only grows
            read 10                                    | since 5 read 10 delivered 10
            read 10, read 8                            | since 5 read 10 delivered 10
            delivered 10                               | since 5 read 5 delivered 10
            delivered 10, delivered 9                  | since 5 read 5 delivered 10
            delivered 10, read 8                       | since 5 read 8 delivered 10
            delivered 10, read 12                      | since 5 read 12 delivered 12
            read 12, delivered 10                      | since 5 read 12 delivered 12
            # nothing is below the joining
            read 3                                     | since 5 read 5 delivered 5
            delivered 3                                | since 5 read 5 delivered 5
            unread 3 of 20                             | since 5 read 5 delivered 5 unread spares 20
            read -7                                    | since 5 read 5 delivered 5
            # the first message of a direct conversation
            delivered 1 as 1                           | since 1 read 0 delivered 1
            delivered 1 as 1, read 1 as 1              | since 1 read 1 delivered 1
            read 5 as 1, unread 0 of 5 as 1            | since 1 read 0 delivered 5 unread spares 5
            # as unread on purpose
            read 20, unread 8 of 20                    | since 5 read 8 delivered 20 unread spares 20
            read 20, unread 8 of 20, read 8            | since 5 read 8 delivered 20 spares 20
            read 20, unread 8 of 20, read 12           | since 5 read 12 delivered 20 spares 20
            read 20, unread 8 of 20, read 20           | since 5 read 20 delivered 20
            read 20, unread 8 of 20, delivered 25      | since 5 read 8 delivered 25 unread spares 20
            read 20, unread 8 of 20, unread 12 of 20   | since 5 read 12 delivered 20 unread spares 20
            read 10, unread 15 of 20                   | since 5 read 15 delivered 15 unread spares 20
            read 20, unread 20 of 20                   | since 5 read 20 delivered 20 unread spares 20
            # sending
            sent 30                                    | since 1 read 30 delivered 30
            sent 30, read 20                           | since 5 read 30 delivered 30
            read 20, sent 30                           | since 5 read 30 delivered 30
            read 40, sent 30                           | since 5 read 40 delivered 40
            sent 30, sent 33                           | since 1 read 33 delivered 33
            sent 20, unread 8 of 20                    | since 5 read 8 delivered 20 unread spares 20
            unread 8 of 20, sent 20                    | since 5 read 8 delivered 20 unread spares 20
            unread 8 of 20, sent 21                    | since 5 read 21 delivered 21 spares 20
            sent 21, unread 8 of 20                    | since 5 read 21 delivered 21 spares 20
            read 20, unread 8 of 20, read 20, sent 19  | since 5 read 20 delivered 20
            sent 25, unread 8 of 20, read 10           | since 5 read 25 delivered 25 spares 20
            unread 8 of 20, read 10, sent 25           | since 5 read 25 delivered 25 spares 20
            # joining
            joined 5                                   | none
            joined 5, read 10                          | since 5 read 10 delivered 10
            read 10, joined 5                          | since 5 read 10 delivered 10
            sent 30, joined 5                          | since 1 read 30 delivered 30
            # leaving and coming back
            left 20                                    | none
            left 20, joined 30                         | since 30 read 30 delivered 30
            read 10, left 20                           | since 5 read 10 delivered 10 former
            read 10, left 20, joined 30                | since 30 read 30 delivered 30
            delivered 10, left 20, joined 30, read 40 as 30    | since 30 read 40 delivered 40
            read 10, unread 7 of 9, left 20, joined 30 | since 30 read 30 delivered 30
            left 20, joined 30, sent 40                | since 30 read 40 delivered 40
            left 20, joined 30, sent 40, read 50 as 30 | since 30 read 50 delivered 50
            # a receipt of a membership that has ended
            read 10, left 20, read 15                  | since 5 read 10 delivered 10 former
            left 20, read 15                           | none
            read 10, left 20, joined 30, read 40       | since 30 read 30 delivered 30
            left 20, joined 30, read 40                | since 30 read 30 delivered 30
            # a receipt of a membership of which the events come later
            read 10, read 40 as 30                     | since 30 read 40 delivered 40
            read 10, read 40 as 30, left 20            | since 30 read 40 delivered 40
            read 10, read 40 as 30, left 20, joined 30 | since 30 read 40 delivered 40
            read 40 as 30, sent 18, left 20, joined 30 | since 30 read 40 delivered 40
            read 10, read 40 as 30, read 50            | since 30 read 40 delivered 40
            # a group that was deleted and begun anew
            read 10, deleted 20, read 15               | since 5 read 10 delivered 10
            deleted 20, read 15                        | none
            read 10, deleted 20, joined 30             | since 30 read 30 delivered 30
            deleted 20, sent 40                        | since 21 read 40 delivered 40
            deleted 20, read 40 as 30                  | since 30 read 40 delivered 40
            """)
    void movesTo(String story, String marker) {
        assertEquals(marker, new MarkerStory().tell(story).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            read 10                                  | read 9                       | UNCHANGED
            read 10                                  | again                        | REPEATED
            read 10, read 12                         | again                        | REPEATED
            sent 10                                  | sent 10                      | REPEATED
            sent 10, sent 12                         | sent 10                      | REPEATED
            read 20, unread 8 of 20                  | sent 15                      | UNCHANGED
            read 20                                  | delivered 15                 | UNCHANGED
            joined 5                                 | joined 5                     | UNCHANGED
            read 6, joined 5                         | joined 5                     | REPEATED
            left 9                                   | left 9                       | REPEATED
            read 6, left 9, joined 12                | left 9                       | REPEATED
            read 6, left 9, joined 12, left 15       | joined 12                    | REPEATED
            read 6, left 9                           | read 7                       | MEMBERSHIP_ENDED
            read 6, read 20 as 18                    | read 7                       | MEMBERSHIP_ENDED
            deleted 9                                | read 7                       | MEMBERSHIP_ENDED
            """)
    void changesNothingTwice(String before, String last, Result result) {
        var story = new MarkerStory().tell(before);
        var marker = story.toString();
        story.tell(last);
        assertEquals(result, story.lastResult());
        assertEquals(marker, story.toString());
    }

    @Test
    void keepsNothingOfARepeat() {
        var story = new MarkerStory().tell("read 10");
        assertNull(story.repeatLast().after());
    }

    @Test
    void saysWhenWhatGrewLast() {
        var story = new MarkerStory().tell("delivered 10").tell("read 12").tell("delivered 11");
        assertEquals(2, story.state().getReadAt());
        assertEquals(2, story.state().getDeliveredAt());
        assertEquals(2, story.state().getUpdatedAt());
        story.tell("left 20").tell("joined 30");
        assertEquals(0, story.state().getReadAt(), "no device has said so since it joined");
        assertEquals(5, story.state().getUpdatedAt());
    }
}
