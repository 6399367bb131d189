package dev.parley.standalone.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.runtime.config.Env;
import dev.parley.runtime.service.StartException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SetupCommandTest {
    @Test
    void allFaultsOfTheSettingsAreReportedAtOnce() {
        var fault = assertThrows(
                StartException.class, () -> new SetupCommand().call(Env.of(Map.of("PARLEY_NO_SUCH", "1"))));
        var message = String.valueOf(fault.getMessage());
        assertTrue(message.contains("PARLEY_KAFKA_BOOTSTRAP_SERVERS is missing"), message);
        assertTrue(message.contains("PARLEY_SQL_URL is missing"), message);
        assertTrue(message.contains("PARLEY_NO_SUCH is not a setting"), message);
    }

    @Test
    void listsItsSettings() {
        var out = new StringWriter();
        assertEquals(
                0,
                new CommandLine(new SetupCommand())
                        .setOut(new PrintWriter(out, true))
                        .execute("--print-config"));
        assertTrue(out.toString().contains("PARLEY_SETUP_WAIT"), out::toString);
        assertTrue(out.toString().contains("PARLEY_SQL_PASSWORD_FILE"), out::toString);
    }
}
