package dev.parley.faults.traffic;

import dev.parley.client.Inbox;
import dev.parley.client.PlatformClient;
import dev.parley.client.run.Crowd;
import dev.parley.faults.traffic.MemberView.Counted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/** Whether the messages and the unread counts that members reckon are those of the platform. To be asked when all is quiet. */
final class StateCheck {
    /** The counts follow the log by way of the store. */
    private static final Duration WITHIN = Duration.ofSeconds(15);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final PlatformClient platform;
    private final List<String> differences = new ArrayList<>();

    private StateCheck(PlatformClient platform) {
        this.platform = platform;
    }

    /** What is otherwise than reckoned, for people; the store must have everything that is acknowledged. */
    static List<String> differences(PlatformClient platform, List<Member> members) {
        var check = new StateCheck(platform);
        Crowd.forEach(members.size(), i -> check.compare(members.get(i)));
        return List.copyOf(check.differences);
    }

    private void compare(Member member) {
        var view = member.view();
        if (view == null) {
            return;
        }
        if (!view.awaitTaken(WITHIN)) {
            differs(member, "the last receipts were never acknowledged");
        }
        var reckoned = view.reckoned();
        var inbox = platform.inbox(member.user());
        var stored = inbox.messages(member.conversation());
        var seqs = new TreeSet<>(stored.keySet());
        seqs.addAll(reckoned.messages().keySet());
        for (var seq : seqs) {
            var shown = reckoned.messages().get(seq);
            var kept = stored.get(seq);
            if (!Objects.equals(shown, kept)) {
                differs(member, "seq " + seq + " is shown as " + shown + ", stored as " + kept);
            }
        }
        compare(member, inbox, reckoned.counted());
    }

    private void compare(Member member, Inbox inbox, Counted reckoned) {
        var deadline = System.nanoTime() + WITHIN.toNanos();
        var counted = counted(inbox, member);
        while (!counted.equals(reckoned) && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            counted = counted(inbox, member);
        }
        if (!counted.equals(reckoned)) {
            differs(member, "reckons " + reckoned + ", is told " + counted);
        }
    }

    private static Counted counted(Inbox inbox, Member member) {
        var conversation = inbox.conversation(member.conversation());
        return new Counted(conversation.readUpTo(), conversation.unread());
    }

    private synchronized void differs(Member member, String how) {
        differences.add(member.user() + ": " + how);
    }
}
