package dev.parley.standalone.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.standalone.guarantee.Guarantee;
import dev.parley.standalone.guarantee.Ledger;
import dev.parley.testkit.Eventually;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/**
 * People of several tenants who bear the same names and use the same ids: in each tenant a group of three and two who talk
 * to each other, every one of them with a device that follows. Some write over REST, some through their socket.
 */
final class Chat {
    private static final String GROUP = "team";
    private static final String DIRECT = "d:ann:ben";
    private static final Duration CATCH_UP = Duration.ofSeconds(60);

    private final Ledger ledger = new Ledger();
    private final List<Person> people = new ArrayList<>();
    private final List<String> tenants;

    private record Person(ChatUser user, Follower follower, boolean writesThroughSocket) {}

    Chat(List<Tenant> tenants) {
        this.tenants = tenants.stream().map(Tenant::id).toList();
        for (var tenant : tenants) {
            var users = List.of(tenant.user("ann"), tenant.user("ben"), tenant.user("cat"));
            tenant.group(GROUP, users);
            for (var user : users) {
                var follower = new Follower(user, "phone", ledger);
                people.add(new Person(user, follower, user.name().equals("ann")));
                ledger.follow(follower.reader("g:" + GROUP));
                if (speaksToOne(user)) {
                    ledger.follow(follower.reader(DIRECT));
                }
            }
        }
    }

    void connect(URI base) {
        people.forEach(person -> person.follower().connect(base));
    }

    void disconnect() {
        people.forEach(person -> person.follower().disconnect());
    }

    /** Everybody loses the connection and comes back, but the cats, who stay connected all the while. */
    void reconnectAllButCats(URI base) {
        var others = people.stream()
                .filter(person -> !person.user().name().equals("cat"))
                .toList();
        others.forEach(person -> person.follower().disconnect());
        others.forEach(person -> person.follower().connect(base));
    }

    /** Everybody says this many things, all at once; done when each of them is acknowledged. */
    CompletableFuture<Void> talk(String round, int times) {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var everybody = people.stream()
                .map(person -> CompletableFuture.runAsync(() -> talk(person, round, times), threads))
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(everybody).whenComplete((_, _) -> threads.shutdown());
    }

    /** Waits until everybody and every store is where the topic is, then holds what was seen against every promise. */
    void assertPromisesKept(StoredEvents stored, String circumstances) {
        var last = stored.lastOfEachConversation().stream()
                .filter(event -> tenants.contains(event.getTenant()))
                .toList();
        for (var event : last) {
            Eventually.isTrue(
                    () -> "the database to have " + event,
                    CATCH_UP,
                    () -> stored.headSeq(event.getTenant(), event.getConversation()) >= event.getSeq());
            people.stream()
                    .filter(person -> person.user().tenant().equals(event.getTenant()))
                    .filter(person -> event.getConversation().startsWith("g:") || speaksToOne(person.user()))
                    .forEach(person -> Eventually.isTrue(
                            () -> person.user() + " to see " + event + "; has "
                                    + person.follower().position(event.getConversation()) + ", complaints "
                                    + person.follower().complaints(),
                            CATCH_UP,
                            () -> person.follower().position(event.getConversation()) >= event.getSeq()));
        }
        for (var tenant : tenants) {
            stored.readInto(ledger, tenant, "g:" + GROUP);
            stored.readInto(ledger, tenant, DIRECT);
        }
        Guarantee.assertAllKept(ledger, circumstances);
    }

    /** What anybody was told that nobody wants to hear: resyncs, errors, refusals. */
    List<JsonNode> complaints() {
        return people.stream()
                .flatMap(person -> person.follower().complaints().stream())
                .toList();
    }

    int acknowledged() {
        return ledger.sent().size();
    }

    private void talk(Person person, String round, int times) {
        for (var i = 0; i < times; i++) {
            var isForOne = speaksToOne(person.user()) && i % 2 == 1;
            var other = person.user().name().equals("ann") ? "ben" : "ann";
            var receiver = isForOne ? Map.of("user", other) : Map.of("group", GROUP);
            var id = person.user().tenant() + "-" + person.user().name() + "-" + round + "-" + i;
            if (person.writesThroughSocket()) {
                person.follower().say(receiver, id, "text of " + id);
            } else {
                person.user().say(receiver, id, "text of " + id).expect(201);
            }
            ledger.send(person.user().tenant(), isForOne ? DIRECT : "g:" + GROUP, id);
        }
    }

    private static boolean speaksToOne(ChatUser user) {
        return !user.name().equals("cat");
    }
}
