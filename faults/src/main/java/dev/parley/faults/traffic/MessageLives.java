package dev.parley.faults.traffic;

import dev.parley.client.MessageChange;
import dev.parley.client.Outcome;
import dev.parley.client.ledger.Ledger;
import dev.parley.client.ledger.Sent;
import java.util.List;

/**
 * What becomes of messages after they were sent: they are edited, reacted to, pinned and deleted by members of the group, one after the
 * other, each over the socket of the one who does it. Blocks: for virtual threads.
 */
final class MessageLives {
    /** One message of so many of a group: not a multiple of two, so that it was sent over a socket or REST in turn. */
    static final int EVERY = 7;

    /** So many of these stay pinned, whose number a group limits. */
    private static final int STAYS_PINNED = 10;

    private static final int IS_DELETED = 3;

    private final Ledger ledger;
    private final Attempts attempts;

    MessageLives(Ledger ledger, Attempts attempts) {
        this.ledger = ledger;
        this.attempts = attempts;
    }

    /**
     * One message.
     *
     * @param number of the life in its group
     * @param members of the group, the owner first
     * @param author who sent it
     */
    record Life(long number, List<Member> members, Member author) {
        /** Another member than the author. */
        Member other(int which) {
            var others = members.stream().filter(member -> member != author).toList();
            return others.get((int) ((number + which) % others.size()));
        }

        /** Only the owner pins. */
        Member owner() {
            return members.getFirst();
        }
    }

    void run(Life life, Sent message, Outcome.Accepted sent) {
        var course = new Course(message.id(), sent);
        course.step(life.author(), new MessageChange.Edit(message.text() + ", edited"));
        course.step(life.other(0), new MessageChange.React("👍", true));
        course.step(life.other(1), new MessageChange.React("👍", true));
        course.step(life.owner(), new MessageChange.Pin(true));
        course.step(life.other(0), new MessageChange.React("👍", false));
        course.step(life.other(1), new MessageChange.React("🎉", true));
        if (life.number() % STAYS_PINNED != 0) {
            course.step(life.owner(), new MessageChange.Pin(false));
        }
        if (life.number() % IS_DELETED == 0) {
            course.step(life.author(), new MessageChange.Delete());
        }
    }

    /** Each step has an id of its own. A step of unknown outcome ends it: what follows would be about something else. */
    private final class Course {
        private final String id;
        private final Outcome.Accepted message;
        private int steps;
        private boolean isOver;

        private Course(String id, Outcome.Accepted message) {
            this.id = id;
            this.message = message;
        }

        private void step(Member who, MessageChange change) {
            if (isOver) {
                return;
            }
            steps++;
            var sent = ledger.sending(id + "-" + steps, message.conversation(), null, 0);
            var outcome = attempts.untilKnown(
                    sent, () -> who.change(sent.id(), message.conversation(), message.messageId(), change));
            isOver = !(outcome instanceof Outcome.Accepted);
        }
    }
}
