package dev.parley.topologies.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.schemas.UpdateConversationSettings;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.topologies.state.UserSettings;
import dev.parley.topologies.state.UserSettingsCount;
import dev.parley.topologies.users.SettingsChange.Changed;
import dev.parley.topologies.users.SettingsChange.Refused;
import dev.parley.topologies.users.SettingsChange.Same;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsChangeTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final UserSettingsCount COUNT = new UserSettingsCount(6L, 3);

    /** Each line: what is set, the fields that an action names, their values, what is set then; empty = all is as asked. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                    | pinned            | pinned             | pinned@0
            pinned@-9            | pinned            | pinned             | -
            pinned@-9            | pinned            |                    | nothing
            -                    | pinned            |                    | -
            -                    | archived          | archived           | archived
            archived             | archived          | archived           | -
            archived             | archived          |                    | nothing
            -                    | mutedUntil        | muted@5            | muted@5
            muted@5              | mutedUntil        | muted@5            | -
            muted@5              | mutedUntil        | muted@7            | muted@7
            muted@5              | mutedUntil        |                    | nothing
            muted@-5             | mutedUntil        |                    | nothing
            -                    | hiddenUpTo        | hidden@4           | hidden@4
            hidden@4             | hiddenUpTo        | hidden@9           | hidden@9
            hidden@4             | hiddenUpTo        | hidden@3           | -
            hidden@4             | hiddenUpTo        |                    | -
            -                    | draft             | draft=hi           | draft=hi@0
            draft=hi@-9          | draft             | draft=ho           | draft=ho@0
            draft=hi@-9          | draft             | draft=hi           | -
            draft=hi@-9          | draft             | draft=             | nothing
            draft=hi@-9          | draft             |                    | nothing
            -                    | draft             | draft=             | -
            pinned@-9 draft=a@-9 | archived          | archived           | pinned@-9 draft=a@-9 archived
            archived muted@5     | draft pinned      | draft=b pinned     | archived muted@5 draft=b@0 pinned@0
            archived muted@5     | archived draft    | draft=b            | muted@5 draft=b@0
            archived muted@5     | draft             | archived pinned    | -
            """)
    void changesTheFieldsThatAreNamed(
            @Nullable String before, String fields, @Nullable String values, @Nullable String then) {
        var known = before == null ? null : settings(before, 5);
        var change = SettingsChange.of(update(fields, values), known, COUNT, NOW);
        if (then == null) {
            assertInstanceOf(Same.class, change);
        } else {
            var changed = assertInstanceOf(Changed.class, change);
            assertEquals(settings(then, 7), changed.settings());
            assertEquals(7, changed.count().getVersion());
        }
    }

    @Test
    void countsWhatIsPinned() {
        assertEquals(4, changed(update("pinned", "pinned"), null).count().getPinned());
        assertEquals(
                2,
                changed(update("pinned", null), settings("pinned@-9", 5))
                        .count()
                        .getPinned());
        assertEquals(
                3,
                changed(update("archived", "archived"), settings("pinned@-9", 5))
                        .count()
                        .getPinned());
    }

    @Test
    void refusesMorePinnedConversationsThanAUserMayHave() {
        var full = new UserSettingsCount(6L, SettingsChange.MAX_PINNED);
        assertEquals(
                new Refused(ErrorCode.CONVERSATION_PINS_LIMIT),
                SettingsChange.of(update("pinned archived", "pinned archived"), null, full, NOW));
        assertInstanceOf(
                Same.class, SettingsChange.of(update("pinned", "pinned"), settings("pinned@-9", 5), full, NOW));
        assertInstanceOf(Changed.class, SettingsChange.of(update("pinned", null), settings("pinned@-9", 5), full, NOW));
        assertInstanceOf(Changed.class, SettingsChange.of(update("archived", "archived"), null, full, NOW));
        var last = new UserSettingsCount(6L, SettingsChange.MAX_PINNED - 1);
        assertInstanceOf(Changed.class, SettingsChange.of(update("pinned", "pinned"), null, last, NOW));
    }

    @Test
    void refusesAMuteThatIsOver() {
        for (var end : List.of(-1, 0)) {
            assertEquals(
                    new Refused(ErrorCode.UNTIL_PASSED),
                    SettingsChange.of(update("mutedUntil", "muted@" + end), null, COUNT, NOW));
        }
    }

    @Test
    void failsOnAFieldThatThereIsNot() {
        var update = update("colour", null);
        assertThrows(IllegalArgumentException.class, () -> SettingsChange.of(update, null, COUNT, NOW));
    }

    private static Changed changed(UpdateConversationSettings update, @Nullable UserSettings known) {
        return assertInstanceOf(Changed.class, SettingsChange.of(update, known, COUNT, NOW));
    }

    private static UpdateConversationSettings update(String fields, @Nullable String values) {
        var update = UpdateConversationSettings.newBuilder()
                .setConversation("g:team")
                .setFields(List.of(fields.split(" ")));
        each(values, (name, value) -> {
            switch (name) {
                case "pinned" -> update.setPinned(true);
                case "archived" -> update.setArchived(true);
                case "muted" -> update.setMutedUntil(Instant.ofEpochMilli(NOW + Long.parseLong(value)));
                case "hidden" -> update.setHiddenUpTo(Long.parseLong(value));
                default -> update.setDraft(value);
            }
        });
        return update.build();
    }

    private static UserSettings settings(String values, long version) {
        var settings = UserSettings.newBuilder().setVersion(version);
        each(values, (name, value) -> {
            switch (name) {
                case "pinned" -> settings.setPinnedAt(NOW + Long.parseLong(value));
                case "archived" -> settings.setArchived(true);
                case "muted" -> settings.setMutedUntil(NOW + Long.parseLong(value));
                case "hidden" -> settings.setHiddenUpTo(Long.parseLong(value));
                case "draft" -> {
                    var parts = value.split("@");
                    settings.setDraft(parts[0]).setDraftAt(NOW + Long.parseLong(parts[1]));
                }
                default -> {}
            }
        });
        return settings.build();
    }

    private interface Part {
        void take(String name, String value);
    }

    /** Parts look like {@code name}, {@code name@value} or {@code name=value}. */
    private static void each(@Nullable String values, Part part) {
        if (values != null && !values.isEmpty()) {
            for (var each : values.split(" ")) {
                var end = each.indexOf('=') < 0 ? each.indexOf('@') : each.indexOf('=');
                part.take(end < 0 ? each : each.substring(0, end), end < 0 ? "" : each.substring(end + 1));
            }
        }
    }
}
