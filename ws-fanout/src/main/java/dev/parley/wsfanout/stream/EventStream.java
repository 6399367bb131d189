package dev.parley.wsfanout.stream;

import dev.parley.readmodel.read.EventStore;
import dev.parley.readmodel.read.MembershipStore;
import dev.parley.schemas.Event;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The node's source of events for its sessions, from history to live: per conversation strictly by seq, with no hole, no
 * duplicate, and nothing of a conversation that the user is not in.
 */
public final class EventStream {
    private final Ring ring;
    private final LiveSessions sessions = new LiveSessions();
    private final LiveRouter router;
    private final Resume resume;
    private final TailFeed tail;
    private final Executor tailThread;

    /**
     * Where the stream reads from.
     *
     * @param feed what is decided from now on
     * @param events what the sink stored
     * @param memberships who belongs where, as the sink stored it
     * @param topic what the ring no longer holds
     */
    public record Sources(EventFeed feed, EventStore events, MembershipStore memberships, TopicReader topic) {}

    public EventStream(Sources sources, EventCodec codec, Ring ring, StreamScheduler scheduler, StreamMetrics metrics) {
        this.ring = ring;
        this.tailThread = scheduler.tailThread();
        this.router = new LiveRouter(sessions, new GapFiller(sources.events(), ring, codec, scheduler));
        this.tail = new TailFeed(codec, router, ring, new TailFeed.Inputs(sources.feed(), scheduler), metrics);
        sources.feed().onEach(tail::handle);
        var log = new EventLog(ring, sources.topic());
        this.resume = new Resume(
                sources.events(),
                sources.memberships(),
                new LoggedBacklog(log, codec, new LogPartitions(ring.partitions())),
                new LiveJoin(log, codec, router, tailThread));
    }

    /** Tells a listener of each event, on the tail's thread; to be called before the tail is started. */
    public void onEach(Consumer<Event> listener) {
        tail.onEach(listener);
    }

    /** The tail has begun: it handles every record from these ends on. */
    public void startAt(Map<Integer, Long> ends) {
        ends.forEach(ring::coverFrom);
    }

    /**
     * Sends a session what its client missed, and makes it live. Returns when it is live or has ended. For virtual threads.
     *
     * @throws dev.parley.readmodel.StoreUnavailableException the store does not answer; the session must end
     */
    public void resume(Subscriber subscriber, ResumePoint point) {
        resume.run(subscriber, point);
    }

    /** Who is here; for the tail's thread only. */
    public LiveMembers members() {
        return new LiveMembers(sessions);
    }

    /** Whether anybody is here; for any thread. */
    public LiveKeys keys() {
        return sessions.keys();
    }

    /** The session has ended: {@link Subscriber#isOpen()} says so already. */
    public void leave(Subscriber subscriber) {
        tailThread.execute(() -> router.leave(subscriber));
    }
}
