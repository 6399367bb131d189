package dev.parley.wsfanout.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.read.MembershipStore.Membership;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A user's device: remembers what it got over all its connections, and complains of every broken promise. */
final class SimulatedClient {
    private final String tenant;
    private final String user;
    private final SimulatedTopology truth;
    private final Runnable world;
    /** The last seq that it has of each conversation: what it resumes with. */
    private final Map<String, Long> last = new HashMap<>();

    private final Set<String> falseClaims = new HashSet<>();
    private @Nullable Session session;
    private @Nullable SimulatedNode node;

    SimulatedClient(String tenant, String user, SimulatedTopology truth, Runnable world) {
        this.tenant = tenant;
        this.user = user;
        this.truth = truth;
        this.world = world;
    }

    /** Connects as somebody who begins, or with what it has; {@code claims} are lies. Returns when it is live or was cut off. */
    void connect(SimulatedNode to, boolean isResuming, Set<String> forgotten, Map<String, Long> claims) {
        disconnect();
        falseClaims.clear();
        falseClaims.addAll(claims.keySet());
        last.keySet().removeAll(forgotten);
        if (!isResuming) {
            last.clear();
        }
        var listed = new HashMap<>(last);
        listed.putAll(claims);
        var fresh = new Session(to, isResuming, listed);
        session = fresh;
        node = to;
        to.stream().resume(fresh, isResuming ? ResumePoint.at(listed) : ResumePoint.NONE);
        if (fresh.isOpen) {
            assertEquals(claims.keySet(), fresh.refused, "what it made up and was told so");
        }
    }

    void disconnect() {
        // While it leaves, the world may let it connect again.
        while (session != null && node != null && session.isOpen) {
            session.isOpen = false;
            node.stream().leave(session);
        }
    }

    boolean isOn(SimulatedNode other) {
        return session != null && session.isOpen && other.equals(node);
    }

    /** Everything has come to rest and it is connected: nothing may be owed to it. */
    void assertNothingLost() {
        for (var key : truth.conversations()) {
            if (key.tenant().equals(tenant)) {
                var head = truth.history(key).size();
                assertOwedNothing(key.conversation(), last.getOrDefault(key.conversation(), 0L), head + 1L);
            }
        }
    }

    private void assertOwedNothing(String conversation, long after, long before) {
        for (var seq = after + 1; seq < before; seq++) {
            assertFalse(isFor(conversation, seq), user + " never got " + tenant + " " + conversation + " " + seq);
        }
    }

    private boolean isFor(String conversation, long seq) {
        return truth.isOwed(new ConversationKey(tenant, conversation), seq, user);
    }

    private final class Session implements Subscriber {
        private final SimulatedNode to;
        private final boolean isResuming;
        private final Map<String, Long> listed;
        private final Set<String> stillMemberOf = new HashSet<>();
        private final Set<String> refused = new HashSet<>();
        private boolean isOpen = true;

        Session(SimulatedNode to, boolean isResuming, Map<String, Long> listed) {
            this.to = to;
            this.isResuming = isResuming;
            this.listed = listed;
        }

        @Override
        public void welcome(Map<String, Long> conversations) {
            if (!isOpen) {
                return;
            }
            for (var row : to.lastSnapshot(tenant, user)) {
                if (row.isMember()) {
                    stillMemberOf.add(row.conversation());
                }
                if (!listed.containsKey(row.conversation())) {
                    last.put(row.conversation(), beginning(row));
                }
            }
        }

        private long beginning(Membership row) {
            if (!row.isMember()) {
                return row.leftSeq();
            }
            return isResuming ? row.joinedSeq() - 1 : row.headSeq();
        }

        @Override
        public void deliver(byte[] frame) {
            if (!isOpen) {
                return;
            }
            var parts = new String(frame, 2, frame.length - 2, StandardCharsets.UTF_8).split("\\|", -1);
            var conversation = parts[1];
            var seq = Long.parseLong(parts[2]);
            var before = last.getOrDefault(conversation, 0L);
            assertEquals(tenant, parts[0], "an event of another tenant");
            assertTrue(isAllowed(conversation, seq), user + " is no member of " + conversation + " at " + seq);
            assertTrue(seq > before, () -> conversation + ": " + seq + " came after " + before);
            assertOwedNothing(conversation, before, seq);
            last.put(conversation, seq);
        }

        @Override
        public void signal(byte[] frame) {
            throw new AssertionError("There are no signals here.");
        }

        @Override
        public void joined() {}

        private boolean isAllowed(String conversation, long seq) {
            var isCreation = truth.isCreation(new ConversationKey(tenant, conversation), seq);
            var isHistory = listed.containsKey(conversation) && stillMemberOf.contains(conversation);
            return isFor(conversation, seq) || isCreation || isHistory;
        }

        @Override
        public void caughtUp(String conversation, long seq) {
            if (isOpen) {
                assertTrue(seq >= last.getOrDefault(conversation, 0L), "caught up with less than was sent");
            }
        }

        @Override
        public void resync(String conversation, ResyncReason reason, long seq) {
            if (isOpen) {
                assertEquals(ResyncReason.UNKNOWN_POSITION, reason, conversation);
                assertTrue(falseClaims.contains(conversation), conversation + " " + seq + " was no lie");
                last.put(conversation, seq);
                refused.add(conversation);
            }
        }

        @Override
        public void fail() {
            throw new AssertionError("Every session takes every event.");
        }

        @Override
        public void notAMember(String conversation) {
            if (isOpen) {
                assertTrue(falseClaims.contains(conversation), user + " is a member of " + conversation);
                refused.add(conversation);
            }
        }

        @Override
        public String tenant() {
            return tenant;
        }

        @Override
        public String user() {
            return user;
        }

        @Override
        public boolean isOpen() {
            return isOpen;
        }

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public boolean awaitRoom() {
            world.run();
            return isOpen;
        }
    }
}
