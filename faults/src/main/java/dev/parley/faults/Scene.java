package dev.parley.faults;

import dev.parley.client.PlatformClient;
import dev.parley.client.run.ProgressLine;
import dev.parley.faults.node.Cluster;
import dev.parley.faults.traffic.PlatformAccess;
import dev.parley.faults.traffic.Traffic;
import dev.parley.faults.traffic.WatchedUsers;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntUnaryOperator;

/** What a scenario is given: a platform, clients for it, and somewhere to note what it finds. */
final class Scene implements AutoCloseable {
    /** Members of each group. */
    static final int MEMBERS = 10;

    /** Enough conversations that every partition has some. */
    private static final int GROUPS = 16;

    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration READERS = Duration.ofSeconds(60);
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    private final Cluster cluster;
    private final FaultSettings settings;
    private final String tenant;
    private final String run;
    private final Findings findings;
    private final AtomicReference<String> phase = new AtomicReference<>("starting");
    private final AtomicReference<Traffic> traffic = new AtomicReference<>();
    private final ProgressLine progress;

    Scene(Cluster cluster, FaultSettings settings, Findings findings, String tenant, String run, PrintStream out) {
        this.cluster = cluster;
        this.settings = settings;
        this.findings = findings;
        this.tenant = tenant;
        this.run = run;
        this.progress = ProgressLine.show(out, this::line);
    }

    Cluster cluster() {
        return cluster;
    }

    FaultSettings settings() {
        return settings;
    }

    Findings findings() {
        return findings;
    }

    /** The present step, for the progress line. */
    void say(String now) {
        phase.set(now);
    }

    PlatformAccess access() {
        return new PlatformAccess(
                cluster.ingressAddresses(),
                cluster.pushAddresses(),
                tenant,
                cluster.apiKey(),
                new PlatformAccess.LogAddress(cluster.bootstrapServers(), cluster.registryUrl()));
    }

    /** Steady chat with a few sockets, which has gone on for some seconds when this returns. */
    Traffic chat() {
        return chat(GROUPS, MEMBERS / 2, _ -> 0);
    }

    /** @param nodeOf the push node of each member, members counted through */
    Traffic chat(int groups, int members, IntUnaryOperator nodeOf) {
        var opened = silentChat(groups, members, nodeOf);
        warmUp(opened);
        return opened;
    }

    /** Chat in which messages are also edited, reacted to, pinned and deleted, and members say how far they have read. */
    Traffic livelyChat() {
        var opened = open(new Traffic.Plan(run, GROUPS, MEMBERS / 2, settings.rate(), _ -> 0, true));
        warmUp(opened);
        return opened;
    }

    /** The same as {@link #chat(int, int, IntUnaryOperator)}, before anybody has said a word. */
    Traffic silentChat(int groups, int members, IntUnaryOperator nodeOf) {
        return open(new Traffic.Plan(run, groups, members, settings.rate(), nodeOf, false));
    }

    private Traffic open(Traffic.Plan plan) {
        say("connecting all members");
        var opened = Traffic.open(plan, access());
        traffic.set(opened);
        return opened;
    }

    private void warmUp(Traffic opened) {
        opened.begin();
        say("warming up");
        rest(WARM_UP);
    }

    /**
     * Users who are only there; nobody is connected yet.
     *
     * @param name begins the names of the users
     * @param push where they connect, and where they come back and are watched
     */
    WatchedUsers watched(String name, int count, List<URI> push) {
        say("connecting who is watched");
        var all = access();
        return new WatchedUsers(
                run + "-" + name,
                count,
                new PlatformAccess(all.ingress(), push, all.tenant(), all.apiKey(), all.log()));
    }

    /** REST at one address only. */
    PlatformClient platformAt(URI address) {
        return new PlatformClient(address, cluster.apiKey(), TIMEOUT);
    }

    /** Lets the load go on. */
    void rest(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    /** Lets the load go on until so long after a moment. */
    void restUntil(long moment, Duration after) {
        LockSupport.parkNanos(Math.max(1, moment + after.toNanos() - System.nanoTime()));
    }

    /** Ends the chat, and notes what the ledger says. */
    void judge(Traffic chat) throws InterruptedException {
        say("asking for what is unknown, reading everything back");
        if (settings.isJudgeTested()) {
            chat.pretend();
        }
        findings.judge(chat, READERS);
    }

    private String line() {
        var chat = traffic.get();
        return "  " + phase.get() + (chat == null ? "" : "  " + chat.line());
    }

    @Override
    public void close() {
        progress.close();
        var chat = traffic.getAndSet(null);
        if (chat != null) {
            chat.close();
        }
    }
}
