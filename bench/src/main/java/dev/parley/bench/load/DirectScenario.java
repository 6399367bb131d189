package dev.parley.bench.load;

import dev.parley.bench.chat.ChatUser;
import dev.parley.bench.chat.Conversations;
import dev.parley.bench.chat.TenantsChat;
import dev.parley.client.MessageReceiver;
import dev.parley.client.run.Crowd;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Pairs of users who write to each other in turn. Latency counts at the other one's socket. Pairs of different tenants have
 * the same names, so that nothing but the tenant keeps them apart.
 */
class DirectScenario implements Scenario {
    private final int sockets;
    /** Empty = there is only one, and names do not say it. */
    private final List<String> tenants;

    private final Participant[] participants;
    private final Map<String, String> conversations = new LinkedHashMap<>();
    private String runId = "";

    DirectScenario(int sockets) {
        this(sockets, List.of());
    }

    /** @param tenants that the pairs are spread over, as a {@link TenantsChat} knows them; at most as many as pairs */
    DirectScenario(int sockets, List<String> tenants) {
        if (sockets < 2 || sockets % 2 != 0) {
            throw new IllegalArgumentException("--sockets must be even, and at least 2.");
        }
        if (2 * tenants.size() > sockets) {
            throw new IllegalArgumentException(
                    tenants.size() + " tenants need at least " + 2 * tenants.size() + " --sockets.");
        }
        this.sockets = sockets;
        this.tenants = List.copyOf(tenants);
        this.participants = new Participant[sockets];
    }

    @Override
    public String name() {
        return "direct";
    }

    @Override
    public Map<String, Object> settings() {
        return tenants.isEmpty() ? Map.of("sockets", sockets) : Map.of("sockets", sockets, "tenants", tenants.size());
    }

    @Override
    public void prepare(Stage stage) {
        runId = stage.runId();
        stage.chat()
                .createUsers(IntStream.range(0, sockets).mapToObj(this::user).toList());
        for (var i = 0; i < sockets; i++) {
            var reading = stage.reading(user(i), conversation(i), 0, false);
            participants[i] = new Participant(user(i), reading, false, stage);
            conversations.putIfAbsent(conversation(i), user(i));
        }
        Crowd.forEach(sockets, i -> participants[i].arrive(ChatUser.alone(user(i))));
    }

    private String user(int number) {
        return inTenant(number, local(number));
    }

    private String conversation(int number) {
        return inTenant(number, Conversations.direct(local(number), local(number ^ 1)));
    }

    private String inTenant(int number, String name) {
        return tenants.isEmpty() ? name : TenantsChat.name(tenants.get(number / 2 % tenants.size()), name);
    }

    /** Numbers are padded, so that the order of numbers is the order of the ids. */
    private String local(int number) {
        var pair = number / 2 / Math.max(1, tenants.size());
        return String.format("%s-%06d", runId, 2 * pair + number % 2);
    }

    @Override
    public Turn turn(long number) {
        // First every even one speaks, then every odd one, so that both of a pair do.
        var pairs = sockets / 2;
        var turn = (int) (number % sockets);
        var speaker = turn < pairs ? 2 * turn : 2 * (turn - pairs) + 1;
        return new Turn(participants[speaker], new MessageReceiver.User(user(speaker ^ 1)), conversation(speaker));
    }

    @Override
    public int receivers() {
        return 1;
    }

    @Override
    public List<Participant> participants() {
        return IntStream.range(0, sockets).mapToObj(i -> participants[i]).toList();
    }

    @Override
    public Map<String, String> conversations() {
        return conversations;
    }
}
