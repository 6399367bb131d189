package dev.parley.faults.traffic;

import dev.parley.client.ClientSession;
import dev.parley.client.OutcomeRetry;
import dev.parley.client.PlatformClient;
import dev.parley.client.ServerFrame;
import dev.parley.client.SessionListener;
import dev.parley.client.Tokens;
import dev.parley.client.run.Crowd;
import dev.parley.client.socket.Closed;
import dev.parley.client.socket.SocketEndpoint;
import dev.parley.client.socket.SocketLoops;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Users with a socket each on the first push node, and how one on the second node is shown them. Safe for many threads. */
public final class WatchedUsers implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final String OFFLINE = "offline";
    private static final String ONLINE = "online";

    private final PlatformClient platform;
    private final Tokens tokens;
    private final SocketLoops first;
    private final SocketLoops second;
    private final List<String> users;
    private final String watcher;
    private final Map<String, String> shown = new ConcurrentHashMap<>();
    /** Shown offline after they were shown online. */
    private final Set<String> dropped = ConcurrentHashMap.newKeySet();

    /** @param run begins the names of the users */
    public WatchedUsers(String run, int count, PlatformAccess access) {
        this.platform = new PlatformClient(access.ingress(), access.apiKey(), TIMEOUT);
        this.tokens = new Tokens(platform, run);
        this.first = SocketLoops.start(SocketEndpoint.of(access.push().get(0)), 1, List.of());
        this.second = SocketLoops.start(SocketEndpoint.of(access.push().get(1)), 1, List.of());
        this.users = IntStream.range(0, count)
                .mapToObj(number -> String.format("%s%04d", run, number))
                .toList();
        this.watcher = run + "watcher";
    }

    /** Connects all of them, and one who watches. */
    public void connect() {
        Crowd.forEach(users.size(), number -> {
            var user = users.get(number);
            create(user);
            open(first, user, new Present());
        });
        create(watcher);
        open(second, watcher, new Watcher());
    }

    private void create(String user) {
        OutcomeRetry.seqOf("user " + user, TIMEOUT, () -> platform.createUser(user, user, user));
    }

    /** The users of an even number come back on the second node. */
    public void returnHalf() {
        users.stream().filter(this::comesBack).forEach(user -> open(second, user, new Present()));
    }

    private boolean comesBack(String user) {
        return users.indexOf(user) % 2 == 0;
    }

    private void open(SocketLoops loops, String user, SessionListener owner) {
        var _ = ClientSession.open(loops, tokens.of(user), tokens.device(), null, owner);
    }

    /** Waits until all are shown online; false after the time-out. */
    public boolean awaitOnline(Duration atMost) {
        return await(users, ONLINE, atMost);
    }

    /** Waits until all who do not come back are shown offline; false after the time-out. */
    public boolean awaitOffline(Duration atMost) {
        return await(users.stream().filter(user -> !comesBack(user)).toList(), OFFLINE, atMost);
    }

    private boolean await(List<String> of, String state, Duration atMost) {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (!of.stream().allMatch(user -> state.equals(shown.get(user)))) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return true;
    }

    /** How many are shown as what. */
    public Map<String, Long> states() {
        return shown.values().stream()
                .collect(Collectors.groupingBy(state -> state, TreeMap::new, Collectors.counting()));
    }

    /** Users who came back and were shown offline in between. */
    public List<String> droppedOfThoseWhoCameBack() {
        return dropped.stream().filter(this::comesBack).sorted().toList();
    }

    @Override
    public void close() {
        first.close();
        second.close();
        platform.close();
    }

    /** Is there, and hears nothing. */
    private static final class Present implements SessionListener {
        @Override
        public void received(ClientSession session, ServerFrame frame, long receivedAt) {}

        @Override
        public void ended(ClientSession session, Closed why) {}
    }

    private final class Watcher implements SessionListener {
        @Override
        public void received(ClientSession session, ServerFrame frame, long receivedAt) {
            switch (frame) {
                case ServerFrame.Welcome _ -> session.watch("watch", users);
                case ServerFrame.Presence presence ->
                    presence.users().forEach(user -> shown(user.user(), user.state()));
                default -> {}
            }
        }

        private void shown(String user, String state) {
            if (state.equals(OFFLINE) && ONLINE.equals(shown.put(user, state))) {
                dropped.add(user);
            } else {
                shown.put(user, state);
            }
        }

        @Override
        public void ended(ClientSession session, Closed why) {}
    }
}
