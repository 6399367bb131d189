package dev.parley.readmodel.write;

import static dev.parley.readmodel.write.Column.flag;
import static dev.parley.readmodel.write.Column.number;
import static dev.parley.readmodel.write.Column.text;
import static dev.parley.readmodel.write.Column.time;

import dev.parley.readmodel.write.LogRecord.SettingsRecord;
import dev.parley.schemas.ConversationSettings;
import java.util.List;

/** What users set on conversations for themselves. A record holds all of it, so there is one guard: its version. */
final class ConversationSettingsRows implements Projection<ConversationSettings> {
    private static final Table<ConversationSettings> TABLE = Table.<ConversationSettings>named("conversation_settings")
            .key(
                    text("tenant", ConversationSettings::getTenant),
                    text("user_id", ConversationSettings::getUser),
                    text("conversation", ConversationSettings::getConversation))
            .guarded(
                    number("version", ConversationSettings::getVersion),
                    time("pinned_at", ConversationSettings::getPinnedAt),
                    time("muted_until", ConversationSettings::getMutedUntil),
                    flag("is_archived", ConversationSettings::getArchived),
                    number("hidden_up_to", ConversationSettings::getHiddenUpTo),
                    text("draft", ConversationSettings::getDraft),
                    time("draft_at", ConversationSettings::getDraftAt),
                    time("updated_at", ConversationSettings::getUpdatedAt));

    private record Key(String tenant, String user, String conversation) {}

    @Override
    public Table<ConversationSettings> table() {
        return TABLE;
    }

    @Override
    public List<ConversationSettings> rows(LogRecord record) {
        return record instanceof SettingsRecord settings ? List.of(settings.settings()) : List.of();
    }

    @Override
    public Object key(ConversationSettings row) {
        return new Key(row.getTenant(), row.getUser(), row.getConversation());
    }

    @Override
    public ConversationSettings merge(ConversationSettings known, ConversationSettings other) {
        return other.getVersion() > known.getVersion() ? other : known;
    }
}
