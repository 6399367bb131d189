package dev.parley.wsfanout;

import static dev.parley.wsfanout.InMemorySignals.AT;
import static dev.parley.wsfanout.LiveSockets.live;
import static dev.parley.wsfanout.LiveSockets.settle;
import static dev.parley.wsfanout.RunningNode.OTHER_TENANT;
import static dev.parley.wsfanout.RunningNode.TENANT;
import static dev.parley.wsfanout.stream.SampleEvents.created;
import static dev.parley.wsfanout.stream.SampleEvents.joined;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.schemas.ConversationSettings;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What devices are shown of what their user set. Ann and Bob are in group x. */
class SettingsSignalsTest {
    private static final String GROUP = "g:x";

    private RunningNode node;

    @BeforeEach
    void start() {
        node = RunningNode.start();
        node.log.append(
                created(TENANT, GROUP, 1, "ann"), joined(TENANT, GROUP, 2, "ann"), joined(TENANT, GROUP, 3, "bob"));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private static ConversationSettings settings(String tenant, String user, long version) {
        return ConversationSettings.newBuilder()
                .setTenant(tenant)
                .setUser(user)
                .setConversation(GROUP)
                .setVersion(version)
                .setUpdatedAt(AT)
                .build();
    }

    @Test
    void areShownToTheOwnDevicesOnly() {
        try (var phone = live(node, "ann");
                var laptop = live(node, "ann");
                var bob = live(node, "bob");
                var other = live(node, OTHER_TENANT, "ann")) {
            node.signals.show(ConversationSettings.newBuilder(settings(TENANT, "ann", 7))
                    .setPinnedAt(AT)
                    .setMutedUntil(Instant.parse("9999-12-31T23:59:59.999Z"))
                    .setArchived(true)
                    .setHiddenUpTo(3)
                    .setDraft("I would \"say\"")
                    .build());
            node.signals.show(settings(TENANT, "ann", 8));
            for (var device : new TestSocket[] {phone, laptop}) {
                assertEquals(
                        "{\"type\":\"conversation.updated\",\"conversation\":\"g:x\",\"pinned\":true,"
                                + "\"mutedUntil\":\"9999-12-31T23:59:59.999Z\",\"archived\":true,\"hiddenUpTo\":3,"
                                + "\"draft\":\"I would \\\"say\\\"\",\"version\":7}",
                        device.expect("conversation.updated").toString());
                assertEquals(
                        "{\"type\":\"conversation.updated\",\"conversation\":\"g:x\",\"pinned\":false,"
                                + "\"archived\":false,\"hiddenUpTo\":0,\"version\":8}",
                        device.expect("conversation.updated").toString());
            }
            settle(node);
            bob.expectNothing();
            other.expectNothing();
        }
    }
}
