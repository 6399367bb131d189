package dev.parley.bench.chat;

import dev.parley.client.OutcomeRetry;
import dev.parley.client.PlatformClient;
import dev.parley.client.ReceivedEvent;
import dev.parley.client.Tokens;
import dev.parley.client.run.Crowd;
import dev.parley.client.socket.SocketEndpoint;
import dev.parley.client.socket.SocketLoops;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;

/** Parley itself: users, groups and the stored log over REST, everything else on sockets. */
public final class ParleyChat implements Chat {
    private static final Promises PROMISES = new Promises("parley", true, true, true, true);
    private static final Duration READY = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final PlatformClient platform;
    private final Tokens tokens;
    private final SocketLoops loops;

    private ParleyChat(PlatformClient platform, Tokens tokens, SocketLoops loops) {
        this.platform = platform;
        this.tokens = tokens;
        this.loops = loops;
    }

    /**
     * Returns when the platform is ready.
     *
     * @param device what the users' sockets say that they are
     * @param threads for sockets
     * @param sources local addresses that sockets come from; empty = any
     */
    public static ParleyChat open(URI url, String apiKey, String device, int threads, List<String> sources) {
        return open(List.of(url), apiKey, device, threads, sources);
    }

    /** @param urls the nodes of the platform, in the order in which clients go through them */
    public static ParleyChat open(List<URI> urls, String apiKey, String device, int threads, List<String> sources) {
        return openAt(urls, urls, apiKey, device, threads, sources);
    }

    /**
     * A platform whose sockets are elsewhere than its REST.
     *
     * @param pushNodes in the order in which clients go through them
     */
    public static ParleyChat openAt(
            List<URI> urls, List<URI> pushNodes, String apiKey, String device, int threads, List<String> sources) {
        var platform = new PlatformClient(urls, apiKey, TIMEOUT);
        platform.awaitReady(READY);
        return new ParleyChat(
                platform,
                new Tokens(platform, device),
                SocketLoops.start(pushNodes.stream().map(SocketEndpoint::of).toList(), threads, sources));
    }

    /**
     * The same platform for many tenants, whose sockets share the threads. Returns when all keys are in force.
     *
     * @param keys an API key of each tenant, by tenant; the newest last
     */
    public static TenantsChat openTenants(
            List<URI> urls, SequencedMap<String, String> keys, String device, int threads, List<String> sources) {
        var newest = open(urls, keys.sequencedValues().getLast(), device, threads, sources);
        // Tenants are one log in one order: an edge that knows the newest knows all of them.
        newest.platform.awaitKey(TIMEOUT);
        var chats = new LinkedHashMap<String, Chat>();
        keys.forEach((tenant, key) -> chats.put(tenant, newest.withKey(key)));
        return new TenantsChat(chats, newest::close);
    }

    private ParleyChat withKey(String key) {
        var theirs = platform.withKey(key);
        return new ParleyChat(theirs, new Tokens(theirs, tokens.device()), loops);
    }

    @Override
    public Promises promises() {
        return PROMISES;
    }

    @Override
    public void createUsers(List<String> users) {
        Crowd.forEach(users.size(), i -> {
            var user = users.get(i);
            OutcomeRetry.seqOf("user " + user, TIMEOUT, () -> platform.createUser(user, user, user));
        });
    }

    @Override
    public long createGroup(String group, String owner, String id) {
        return OutcomeRetry.seqOf(id, TIMEOUT, () -> platform.createGroup(group, owner, id));
    }

    @Override
    public long join(String group, String user, String id) {
        return OutcomeRetry.seqOf(id, TIMEOUT, () -> platform.join(group, user, id));
    }

    @Override
    public ChatSession connect(ChatUser seat, ChatListener listener) {
        return ParleySession.open(loops, tokens, seat, listener);
    }

    @Override
    public void readStored(String conversation, String member, long head, Consumer<Delivery> reader) {
        var after = 0L;
        var page = head == 0 ? List.<ReceivedEvent>of() : platform.storedEvents(conversation, member, 0, head);
        while (!page.isEmpty()) {
            for (var event : page) {
                reader.accept(ParleySession.delivery(event));
                after = Math.max(after, event.seq());
            }
            page = platform.storedEvents(conversation, member, after, 0);
        }
    }

    @Override
    public void close() {
        loops.close();
        platform.close();
    }
}
