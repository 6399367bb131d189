package dev.parley.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class FaultsMainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void explainsItself() {
        assertEquals(0, run("fault", "--help"));
        assertTrue(out.toString().contains("Usage: parley fault"), out::toString);
    }

    @Test
    void listsTheFaults() {
        assertEquals(0, run("fault", "list"));
        assertTrue(out.toString().contains("kill -9 a push node"), out::toString);
    }

    @Test
    void saysInOneLineThatThereIsNoSuchFault() {
        assertEquals(2, run("fault", "99"));
        assertTrue(err.toString().startsWith("parley: There is no scenario \"99\""), err::toString);
    }

    @Test
    void asksForAScenario() {
        assertEquals(2, run("fault"));
        assertTrue(err.toString().contains("Missing required parameter: 'WHAT'"), err::toString);
    }

    @Test
    void runsBesideACommandOnlyWhereThereIsAPlatform() {
        assertEquals(0, run("fault", "beside", "--help"));
        assertTrue(out.toString().contains("--silence"), out::toString);
        assertEquals(2, run("fault", "beside", "--api-key", "key", "--url", "http://127.0.0.1:1"));
        assertTrue(err.toString().contains("COMMAND"), err::toString);
    }

    private int run(String... arguments) {
        return FaultsMain.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
