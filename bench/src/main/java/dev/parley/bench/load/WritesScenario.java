package dev.parley.bench.load;

import dev.parley.bench.chat.ChatUser;
import dev.parley.bench.chat.Conversations;
import dev.parley.client.MessageReceiver;
import dev.parley.client.run.Crowd;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Pairs of users who write to each other in turn, and do not listen. Only the answer has a latency. */
final class WritesScenario implements Scenario {
    private final String name;
    private final int users;
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final Participant[] participants;
    private final Map<String, String> conversations = new LinkedHashMap<>();
    private String runId = "";

    WritesScenario(String name, int users) {
        if (users < 2 || users % 2 != 0) {
            throw new IllegalArgumentException("--users must be even, and at least 2.");
        }
        this.name = name;
        this.users = users;
        settings.put("users", users);
        this.participants = new Participant[users];
    }

    /** @param connections that the writes share, for the report */
    static WritesScenario overRest(int users, int connections) {
        var scenario = new WritesScenario("rest-writes", users);
        scenario.settings.put("connections", connections);
        return scenario;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, Object> settings() {
        return settings;
    }

    @Override
    public void prepare(Stage stage) {
        runId = stage.runId();
        stage.chat().createUsers(IntStream.range(0, users).mapToObj(this::user).toList());
        for (var i = 0; i < users; i++) {
            participants[i] = Participant.silent(user(i), stage);
            conversations.putIfAbsent(conversation(i), user(i));
        }
        Crowd.forEach(users, i -> participants[i].arrive(ChatUser.alone(user(i))));
    }

    private String user(int number) {
        return String.format("%s-%06d", runId, number);
    }

    private String conversation(int number) {
        return Conversations.direct(user(number), user(number ^ 1));
    }

    @Override
    public Turn turn(long number) {
        var speaker = (int) (number % users);
        return new Turn(participants[speaker], new MessageReceiver.User(user(speaker ^ 1)), conversation(speaker));
    }

    @Override
    public int receivers() {
        return 0;
    }

    @Override
    public List<Participant> participants() {
        return List.of(participants);
    }

    @Override
    public Map<String, String> conversations() {
        return conversations;
    }
}
