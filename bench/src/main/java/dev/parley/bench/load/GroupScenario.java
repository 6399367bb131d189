package dev.parley.bench.load;

import dev.parley.bench.chat.Conversations;
import dev.parley.bench.chat.Crowd;
import dev.parley.bench.chat.Receiver;
import dev.parley.bench.chat.Seat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A group in which everybody listens and some speak in turn. Latency counts at the last socket that hears it. */
final class GroupScenario implements Scenario {
    private final int listeners;
    private final int speakers;
    private final Participant[] participants;
    private String group = "";

    /** @param speakers how many of the listeners speak */
    GroupScenario(int listeners, int speakers) {
        if (speakers < 1 || speakers > listeners) {
            throw new IllegalArgumentException("--speakers must be at least 1 and at most --listeners.");
        }
        this.listeners = listeners;
        this.speakers = speakers;
        this.participants = new Participant[listeners];
    }

    @Override
    public String name() {
        return "group";
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("listeners", listeners, "speakers", speakers);
    }

    @Override
    public void prepare(Stage stage) {
        group = stage.runId();
        stage.chat()
                .createUsers(IntStream.range(0, listeners).mapToObj(this::user).toList());
        var founding = stage.runId() + "-group";
        var foundedAt = stage.act(founding, conversation(), () -> stage.chat().createGroup(group, user(0), founding));
        Crowd.forEach(listeners, i -> participants[i] = member(stage, i, i == 0 ? foundedAt : join(stage, user(i))));
    }

    private long join(Stage stage, String user) {
        var id = user + "-join";
        return stage.act(id, conversation(), () -> stage.chat().join(group, user, id));
    }

    private Participant member(Stage stage, int number, long since) {
        var reading = stage.reading(user(number), conversation(), since, true);
        var participant = new Participant(user(number), reading, true, stage);
        participant.arrive(new Seat(user(number), group, since));
        return participant;
    }

    private String user(int number) {
        return String.format("%s-%06d", group, number);
    }

    private String conversation() {
        return Conversations.group(group);
    }

    @Override
    public Turn turn(long number) {
        return new Turn(participants[(int) (number % speakers)], new Receiver.Group(group), conversation());
    }

    @Override
    public int receivers() {
        return listeners;
    }

    @Override
    public List<Participant> participants() {
        return IntStream.range(0, listeners).mapToObj(i -> participants[i]).toList();
    }

    @Override
    public Map<String, String> conversations() {
        return Map.of(conversation(), user(0));
    }
}
