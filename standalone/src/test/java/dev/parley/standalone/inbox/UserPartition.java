package dev.parley.standalone.inbox;

import dev.parley.readmodel.write.LogPartition;
import dev.parley.readmodel.write.LogRecord;
import dev.parley.readmodel.write.LogRecord.MarkRecord;
import dev.parley.readmodel.write.LogRecord.SettingsRecord;
import dev.parley.schemas.ConversationSettings;
import dev.parley.schemas.MessageMark;
import dev.parley.schemas.UserAction;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.machine.Machine;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.store.InMemoryKeyValues;
import dev.parley.topologies.users.UserMachine;
import java.util.ArrayList;
import java.util.List;

/** A partition of users, and the logs of what they set for themselves. */
final class UserPartition {
    private static final LogPartition MARKS = new LogPartition(Topics.MESSAGE_MARKS.name(), 0);
    private static final LogPartition SETTINGS = new LogPartition(Topics.CONVERSATION_SETTINGS.name(), 0);

    /** One that was decided, and how many records there were then. */
    record Decided(UserAction action, long at, int records) {}

    final List<Decided> decided = new ArrayList<>();
    /** Of both topics. */
    final List<LogRecord> records = new ArrayList<>();

    private final Machine<UserAction> machine;
    private final AvroReader<MessageMark> markReader;
    private final AvroReader<ConversationSettings> settingsReader;

    UserPartition(SchemaRegistry registry) {
        machine = UserMachine.factory(registry).apply(new InMemoryKeyValues());
        markReader = new AvroReader<>(registry, MessageMark.getClassSchema());
        settingsReader = new AvroReader<>(registry, ConversationSettings.getClassSchema());
    }

    void send(UserAction action, long time) {
        var decision = machine.apply(action, time);
        decision.defect().ifPresent(defect -> {
            throw new AssertionError("a defect", defect);
        });
        for (var output : decision.outputs()) {
            record(output);
        }
        decided.add(new Decided(action, time, records.size()));
    }

    /** Offsets with holes are as good as others. */
    private void record(Output output) {
        var offset = records.size();
        var size = output.bytes().length;
        if (output.sink().equals(Output.sinkOf(Topics.MESSAGE_MARKS))) {
            records.add(new MarkRecord(MARKS, offset, markReader.read(output.bytes()), size));
        } else if (output.sink().equals(Output.sinkOf(Topics.CONVERSATION_SETTINGS))) {
            records.add(new SettingsRecord(SETTINGS, offset, settingsReader.read(output.bytes()), size));
        }
    }
}
