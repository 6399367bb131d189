package dev.parley.topologies.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.schemas.GroupAccess;
import dev.parley.topologies.conversation.PermissionSamples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code PERMISSIONS.md} is what the machine answers. {@code -Dparley.permissions=write} renews it. */
class PermissionMatrixTest {
    private static final Path FILE = Path.of("PERMISSIONS.md");
    private static final List<String> IN_GROUPS =
            List.of("owner", "admin", "moderator", "participant", "muted", "banned", "removed", "stranger");
    private static final List<String> IN_DIRECT = List.of("either", "blocked", "who blocked", "stranger");

    private static final String HEAD = """
            # Who may do what

            Written by `PermissionMatrixTest`, which asks the machine and fails where this file says something else. To renew it:
            `mvn -pl topologies -am test -Dtest=PermissionMatrixTest -Dparley.permissions=write -Dsurefire.failIfNoSpecifiedTests=false`.

            `yes` is accepted, or already so; anything else is the code of the refusal. "A participant", "a moderator" and "an admin"
            are other members than the one who acts. Muted, banned and removed users are or were participants. What only the edges
            know is not here: they let nobody but the two into a direct conversation.
            """;

    @Test
    void theTableIsWhatTheMachineAnswers() throws IOException {
        var table = document();
        if ("write".equals(System.getProperty("parley.permissions"))) {
            Files.writeString(FILE, table);
        }
        assertEquals(
                Files.readString(FILE), table, "Renew it with -Dparley.permissions=write, and read the difference.");
    }

    @Test
    void everyActionHasASample() {
        var group = Situation.group(GroupAccess.PUBLIC);
        var sampled = PermissionSamples.ALL.stream()
                .map(sample -> sample.body().apply(group).getClass())
                .collect(Collectors.toSet());
        assertEquals(ConversationHandlers.bodies(), sampled);
    }

    private static String document() {
        return HEAD
                + "\n## In a public group\n\n"
                + table(IN_GROUPS, column -> new Seat(Situation.group(GroupAccess.PUBLIC), column))
                + "\n## In a private group\n\n"
                + table(IN_GROUPS, column -> new Seat(Situation.group(GroupAccess.PRIVATE), column))
                + "\n## Between two users\n\n"
                + table(IN_DIRECT, PermissionMatrixTest::directSeat);
    }

    private static Seat directSeat(String column) {
        return switch (column) {
            case "blocked" -> new Seat(Situation.direct(true), "al");
            case "who blocked" -> new Seat(Situation.direct(true), "bo");
            case "either" -> new Seat(Situation.direct(false), "al");
            default -> new Seat(Situation.direct(false), column);
        };
    }

    private static String table(List<String> columns, Function<String, Seat> seats) {
        var seated = columns.stream().map(seats).toList();
        return row("action", columns)
                + "|---".repeat(columns.size() + 1)
                + "|\n"
                + PermissionSamples.ALL.stream()
                        .map(sample -> row(
                                sample.what(),
                                seated.stream().map(seat -> seat.answer(sample)).toList()))
                        .collect(Collectors.joining());
    }

    private static String row(String head, List<String> cells) {
        return "| " + head + " | " + String.join(" | ", cells) + " |\n";
    }

    /** Who asks, and where. */
    private record Seat(Situation situation, String actor) {
        String answer(Sample sample) {
            return Situation.ask(situation, actor, sample).orElse("yes");
        }
    }
}
