package dev.parley.bench.load;

import dev.parley.bench.chat.ChatUser;
import dev.parley.bench.chat.Conversations;
import dev.parley.client.MessageReceiver;
import dev.parley.client.run.Crowd;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A group in which all members listen and some speak in turn. Latency counts at the last socket that hears it. Of several
 * generators the first one founds the group and speaks; the others only listen.
 */
class GroupScenario implements Scenario {
    private static final String NAME = "group";

    private final String name;
    private final int listeners;
    private final int speakers;
    private final int members;
    private final Part part;
    private final Participant[] participants;
    private String group = "";
    private long head;

    GroupScenario(int listeners, int speakers) {
        this(listeners, speakers, Part.WHOLE);
    }

    /**
     * @param listeners of all generators
     * @param speakers how many of the listeners speak
     */
    GroupScenario(int listeners, int speakers, Part part) {
        this(NAME, listeners, speakers, listeners, part);
    }

    /**
     * A group of which not all are there, or of which another one sees to the rest.
     *
     * @param members in all; the first ones of them listen
     */
    GroupScenario(String name, int listeners, int speakers, int members, Part part) {
        if (listeners < part.count()) {
            throw new IllegalArgumentException("--listeners must be at least 1 for each generator.");
        }
        if (speakers < 1) {
            throw new IllegalArgumentException("--speakers must be at least 1.");
        }
        this.name = name;
        this.listeners = listeners;
        this.members = members;
        this.speakers = Math.min(speakers, new Part(0, part.count()).to(listeners));
        this.part = part;
        this.participants = new Participant[listeners];
    }

    /** A group of many, of whom only a few are there; all of those speak. */
    static GroupScenario withMembers(int listeners, int members) {
        return new GroupScenario(NAME, listeners, listeners, members, Part.WHOLE);
    }

    /** As any group, where not all of the platform is at work. */
    static GroupScenario named(String name, int listeners, int speakers) {
        return new GroupScenario(name, listeners, speakers, listeners, Part.WHOLE);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("listeners", listeners, "speakers", speakers, "members", members);
    }

    @Override
    public void prepare(Stage stage) {
        group = stage.runId();
        head = part.index() == 0 ? found(stage) : stage.head();
        Arrays.setAll(participants, i -> Participant.silent(user(i), stage));
        // Nobody listens before all are members: each joining would be told to all who joined before.
        Crowd.forEach(
                receivers(), i -> participants[part.from(listeners) + i] = listener(stage, part.from(listeners) + i));
    }

    /** Returns the seq of the last one's joining. */
    private long found(Stage stage) {
        stage.chat()
                .createUsers(IntStream.range(0, members).mapToObj(this::user).toList());
        var founding = group + "-group";
        var seqs = new long[members];
        seqs[0] = stage.act(founding, conversation(), () -> stage.chat().createGroup(group, user(0), founding));
        Crowd.forEach(members - 1, i -> seqs[i + 1] = join(stage, user(i + 1)));
        return Arrays.stream(seqs).max().orElseThrow();
    }

    private long join(Stage stage, String user) {
        var id = user + "-join";
        return stage.act(id, conversation(), () -> stage.chat().join(group, user, id));
    }

    private Participant listener(Stage stage, int number) {
        var reading = stage.reading(user(number), conversation(), head, true);
        var participant = new Participant(user(number), reading, true, stage);
        participant.arrive(new ChatUser(user(number), group, head));
        return participant;
    }

    /** The name of a member, once it is set up. */
    String user(int number) {
        return String.format("%s-%06d", group, number);
    }

    String conversation() {
        return Conversations.group(group);
    }

    @Override
    public Turn turn(long number) {
        return new Turn(participants[(int) (number % speakers)], new MessageReceiver.Group(group), conversation());
    }

    @Override
    public int receivers() {
        return part.share(listeners);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public long head() {
        return head;
    }

    @Override
    public List<Participant> participants() {
        return List.of(participants).subList(part.from(listeners), part.to(listeners));
    }

    @Override
    public Map<String, String> conversations() {
        return Map.of(conversation(), user(part.from(listeners)));
    }
}
