package dev.parley.bench.load;

import dev.parley.bench.chat.ChatUser;
import dev.parley.bench.chat.Conversations;
import dev.parley.client.MessageReceiver;
import dev.parley.client.run.Crowd;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Many 1:1 conversations among far fewer users, each written to in turn, so that none is warmer than another. Only the
 * answer has a latency, and only some of the conversations are read back.
 */
final class ManyConversationsScenario implements Scenario {
    private static final int CHECKED = 200;

    private final int users;
    private final int conversations;
    private final Participant[] participants;
    private String runId = "";

    /** @param users have a socket each */
    ManyConversationsScenario(int users, int conversations) {
        if (conversations > (long) users * (users / 2 - 1)) {
            throw new IllegalArgumentException(users + " users have less than " + conversations + " conversations.");
        }
        this.users = users;
        this.conversations = conversations;
        this.participants = new Participant[users];
    }

    @Override
    public String name() {
        return "many-conversations";
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("sockets", users, "conversations", conversations);
    }

    @Override
    public void prepare(Stage stage) {
        runId = stage.runId();
        stage.chat().createUsers(IntStream.range(0, users).mapToObj(this::user).toList());
        Arrays.setAll(participants, i -> Participant.silent(user(i), stage));
        Crowd.forEach(users, i -> participants[i].arrive(ChatUser.alone(user(i))));
    }

    @Override
    public Turn turn(long number) {
        var pair = pair((int) (number % conversations));
        return new Turn(
                participants[pair.speaker()], new MessageReceiver.User(user(pair.other())), pair.conversation());
    }

    private Pair pair(int conversation) {
        var speaker = conversation % users;
        // Less than half a turn apart, no two users meet twice.
        var other = (speaker + 1 + conversation / users) % users;
        return new Pair(speaker, other, Conversations.direct(user(speaker), user(other)));
    }

    private record Pair(int speaker, int other, String conversation) {}

    private String user(int number) {
        return String.format("%s-%06d", runId, number);
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
        var checked = new LinkedHashMap<String, String>();
        for (var i = 0; i < Math.min(CHECKED, conversations); i++) {
            var pair = pair((int) ((long) i * conversations / Math.min(CHECKED, conversations)));
            checked.put(pair.conversation(), user(pair.speaker()));
        }
        return checked;
    }
}
