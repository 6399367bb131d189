package dev.parley.topologies.users;

import dev.parley.schemas.ConversationSettings;
import dev.parley.schemas.UpdateConversationSettings;
import dev.parley.schemas.UserAction;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.machine.Decided;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.state.UserSettings;
import dev.parley.topologies.state.UserSettingsCount;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.store.StateCodec;
import java.time.Instant;
import java.util.Objects;

/**
 * What users set on conversations for themselves alone (keys {@code S}), and how many they have pinned (keys {@code W}). One version
 * counts all changes of a user's settings, so that it also orders those whose entry was removed in between. One thread.
 */
final class Settings {
    private static final byte SETTINGS = 'S';
    private static final byte COUNT = 'W';
    private static final String SINK = Output.sinkOf(Topics.CONVERSATION_SETTINGS);

    private final AvroWriter<ConversationSettings> writer;
    private final StateCodec<UserSettings> settings = new StateCodec<>(UserSettings.getClassSchema());
    private final StateCodec<UserSettingsCount> counts = new StateCodec<>(UserSettingsCount.getClassSchema());

    Settings(AvroWriter<ConversationSettings> writer) {
        this.writer = writer;
    }

    /** The numbers of the answer are the version: of these settings, or where nothing changes the last one that may have set them. */
    Decided decide(UserAction action, UpdateConversationSettings update, long now, KeyValues draft) {
        var countKey = UserState.key(COUNT, action, "");
        var settingsKey = UserState.key(SETTINGS, action, update.getConversation());
        var count = Objects.requireNonNullElseGet(counts.read(draft.get(countKey)), UserSettingsCount::new);
        var before = settings.read(draft.get(settingsKey));
        return switch (SettingsChange.of(update, before, count, now)) {
            case SettingsChange.Refused(var error) -> new Decided.Refused(error);
            case SettingsChange.Same _ ->
                UserState.unchanged(before == null ? count.getVersion() : before.getVersion());
            case SettingsChange.Changed(var changed, var counted) -> {
                draft.put(countKey, counts.write(counted));
                if (saysNothing(changed)) {
                    draft.delete(settingsKey);
                } else {
                    draft.put(settingsKey, settings.write(changed));
                }
                yield UserState.changed(changed.getVersion(), output(action, update.getConversation(), changed, now));
            }
        };
    }

    private static boolean saysNothing(UserSettings settings) {
        return settings.getPinnedAt() == null
                && settings.getMutedUntil() == null
                && !settings.getArchived()
                && settings.getHiddenUpTo() == 0
                && settings.getDraft() == null;
    }

    private Output output(UserAction action, String conversation, UserSettings changed, long now) {
        var record = ConversationSettings.newBuilder()
                .setTenant(action.getTenant())
                .setUser(action.getUser())
                .setConversation(conversation)
                .setPinnedAt(UserState.instant(changed.getPinnedAt()))
                .setMutedUntil(UserState.instant(changed.getMutedUntil()))
                .setArchived(changed.getArchived())
                .setHiddenUpTo(changed.getHiddenUpTo())
                .setDraft(changed.getDraft())
                .setDraftAt(UserState.instant(changed.getDraftAt()))
                .setVersion(changed.getVersion())
                .setUpdatedAt(Instant.ofEpochMilli(now))
                .build();
        var key = Keys.of(action.getTenant(), action.getUser(), conversation);
        return new Output(SINK, key, Output.SAME, writer.write(record));
    }
}
