package dev.parley.standalone.command;

import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.ReadModelSettings;
import dev.parley.readmodel.StoreUnavailableException;
import dev.parley.runtime.config.ConfigurationException;
import dev.parley.runtime.config.Env;
import dev.parley.runtime.config.SettingsTable;
import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.runtime.log.LogSettings;
import dev.parley.runtime.service.StartException;
import dev.parley.schemas.kafka.LogUnavailableException;
import dev.parley.schemas.registry.HttpSchemaRegistry;
import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.schemas.topics.SchemaRegistration;
import dev.parley.schemas.topics.TopicCreation;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parley setup}: what must be there before the first service starts. */
@Command(
        name = "setup",
        description =
                "Creates the topics, registers the schemas and migrates the SQL store, then exits. Changes nothing that is as it "
                        + "must be. Settings come from the environment.",
        mixinStandardHelpOptions = true)
public final class SetupCommand implements Callable<Integer> {
    private static final Duration AGAIN = Duration.ofSeconds(2);

    @Option(names = "--print-config", description = "Lists the settings with values and meaning.")
    private boolean isListed;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return call(Env.ofProcess());
    }

    int call(Env env) {
        var plan = Plan.from(env);
        if (isListed) {
            spec.commandLine().getOut().print(SettingsTable.of(env.settings()));
            return 0;
        }
        checked(env);
        for (var step : plan.steps()) {
            step.untilDone(plan.deadline(), spec.commandLine().getErr()::println);
            spec.commandLine().getOut().println(step.done());
        }
        return 0;
    }

    private static void checked(Env env) {
        try {
            env.check();
        } catch (ConfigurationException e) {
            throw new StartException(String.join(System.lineSeparator(), e.faults()), e);
        }
    }

    /** What is set up, and until when its neighbours are waited for. */
    private record Plan(KafkaSettings kafka, ReadModelSettings store, long deadline) {
        static Plan from(Env env) {
            LogSettings.from(env);
            var wait = env.duration(
                    "PARLEY_SETUP_WAIT",
                    Duration.ofMinutes(5),
                    "How long Kafka, the registry and the store may take to answer.");
            return new Plan(KafkaSettings.from(env), ReadModelSettings.from(env), System.nanoTime() + wait.toNanos());
        }

        List<Step> steps() {
            return List.of(
                    new Step(
                            "topics are there",
                            () -> TopicCreation.ensure(kafka.common(), kafka.partitions(), kafka.replicationFactor())),
                    new Step(
                            "schemas are registered",
                            () -> SchemaRegistration.registerAll(
                                    new HttpSchemaRegistry(URI.create(kafka.registryUrl()), kafka.registersSchemas()))),
                    new Step("the SQL schema is there", this::migrate));
        }

        private void migrate() {
            try (var model = ReadModel.open(store)) {
                model.migrate();
            }
        }
    }

    /** One thing; each can be done again and again. */
    private record Step(String done, Runnable work) {
        interface Listener {
            void waiting(String why);
        }

        void untilDone(long deadline, Listener listener) {
            for (var why = attempt(); !why.isEmpty(); why = attempt()) {
                if (System.nanoTime() - deadline > 0) {
                    throw new StartException(why);
                }
                listener.waiting("Waiting: " + why);
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }

        /** Empty, or what does not answer yet. */
        private String attempt() {
            try {
                work.run();
                return "";
            } catch (LogUnavailableException | KafkaException e) {
                return "Kafka does not answer (PARLEY_KAFKA_BOOTSTRAP_SERVERS): " + e.getMessage();
            } catch (RegistryUnavailableException e) {
                return "The schema registry does not answer (PARLEY_REGISTRY_URL): " + e.getMessage();
            } catch (StoreUnavailableException e) {
                return "The SQL store does not answer (PARLEY_SQL_URL, PARLEY_SQL_USER, PARLEY_SQL_PASSWORD): "
                        + e.getMessage();
            }
        }
    }
}
