package dev.parley.wsfanout.session;

import dev.parley.edge.identity.Caller.UserCaller;
import dev.parley.wsfanout.frame.CloseCode;
import dev.parley.wsfanout.lease.HeldLease;
import dev.parley.wsfanout.presence.Watcher;
import dev.parley.wsfanout.socket.Admission;
import dev.parley.wsfanout.socket.ClientSocket;
import dev.parley.wsfanout.socket.SocketEnd;
import dev.parley.wsfanout.socket.SocketOwner;
import dev.parley.wsfanout.socket.Upgraded;
import dev.parley.wsfanout.stream.ResyncReason;
import dev.parley.wsfanout.stream.Subscriber;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A device of a user on one socket, from the upgrade to the end of the connection. */
final class Session implements SocketOwner, Subscriber, Watcher {
    /** A client that takes nothing of its backlog for so long is closed. */
    private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(60);

    private final SessionNode node;
    private final ClientSocket socket;
    private final Admission.Place place;
    private final long openedNanos;
    /** Of the silence that the client was last pinged for; the checks' own. */
    private long pingedFor;

    private volatile UserCaller caller;
    private volatile @Nullable String device;
    private volatile @Nullable String helloRef;
    private volatile @Nullable PendingResume pendingResume;
    private volatile boolean isLive;
    private final ReceiptPace receipts = new ReceiptPace();
    private final Activity activity = new Activity();
    private @Nullable HeldLease lease;
    private volatile @Nullable PresencePace presence;
    private volatile @Nullable EphemeralPace ephemeral;

    Session(SessionNode node, Upgraded upgraded, UserCaller caller) {
        this.node = node;
        this.caller = caller;
        this.place = upgraded.place();
        this.openedNanos = node.terms().sockets().nanoTime().getAsLong();
        this.pingedFor = openedNanos - 1;
        this.socket = new ClientSocket(upgraded, node.terms().sockets(), this);
    }

    UserCaller caller() {
        return caller;
    }

    /** A newer token of the same user. */
    void renew(UserCaller renewed) {
        caller = renewed;
    }

    /** Null until hello. */
    @Nullable
    String device() {
        return device;
    }

    /** Whether its token has expired by then. */
    boolean isExpiredAt(Instant instant) {
        return !instant.isBefore(caller.expiresAt());
    }

    /** What hello and resume frames have listed, while more is announced; else null. */
    @Nullable
    PendingResume pendingResume() {
        return pendingResume;
    }

    void collect(@Nullable PendingResume pending) {
        pendingResume = pending;
    }

    /** Has said hello. */
    void introduce(String name) {
        device = name;
    }

    /** What welcome must carry. */
    void awaitWelcome(@Nullable String ref) {
        helloRef = ref;
    }

    /** Whether its place in each conversation is known to the tail's thread. */
    boolean isLive() {
        return isLive;
    }

    /** What its client said of how far it is, and the log does not have yet. */
    ReceiptPace receipts() {
        return receipts;
    }

    /** Whether somebody uses its device. */
    Activity activity() {
        return activity;
    }

    /** Null before it is live, and after its end. */
    synchronized @Nullable HeldLease lease() {
        return lease;
    }

    synchronized void hold(HeldLease held) {
        lease = held;
    }

    /** Gives its lease away, once. */
    synchronized @Nullable HeldLease release() {
        var held = lease;
        lease = null;
        return held;
    }

    /** What its client says and asks of presence; most never do. */
    synchronized PresencePace presence() {
        var known = presence;
        if (known == null) {
            known = node.newPresencePace();
            presence = known;
        }
        return known;
    }

    /** How much its client shows of itself; most never do. */
    synchronized EphemeralPace ephemeral() {
        var known = ephemeral;
        if (known == null) {
            known = node.newEphemeralPace();
            ephemeral = known;
        }
        return known;
    }

    /** Whether its client has said or asked anything of presence. */
    boolean hasPresence() {
        return presence != null;
    }

    /** Null where its client has shown nothing of itself yet. */
    @Nullable
    EphemeralPace ephemeralIfAny() {
        return ephemeral;
    }

    ClientSocket socket() {
        return socket;
    }

    long openedNanos() {
        return openedNanos;
    }

    /** Spreads sessions evenly over whatever takes only some of them at a time. Not negative. */
    int spread() {
        return Long.hashCode(openedNanos >> 10) & Integer.MAX_VALUE;
    }

    /**
     * Sends a ping, once for each silence. For the thread of the checks.
     *
     * @param lastHeardNanos when the silence began
     */
    void ping(long lastHeardNanos) {
        if (pingedFor != lastHeardNanos) {
            pingedFor = lastHeardNanos;
            send(ServerFrames.PING);
            node.metrics().pinged();
        }
    }

    void close(CloseCode code, String reason) {
        socket.close(code, reason);
    }

    @Override
    public @Nullable Runnable onText(byte[] utf8, boolean isNext) {
        return node.protocol().take(this, utf8, isNext);
    }

    @Override
    public void onClosing() {
        node.ended(this);
    }

    @Override
    public void onClosed(SocketEnd end) {
        node.gone(this, end);
    }

    @Override
    public void onTooSlow() {
        node.metrics().slowClosed();
    }

    @Override
    public String tenant() {
        return caller.tenant();
    }

    @Override
    public String user() {
        return caller.user();
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public void deliver(byte[] frame) {
        node.metrics().delivered();
        socket.sendShared(frame);
    }

    @Override
    public void signal(byte[] frame) {
        var _ = offer(frame);
    }

    @Override
    public boolean offer(byte[] frame) {
        var isTaken = socket.sendSignal(frame);
        if (isTaken) {
            node.signalMetrics().sent();
        } else {
            node.signalMetrics().skipped();
        }
        return isTaken;
    }

    @Override
    public void answer(byte[] frame) {
        send(frame);
    }

    @Override
    public void joined() {
        isLive = true;
        node.joined(this);
    }

    void send(byte[] frame) {
        socket.send(frame);
    }

    @Override
    public boolean hasRoom() {
        return socket.hasRoom();
    }

    @Override
    public boolean awaitRoom() {
        return socket.isOpen() && (socket.hasRoom() || socket.awaitRoom(LONGEST_STANDSTILL));
    }

    @Override
    public void welcome(Map<String, Long> conversations) {
        place.welcomed();
        var welcome = new ServerFrames.Welcome(
                caller.session(),
                caller.user(),
                node.terms().node(),
                node.terms().limits().heartbeat(),
                node.terms().sockets().maxFrameBytes());
        send(ServerFrames.welcome(helloRef, welcome, conversations));
    }

    @Override
    public void caughtUp(String conversation, long seq) {
        send(ServerFrames.caughtUp(conversation, seq));
    }

    @Override
    public void resync(String conversation, ResyncReason reason, long seq) {
        node.metrics().resync(reason);
        send(ServerFrames.resync(conversation, reason, seq));
    }

    @Override
    public void fail() {
        close(CloseCode.TRY_AGAIN, "internal");
    }

    @Override
    public void notAMember(String conversation) {
        node.metrics().resync(ResyncReason.NOT_A_MEMBER);
        send(ServerFrames.resync(conversation, ResyncReason.NOT_A_MEMBER, null));
    }
}
