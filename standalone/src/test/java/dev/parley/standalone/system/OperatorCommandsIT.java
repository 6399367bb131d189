package dev.parley.standalone.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.operator.deadletters.DeadLettersCommand;
import dev.parley.operator.doctor.DoctorCommand;
import dev.parley.operator.instances.PauseCommand;
import dev.parley.operator.instances.ResumeCommand;
import dev.parley.operator.instances.StatusCommand;
import dev.parley.operator.instances.ThreadsCommand;
import dev.parley.operator.lag.LagCommand;
import dev.parley.operator.tenants.TenantCommand;
import dev.parley.operator.topics.TopicsCommand;
import dev.parley.schemas.topics.Topics;
import dev.parley.testkit.Eventually;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;

/** The commands of operators beside a running platform, which they find by its data folder. */
@ExtendWith(SharedPlatform.class)
class OperatorCommandsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestPlatform platform;

    OperatorCommandsIT(TestPlatform platform) {
        this.platform = platform;
    }

    private record Ran(int status, String out) {
        JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError(out, e);
            }
        }
    }

    @Test
    void showsTheProcessAndItsFeatures() {
        var ran = run(new StatusCommand());
        assertEquals(0, ran.status(), ran.out());
        for (var text : List.of("standalone", "conversation", "users", "receipts", "heads", "presence", "RUNNING")) {
            assertTrue(ran.out().contains(text), ran.out());
        }
    }

    @Test
    void changesTheThreadsOfAFeatureWhileItRuns() {
        assertEquals(2, threads(run(new ThreadsCommand(), "heads", "2", "--json")));
        assertEquals(1, threads(run(new ThreadsCommand(), "heads", "1", "--json")));
        assertEquals(1, threads(run(new ThreadsCommand(), "heads", "--json")));
    }

    @Test
    void pausesAndResumesAFeature() {
        assertTrue(run(new PauseCommand(), "heads").out().contains("PAUSED"));
        assertTrue(run(new StatusCommand()).out().contains("paused by an operator"));
        var resumed = run(new ResumeCommand(), "heads");
        assertEquals(0, resumed.status(), resumed.out());
        assertFalse(resumed.out().contains("PAUSED"), resumed.out());
    }

    @Test
    void saysWhichFeaturesThereAre() {
        var ran = run(new ThreadsCommand(), "chess", "2");
        assertEquals(1, ran.status());
        assertTrue(ran.out().contains("there are conversation, heads, presence, receipts, users"), ran.out());
    }

    @Test
    void findsTopicsAsTheCodeWantsThem() {
        var ran = run(new TopicsCommand());
        assertEquals(0, ran.status(), ran.out());
        Topics.ALL.forEach(topic -> assertTrue(ran.out().contains(topic.name()), ran.out()));
    }

    @Test
    void showsTheLagOfEachFeatureAndOfTheSinks() {
        var groups = elements(run(new LagCommand(), "--interval", "0", "--json").json())
                .map(lag -> lag.path("group").asText())
                .distinct()
                .toList();
        for (var feature : List.of("conversation", "users", "heads")) {
            assertTrue(groups.contains("parley-" + feature), groups.toString());
        }
        assertTrue(groups.stream().anyMatch(group -> group.startsWith("connect-")), groups.toString());
    }

    @Test
    void examinesEveryPart() {
        var findings = run(new DoctorCommand(), "--json").json();
        var good = elements(findings)
                .filter(finding -> finding.path("level").asText().equals("OK"))
                .map(finding -> finding.path("where").asText())
                .toList();
        for (var part :
                List.of("SQL store", "Redis", "schema registry", "topics", "builds", "Java", "group parley-users")) {
            assertTrue(good.contains(part), part + " in " + findings.toPrettyString());
        }
    }

    @Test
    void replaysADeadLetterOnce() throws Exception {
        var garbage = "no record: operator".getBytes(StandardCharsets.UTF_8);
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", platform.parts().kafka().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            Topics.ACTIONS.name(),
                            0,
                            "replayed-tenant/d:a:b".getBytes(StandardCharsets.UTF_8),
                            garbage))
                    .get();
        }
        Eventually.isTrue("its letter", PATIENCE, () -> letters().size() == 1);
        var number = letters().getFirst().path("number").asText();
        assertTrue(run(new DeadLettersCommand(), "show", number).out().contains("no record: opera"));

        assertTrue(run(new DeadLettersCommand(), "replay", number, "--dry-run")
                .out()
                .contains("would be replayed"));
        assertTrue(run(new DeadLettersCommand(), "replay", number).out().contains("replayed"));
        // Nobody has mended it, so the topology that reads it again gives up on it again.
        Eventually.isTrue("a letter of the replay", PATIENCE, () -> letters().size() == 2);
        assertTrue(run(new DeadLettersCommand(), "replay", number).out().contains("replayed before"));
        assertEquals(2, letters().size());
        assertFalse(letters().getFirst().path("replayedAt").asText().isEmpty());
    }

    @Test
    void showsTenantsWithoutTheirSecrets() {
        var key = run(new TenantCommand(), "add", "operated").out().strip();
        assertTrue(run(new TenantCommand(), "list").out().contains("operated"));
        var shown = run(new TenantCommand(), "show", "operated", "--json");
        assertEquals("full", shown.json().path("keys").path(0).path("scope").asText());
        assertFalse(shown.out().contains(key), "the secret");
        assertFalse(shown.out().contains("hash"), shown.out());
    }

    private List<JsonNode> letters() {
        return elements(run(new DeadLettersCommand(), "list", "--tenant", "replayed-tenant", "--json")
                        .json())
                .toList();
    }

    private static int threads(Ran ran) {
        assertEquals(0, ran.status(), ran.out());
        return ran.json().path(0).path("status").path("threads").size();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private Ran run(Object command, String... arguments) {
        var all = Stream.concat(
                        Arrays.stream(arguments),
                        Stream.of("--data", platform.data().toString()))
                .toArray(String[]::new);
        var out = new StringWriter();
        var status = new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setExecutionExceptionHandler((failure, line, _) -> {
                    line.getOut().println(failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(all);
        return new Ran(status, out.toString());
    }
}
