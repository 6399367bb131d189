package dev.parley.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings are read once, and every fault is told at once. */
final class EnvTest {
    @Test
    void reportsEveryFaultAtOnce() {
        var env = Env.of(Map.of(
                "PARLEY_PORT", "eighty",
                "PARLEY_THREADS", "99",
                "PARLEY_WAIT", "5 minutes",
                "PARLEY_ON", "yes",
                "PARLEY_PRT", "80"));
        env.integer("PARLEY_PORT", 8080, 0, 65_535, "Port.");
        env.integer("PARLEY_THREADS", 2, 1, 64, "Threads.");
        env.duration("PARLEY_WAIT", Duration.ofSeconds(5), "Wait.");
        env.flag("PARLEY_ON", true, "On.");
        env.required("PARLEY_SERVERS", "Servers.");
        env.uri("PARLEY_URL", null, "Address.");
        assertEquals(
                List.of(
                        "PARLEY_PORT is \"eighty\", but must be a whole number.",
                        "PARLEY_THREADS is 99, but must be from 1 to 64.",
                        "PARLEY_WAIT is \"5 minutes\", but must be a duration such as 200ms, 5s or PT5S.",
                        "PARLEY_ON is \"yes\", but must be true or false.",
                        "PARLEY_SERVERS is missing: Servers.",
                        "PARLEY_URL is missing: Address.",
                        "PARLEY_PRT is not a setting of this process; see --print-config."),
                faults(env));
    }

    @Test
    void goesOnWithTheDefaultAfterAFault() {
        var env = Env.of(Map.of("PARLEY_THREADS", "99", "PARLEY_WAIT", "-1s"));
        assertEquals(2, env.integer("PARLEY_THREADS", 2, 1, 64, "Threads."));
        assertEquals(Duration.ofSeconds(5), env.duration("PARLEY_WAIT", Duration.ofSeconds(5), "Wait."));
    }

    @Test
    void tellsAFaultOnceHoweverManyReadIt() {
        var env = Env.of(Map.of());
        env.required("PARLEY_SERVERS", "Servers.");
        env.required("PARLEY_SERVERS", "Servers.");
        assertEquals(1, faults(env).size());
        assertEquals(1, faults(env).size());
    }

    @Test
    void leavesOtherVariablesAlone() {
        var env = Env.of(Map.of("PATH", "/bin", "PARLEYS", "1"));
        env.check();
        assertEquals(List.of(), env.settings());
    }

    @Test
    void takesBlankForUnset() {
        var env = Env.of(Map.of("PARLEY_A", " ", "PARLEY_B", "", "PARLEY_C", ""));
        assertEquals("a", env.string("PARLEY_A", "a", "A."));
        assertEquals(Optional.empty(), env.optional("PARLEY_B", "B."));
        assertEquals(Optional.empty(), env.secret("PARLEY_C", "C."));
    }

    @ParameterizedTest
    @CsvSource({
        "200ms,PT0.2S",
        "5s,PT5S",
        "1.5s,PT1.5S",
        "10m,PT10M",
        "24h,PT24H",
        "1h30m,PT1H30M",
        "7d,P7D",
        "PT5S,PT5S",
        "0s,PT0S"
    })
    void readsDurationsAsPeopleWriteThem(String text, Duration expected) {
        var env = Env.of(Map.of("PARLEY_WAIT", text));
        assertEquals(expected, env.duration("PARLEY_WAIT", Duration.ofDays(1), "Wait."));
        env.check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "s", "-1s", "1w", "99999999999999999999ms", "PT", "5s5"})
    void refusesWhatIsNoDuration(String text) {
        var env = Env.of(Map.of("PARLEY_WAIT", text));
        env.duration("PARLEY_WAIT", Duration.ofDays(1), "Wait.");
        assertEquals(1, faults(env).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.2S", "PT5S", "PT24H", "PT0S", "PT1H0.001S"})
    void showsDurationsSoThatTheyReadBack(Duration duration) {
        assertEquals(duration, Durations.parse(Durations.format(duration)));
    }

    @Test
    void readsAnAddress() {
        var env = Env.of(Map.of("PARLEY_URL", "http://a:1/b", "PARLEY_OTHER", "http://[", "PARLEY_MUST", "::"));
        assertEquals(URI.create("http://a:1/b"), env.uri("PARLEY_URL", null, "Address."));
        assertEquals(URI.create("http://x"), env.uri("PARLEY_OTHER", URI.create("http://x"), "Address."));
        env.uri("PARLEY_MUST", null, "Address.");
        assertEquals(2, faults(env).size(), faults(env).toString());
    }

    @Test
    void readsASecretFromItsFileAndShowsItNowhere(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("password"), "hunter2\n");
        var env = Env.of(Map.of("PARLEY_PASSWORD_FILE", file.toString(), "PARLEY_KEY", "hunter3"));
        assertEquals(
                "hunter2",
                env.secret("PARLEY_PASSWORD", "Password.").orElseThrow().value());
        assertEquals("hunter3", env.secret("PARLEY_KEY", "Key.").orElseThrow().value());
        env.check();
        assertFalse(env.settings().toString().contains("hunter"), env.settings().toString());
        assertEquals(
                "[REDACTED]", env.secret("PARLEY_KEY", "Key.").orElseThrow().toString());
    }

    @Test
    void saysWhatIsWrongWithASecret(@TempDir Path folder) throws IOException {
        var empty = Files.writeString(folder.resolve("empty"), "\n");
        var good = Files.writeString(folder.resolve("good"), "x");
        var env = Env.of(Map.of(
                "PARLEY_A_FILE", folder.resolve("absent").toString(),
                "PARLEY_B_FILE", empty.toString(),
                "PARLEY_C_FILE", good.toString(),
                "PARLEY_C", "y"));
        List.of("PARLEY_A", "PARLEY_B", "PARLEY_C").forEach(name -> env.secret(name, "Secret."));
        var faults = faults(env);
        assertEquals(3, faults.size(), faults.toString());
        assertTrue(faults.get(0).endsWith("which cannot be read."), faults.toString());
        assertTrue(faults.get(1).endsWith("which is empty."), faults.toString());
        assertTrue(faults.get(2).endsWith("set one of them."), faults.toString());
    }

    private static List<String> faults(Env env) {
        return assertThrows(ConfigurationException.class, env::check).faults();
    }
}
