package dev.parley.edge.log;

import dev.parley.schemas.Action;
import dev.parley.schemas.LeaveGroup;
import dev.parley.schemas.SetUserStatus;
import dev.parley.schemas.UserAction;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes records of actions: key, partition and value. */
final class ActionRecords {
    private final AvroWriter<Action> actions;
    private final AvroWriter<UserAction> userActions;
    private final int partitions;

    ActionRecords(SchemaRegistry registry, int partitions) {
        this.actions = new AvroWriter<>(registry, Topics.ACTIONS.name(), Action.getClassSchema());
        this.userActions = new AvroWriter<>(registry, Topics.USER_ACTIONS.name(), UserAction.getClassSchema());
        this.partitions = partitions;
    }

    int partitions() {
        return partitions;
    }

    ProducerRecord<byte[], byte[]> of(Action action) {
        var key = Keys.of(action.getTenant(), action.getConversation());
        return record(Topics.ACTIONS.name(), key, actions.write(action));
    }

    ProducerRecord<byte[], byte[]> of(UserAction action) {
        var key = Keys.of(action.getTenant(), action.getUser());
        return record(Topics.USER_ACTIONS.name(), key, userActions.write(action));
    }

    /** Prefetches the schema ids. */
    void warmUp() {
        actions.write(Action.newBuilder()
                .setTenant("")
                .setConversation("")
                .setActionId("")
                .setBody(new LeaveGroup())
                .build());
        userActions.write(UserAction.newBuilder()
                .setTenant("")
                .setUser("")
                .setActionId("")
                .setBody(new SetUserStatus(UserStatus.ACTIVE))
                .build());
    }

    private ProducerRecord<byte[], byte[]> record(String topic, byte[] key, byte[] value) {
        return new ProducerRecord<>(topic, Partitioning.of(key, partitions), key, value);
    }
}
