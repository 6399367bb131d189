package dev.parley.topologies.heads;

import dev.parley.schemas.Conversation;
import dev.parley.schemas.Event;
import dev.parley.schemas.Member;
import dev.parley.schemas.Restriction;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.fold.Emissions;
import dev.parley.topologies.fold.Fold;
import dev.parley.topologies.fold.Folded;
import dev.parley.topologies.fold.Origin;
import dev.parley.topologies.fold.Pace;
import dev.parley.topologies.fold.StateKey;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.state.FoldedGroup;
import dev.parley.topologies.state.FoldedHead;
import dev.parley.topologies.state.FoldedMember;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.store.StateCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The conversations of one partition: heads (keys {@code H}), what groups show ({@code G}) and memberships ({@code M}). Memberships and
 * restrictions are written at once, conversations once in a while. Each entry has the seq of the event that last changed it, and no earlier event
 * changes it.
 */
public final class HeadFold implements Fold {
    /** How often to look what is to be written. */
    public static final Duration TICK = Duration.ofMillis(500);

    private static final Pace ONCE_IN_A_WHILE = Pace.of(Duration.ofSeconds(2), Duration.ZERO);
    private static final char HEAD = 'H';
    private static final char GROUP = 'G';
    private static final char MEMBER = 'M';
    private static final String CONVERSATIONS = Output.sinkOf(Topics.CONVERSATIONS);
    private static final String MEMBERS = Output.sinkOf(Topics.MEMBERS);
    private static final String RESTRICTIONS = Output.sinkOf(Topics.RESTRICTIONS);
    /** Of the first group of an id nobody has a mute of a former one. */
    private static final int FIRST_INCARNATION = 1;

    private final KeyValues state;
    private final AvroWriter<Conversation> conversationWriter;
    private final AvroWriter<Member> memberWriter;
    private final AvroWriter<Restriction> restrictionWriter;
    private final Emissions emissions;
    private final StateCodec<FoldedHead> heads = new StateCodec<>(FoldedHead.getClassSchema());
    private final StateCodec<FoldedGroup> groups = new StateCodec<>(FoldedGroup.getClassSchema());
    private final StateCodec<FoldedMember> members = new StateCodec<>(FoldedMember.getClassSchema());

    private record Writers(
            AvroWriter<Conversation> conversations, AvroWriter<Member> members, AvroWriter<Restriction> restrictions) {}

    private HeadFold(KeyValues state, Writers writers) {
        this.state = state;
        this.conversationWriter = writers.conversations();
        this.memberWriter = writers.members();
        this.restrictionWriter = writers.restrictions();
        this.emissions = new Emissions(state);
    }

    /** Makes the fold of a partition over its state. */
    public static Function<KeyValues, HeadFold> factory(SchemaRegistry registry) {
        var writers = new Writers(
                new AvroWriter<>(registry, Topics.CONVERSATIONS.name(), Conversation.getClassSchema()),
                new AvroWriter<>(registry, Topics.MEMBERS.name(), Member.getClassSchema()),
                new AvroWriter<>(registry, Topics.RESTRICTIONS.name(), Restriction.getClassSchema()));
        return state -> new HeadFold(state, writers);
    }

    /** A repeated event changes nothing; what it is about is written once more, since after a crash it may not have got out. */
    public Folded event(Event event, Origin origin) {
        var headKey = StateKey.of(HEAD, Keys.of(event.getTenant(), event.getConversation()));
        var before = heads.read(state.get(headKey));
        if (before != null && event.getSeq() <= before.getSeq()) {
            return new Folded("repeated", fold(event, event.getSeq() == 1, before.getIncarnation(), origin));
        }
        var head = HeadChange.of(before, event);
        var outputs = fold(event, before == null, head.getIncarnation(), origin);
        // Last: where the head has an event, all else has it.
        state.put(headKey, heads.write(head));
        return new Folded("moved", outputs);
    }

    /** All but the head. */
    private List<Output> fold(Event event, boolean isFirst, int incarnation, Origin origin) {
        var key = Keys.of(event.getTenant(), event.getConversation());
        var outputs = new ArrayList<>(membersAfter(event, MemberChange.of(event, isFirst), incarnation));
        RestrictionChange.of(event).ifPresent(restriction -> outputs.add(output(restriction)));
        if (GroupChange.isIn(event)) {
            keepGroup(StateKey.of(GROUP, key), event);
        }
        emissions.touch(key, origin.now(), ONCE_IN_A_WHILE);
        return outputs;
    }

    private List<Output> membersAfter(Event event, List<MemberChange> changes, int incarnation) {
        if (changes.isEmpty()) {
            return List.of();
        }
        var place = new MemberChange.Place(event.getSeq(), event.getAt().toEpochMilli(), incarnation);
        var outputs = new ArrayList<Output>(changes.size());
        for (var change : changes) {
            var key = Keys.of(event.getTenant(), event.getConversation(), change.user());
            var stateKey = StateKey.of(MEMBER, key);
            var before = members.read(state.get(stateKey));
            var after = change.apply(before, place);
            after.ifPresent(member -> state.put(stateKey, members.write(member)));
            after.or(() -> Optional.ofNullable(before)).ifPresent(member -> {
                outputs.add(output(key, member));
                if (change.kind() instanceof MemberChange.Began && incarnation > FIRST_INCARNATION) {
                    outputs.add(output(HeadRecords.restriction(key, member)));
                }
            });
        }
        return outputs;
    }

    private void keepGroup(byte[] stateKey, Event event) {
        GroupChange.of(groups.read(state.get(stateKey)), event)
                .ifPresent(group -> state.put(stateKey, groups.write(group)));
    }

    private Output output(byte[] key, FoldedMember member) {
        return new Output(MEMBERS, key, Output.SAME, memberWriter.write(HeadRecords.member(key, member)));
    }

    private Output output(Restriction restriction) {
        var key = Keys.of(restriction.getTenant(), restriction.getConversation(), restriction.getUser());
        return new Output(RESTRICTIONS, key, Output.SAME, restrictionWriter.write(restriction));
    }

    @Override
    public Emissions emissions() {
        return emissions;
    }

    @Override
    public Optional<Output> current(byte[] key, long now) {
        return Optional.ofNullable(heads.read(state.get(StateKey.of(HEAD, key))))
                .map(head -> {
                    var group = groups.read(state.get(StateKey.of(GROUP, key)));
                    var conversation = HeadRecords.conversation(key, head, group);
                    return new Output(CONVERSATIONS, key, Output.SAME, conversationWriter.write(conversation));
                });
    }
}
