package dev.parley.ingress.conversations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.edge.api.ConversationSettingsRequests;
import dev.parley.readmodel.read.InboxStore.Settings;
import dev.parley.schemas.UpdateConversationSettings;
import dev.parley.schemas.content.NoEnd;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which settings are as a request asks, so that nothing had to change. */
class SettingsWritesTest {
    private static final Settings ALL = new Settings(Instant.EPOCH, NoEnd.TIME, true, 41, "well,", 7);

    static Stream<Arguments> updates() {
        return Stream.of(
                Arguments.of(ConversationSettingsRequests.pin("g:t", true), false, true),
                Arguments.of(ConversationSettingsRequests.pin("g:t", false), true, false),
                Arguments.of(ConversationSettingsRequests.unmute("g:t"), true, false),
                Arguments.of(update("mutedUntil").setMutedUntil(NoEnd.TIME).build(), false, true),
                Arguments.of(ConversationSettingsRequests.hide("g:t", 41), false, true),
                Arguments.of(ConversationSettingsRequests.hide("g:t", 40), false, true),
                Arguments.of(ConversationSettingsRequests.hide("g:t", 42), false, false),
                Arguments.of(update("archived").setArchived(true).build(), false, true),
                Arguments.of(update("draft").setDraft("well,").build(), false, true),
                Arguments.of(update("draft").build(), true, false),
                Arguments.of(update("archived", "draft").setArchived(true).build(), false, false));
    }

    @ParameterizedTest
    @MethodSource("updates")
    void seesWhetherAllIsAsAsked(UpdateConversationSettings update, boolean isOfNothing, boolean isOfAll) {
        assertEquals(isOfNothing, SettingsWrites.isAsAsked(Settings.NONE, update));
        assertEquals(isOfAll, SettingsWrites.isAsAsked(ALL, update));
    }

    @Test
    void looksAtWhatIsNamedAlone() {
        assertTrue(SettingsWrites.isAsAsked(ALL, update().build()));
    }

    private static UpdateConversationSettings.Builder update(String... fields) {
        return UpdateConversationSettings.newBuilder().setConversation("g:t").setFields(List.of(fields));
    }
}
