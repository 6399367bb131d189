package dev.parley.topologies.users;

import dev.parley.schemas.User;
import dev.parley.schemas.UserAction;
import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.machine.Asked;
import dev.parley.topologies.machine.Decision;
import dev.parley.topologies.machine.Machine;
import dev.parley.topologies.machine.MachineTopology;
import dev.parley.topologies.machine.Outcomes;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.memory.ActionIdentity;
import dev.parley.topologies.memory.ActionMemory;
import dev.parley.topologies.memory.AskedDigest;
import dev.parley.topologies.memory.Recall.New;
import dev.parley.topologies.memory.Recall.Repeated;
import dev.parley.topologies.memory.Recall.Reused;
import dev.parley.topologies.state.Digest;
import dev.parley.topologies.state.RememberedAction;
import dev.parley.topologies.store.DraftKeyValues;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.store.PartitionClock;
import dev.parley.topologies.store.StateCodec;
import dev.parley.topologies.users.UserChange.Changed;
import dev.parley.topologies.users.UserChange.Refused;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/** The users of one partition (keys {@code U}): each action once, each change a new version. */
final class UserMachine implements Machine<UserAction> {
    private static final byte USER = 'U';
    private static final byte[] NOTHING_ELSE = {};
    private static final String SINK = MachineTopology.sinkOf(Topics.USERS);

    private final KeyValues state;
    private final AvroWriter<User> writer;
    private final Outcomes outcomes;
    private final PartitionClock clock;
    private final ActionMemory memory = new ActionMemory();
    private final StateCodec<User> users = new StateCodec<>(User.getClassSchema());
    private final AskedDigest digests =
            new AskedDigest(UserAction.getClassSchema().getField("body").schema());

    UserMachine(KeyValues state, AvroWriter<User> writer, Outcomes outcomes) {
        this.state = state;
        this.writer = writer;
        this.outcomes = outcomes;
        this.clock = new PartitionClock(state, ActionMemory::youngest);
    }

    @Override
    public Decision apply(UserAction action, long recordTime) {
        var now = clock.advance(recordTime);
        memory.purge(state, now);
        var decision = decideOrRefuse(action, now);
        clock.keep();
        return decision;
    }

    private Decision decideOrRefuse(UserAction action, long now) {
        try {
            return Decision.of(decideOnce(action, now));
        } catch (KafkaException | RegistryUnavailableException e) {
            // Not the decision failed, but what it stands on: Streams stops the task and begins again.
            throw e;
        } catch (RuntimeException e) {
            return new Decision(outcomes.rejected(asked(action), UserRefusal.INTERNAL), Optional.of(e));
        }
    }

    private List<Output> decideOnce(UserAction action, long now) {
        var asked = asked(action);
        var identity = ActionIdentity.of(action.getTenant(), action.getActor(), asked.resource(), action.getActionId());
        var digest = digests.of(action.getBody());
        return switch (memory.recall(state, identity, digest, now)) {
            case New _ -> decide(action, identity, new Digest(digest), now);
            case Repeated(var before) -> repeat(asked, before);
            case Reused _ -> outcomes.rejected(asked, UserRefusal.ACTION_ID_REUSED);
        };
    }

    private List<Output> decide(UserAction action, ActionIdentity identity, Digest digest, long now) {
        var draft = new DraftKeyValues(state);
        var key = Keys.of(action.getTenant(), action.getUser());
        var stateKey = ByteBuffer.allocate(1 + key.length).put(USER).put(key).array();
        var entry = RememberedAction.newBuilder().setAsked(digest).setAt(now);
        var outputs = new ArrayList<Output>(2);
        switch (UserChange.of(action, users.read(state.get(stateKey)), now)) {
            case Refused(var refusal) -> {
                entry.setRefusal(refusal.code());
                outputs.addAll(outcomes.rejected(asked(action), refusal));
            }
            case Changed(var user) -> {
                var bytes = writer.write(user);
                draft.put(stateKey, users.write(user));
                entry.setFirstSeq(user.getVersion())
                        .setLastSeq(user.getVersion())
                        .setRecord(ByteBuffer.wrap(bytes));
                outputs.add(new Output(SINK, key, Output.SAME, bytes));
                outputs.addAll(outcomes.accepted(asked(action), user.getVersion(), user.getVersion(), bytes));
            }
        }
        memory.remember(draft, identity, entry.build(), NOTHING_ELSE);
        draft.commit();
        clock.proved();
        return outputs;
    }

    private List<Output> repeat(Asked asked, RememberedAction before) {
        return before.getRefusal() != null
                ? outcomes.rejected(asked, UserRefusal.ofCode(before.getRefusal()))
                : outcomes.accepted(
                        asked,
                        before.getFirstSeq(),
                        before.getLastSeq(),
                        before.getRecord() == null ? null : before.getRecord().array());
    }

    private static Asked asked(UserAction action) {
        return new Asked(action.getTenant(), "u:" + action.getUser(), action.getActionId(), action.getReplyTo());
    }
}
