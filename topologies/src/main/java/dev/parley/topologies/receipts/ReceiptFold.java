package dev.parley.topologies.receipts;

import dev.parley.schemas.Event;
import dev.parley.schemas.GroupDeleted;
import dev.parley.schemas.MemberAdded;
import dev.parley.schemas.MemberBanned;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MemberRemoved;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.Receipt;
import dev.parley.schemas.ReceiptAction;
import dev.parley.schemas.content.DirectConversations;
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
import dev.parley.topologies.receipts.Marker.Place;
import dev.parley.topologies.receipts.MarkerChange.Result;
import dev.parley.topologies.state.GroupEnd;
import dev.parley.topologies.state.MemberMarker;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.store.StateCodec;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The markers of one partition (keys {@code M}), and which groups were deleted ({@code D}). */
public final class ReceiptFold implements Fold {
    /** How often at most a member's receipts are written, and how often to look. */
    public static final Duration TICK = Duration.ofMillis(250);

    private static final Pace AT_THE_NEXT_TICK = new Pace(0, 0);
    /** Nobody waits for what an event tells by itself. One who writes much is written down seldom. */
    private static final Pace LAZY = Pace.of(Duration.ofSeconds(2), Duration.ofSeconds(10));

    private static final char MARKER = 'M';
    private static final char GROUP_END = 'D';
    private static final String SINK = Output.sinkOf(Topics.RECEIPTS);
    private static final Folded IGNORED = Folded.of("ignored");

    private final KeyValues state;
    private final AvroWriter<Receipt> writer;
    private final Emissions emissions;
    private final StateCodec<MemberMarker> markers = new StateCodec<>(MemberMarker.getClassSchema());
    private final StateCodec<GroupEnd> groupEnds = new StateCodec<>(GroupEnd.getClassSchema());

    private ReceiptFold(KeyValues state, AvroWriter<Receipt> writer) {
        this.state = state;
        this.writer = writer;
        this.emissions = new Emissions(state);
    }

    /** Makes the fold of a partition over its state. */
    public static Function<KeyValues, ReceiptFold> factory(SchemaRegistry registry) {
        var writer = new AvroWriter<Receipt>(registry, Topics.RECEIPTS.name(), Receipt.getClassSchema());
        return state -> new ReceiptFold(state, writer);
    }

    public Folded receipt(ReceiptAction receipt, Origin origin) {
        var member = new Member(receipt.getTenant(), receipt.getConversation(), receipt.getUser());
        var change = member.marker().receipt(receipt, new Place(origin.offset(), origin.at()), member::groupEndedSeq);
        return member.keep(change, origin.now(), AT_THE_NEXT_TICK);
    }

    /** A reply is no sign of having read the conversation; its thread has a marker of its own. */
    public Folded event(Event event, Origin origin) {
        return switch (event.getBody()) {
            case MessageCreated message
            when message.getParentId() == null && event.getActor() != null -> sent(event, event.getActor(), origin);
            case MemberJoined joined -> joined(event, joined.getUser(), origin);
            case MemberAdded added -> joined(event, added.getUser(), origin);
            case MemberLeft left -> left(event, left.getUser(), origin);
            case MemberRemoved removed -> left(event, removed.getUser(), origin);
            case MemberBanned banned when banned.getWasMember() -> left(event, banned.getUser(), origin);
            case GroupDeleted _ -> ended(event);
            default -> IGNORED;
        };
    }

    private Folded sent(Event event, String sender, Origin origin) {
        var member = memberOf(event, sender);
        return member.keep(member.marker().sent(placeOf(event), member::groupEndedSeq), origin.now(), LAZY);
    }

    private Folded joined(Event event, String user, Origin origin) {
        var member = memberOf(event, user);
        return member.keep(member.marker().joined(placeOf(event)), origin.now(), LAZY);
    }

    private Folded left(Event event, String user, Origin origin) {
        var member = memberOf(event, user);
        return member.keep(member.marker().left(placeOf(event)), origin.now(), LAZY);
    }

    /** Ends every membership without a write for each. */
    private Folded ended(Event event) {
        var key = StateKey.of(GROUP_END, Keys.of(event.getTenant(), event.getConversation()));
        if (groupEndedSeq(key) < event.getSeq()) {
            state.put(key, groupEnds.write(new GroupEnd(event.getSeq())));
        }
        return Folded.of("group-ended");
    }

    private long groupEndedSeq(byte[] key) {
        var end = groupEnds.read(state.get(key));
        return end == null ? 0 : end.getSeq();
    }

    private Member memberOf(Event event, String user) {
        return new Member(event.getTenant(), event.getConversation(), user);
    }

    private static Place placeOf(Event event) {
        return new Place(event.getSeq(), event.getAt().toEpochMilli());
    }

    @Override
    public Emissions emissions() {
        return emissions;
    }

    @Override
    public Optional<Output> current(byte[] key, long now) {
        return Optional.ofNullable(markers.read(state.get(StateKey.of(MARKER, key))))
                .map(Marker::new)
                .filter(Marker::exists)
                .map(marker -> new Output(SINK, key, Output.SAME, writer.write(Receipts.of(key, marker))));
    }

    /** One member's place in the state. */
    private final class Member {
        private final String tenant;
        private final String conversation;
        private final byte[] key;
        private final byte[] stateKey;

        private Member(String tenant, String conversation, String user) {
            this.tenant = tenant;
            this.conversation = conversation;
            this.key = Keys.of(tenant, conversation, user);
            this.stateKey = StateKey.of(MARKER, key);
        }

        private Marker marker() {
            var stored = markers.read(state.get(stateKey));
            return stored == null ? Marker.NONE : new Marker(stored);
        }

        private long groupEndedSeq() {
            return DirectConversations.isDirect(conversation)
                    ? 0
                    : ReceiptFold.this.groupEndedSeq(StateKey.of(GROUP_END, Keys.of(tenant, conversation)));
        }

        /** What is repeated is written once more, since after a crash it may not have got out. */
        private Folded keep(MarkerChange change, long now, Pace pace) {
            if (change.result() == Result.MOVED || change.result() == Result.REPEATED) {
                emissions.touch(key, now, pace);
            }
            if (change.after() != null) {
                state.put(stateKey, markers.write(change.after()));
            }
            return change.result().folded();
        }
    }
}
