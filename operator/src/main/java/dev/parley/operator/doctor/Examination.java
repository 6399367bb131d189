package dev.parley.operator.doctor;

import dev.parley.edge.redis.RedisAddress;
import dev.parley.edge.redis.RedisProbe;
import dev.parley.operator.command.KafkaAdmin;
import dev.parley.operator.command.PlatformOptions;
import dev.parley.operator.instances.Instances;
import dev.parley.operator.topics.PlatformPartitions;
import dev.parley.operator.topics.TopicInspection;
import dev.parley.operator.topics.TopicReport;
import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.ReadModelSettings;
import dev.parley.readmodel.StoreUnavailableException;
import dev.parley.runtime.service.StartException;
import dev.parley.schemas.kafka.LogUnavailableException;
import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.schemas.topics.SchemaRegistration;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/** Gathers what the checks look at, as far as it is known where it is. Blocks. */
record Examination(PlatformOptions platform, List<URI> publicAddresses) {
    private static final Duration REDIS = Duration.ofSeconds(3);
    private static final String SESSIONS = "PARLEY_REDIS_SESSIONS_URL";

    List<Finding> run() {
        var findings = new ArrayList<Finding>();
        findings.addAll(instances());
        findings.addAll(kafka());
        findings.add(registry());
        findings.add(store());
        findings.add(redis());
        if (publicAddresses.isEmpty()) {
            findings.add(Finding.unknown("certificates", "not checked", "Give --public https://… of the platform."));
        }
        publicAddresses.forEach(address -> findings.add(Certificates.look(address, Instant.now())));
        return findings;
    }

    private List<Finding> instances() {
        if (!platform.hasInstances()) {
            return List.of(Finding.unknown(
                    "instances", "not checked", "Give --operator URL,... with the operator port of each process."));
        }
        try (var instances = new Instances(platform.instances(), null)) {
            return InstanceChecks.of(instances.ask());
        }
    }

    private List<Finding> kafka() {
        if (!platform.has("PARLEY_KAFKA_BOOTSTRAP_SERVERS")) {
            return List.of(Finding.unknown("Kafka", "not checked", "Give --kafka HOST:PORT,... and --registry URL."));
        }
        var settings = platform.kafka();
        var findings = new ArrayList<Finding>();
        try (var admin = KafkaAdmin.open(settings)) {
            findings.addAll(BrokerChecks.of(new BrokerLook(admin).look(), settings.replicationFactor()));
            var reports =
                    new TopicInspection(admin).look(PlatformPartitions.of(platform), settings.replicationFactor());
            findings.addAll(topics(reports));
        } catch (LogUnavailableException | KafkaException e) {
            findings.add(Finding.wrong(
                    "Kafka",
                    String.valueOf(e.getMessage()),
                    "Are the brokers running, and is PARLEY_KAFKA_BOOTSTRAP_SERVERS reachable from here?"));
        }
        return findings;
    }

    static List<Finding> topics(List<TopicReport> reports) {
        var findings = new ArrayList<Finding>();
        for (var report : reports) {
            report.faults().forEach(fault -> {
                var parts = fault.split(": ", 2);
                findings.add(Finding.wrong("topic " + report.name(), parts[0], parts.length > 1 ? parts[1] : ""));
            });
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok("topics", reports.size() + " as the code wants them"));
        }
        return findings;
    }

    private Finding registry() {
        if (!platform.has("PARLEY_REGISTRY_URL") || !platform.has("PARLEY_KAFKA_BOOTSTRAP_SERVERS")) {
            return Finding.unknown("schema registry", "not checked", "Give --registry URL.");
        }
        try {
            SchemaRegistration.registerAll(platform.readOnlyRegistry());
            return Finding.ok("schema registry", "has every schema of this version");
        } catch (RegistryUnavailableException e) {
            return Finding.wrong(
                    "schema registry",
                    "no answer: " + e.getMessage(),
                    "Is it running, and is PARLEY_REGISTRY_URL right?");
        } catch (RuntimeException e) {
            return Finding.wrong(
                    "schema registry",
                    "it lacks a schema of this version: " + e.getMessage(),
                    "Start a service of this version with PARLEY_REGISTRY_REGISTER=true.");
        }
    }

    private Finding store() {
        if (!platform.has("PARLEY_SQL_URL")) {
            return Finding.unknown(
                    "SQL store",
                    "not checked",
                    "Set PARLEY_SQL_URL, PARLEY_SQL_USER and PARLEY_SQL_PASSWORD_FILE as for a sink.");
        }
        try (var model = ReadModel.open(platform.read(ReadModelSettings::from))) {
            return StoreChecks.of(model.schema());
        } catch (StoreUnavailableException | StartException e) {
            return StoreChecks.unreachable(String.valueOf(e.getMessage()));
        }
    }

    private Finding redis() {
        var address = platform.read(env -> RedisAddress.from(env, SESSIONS, "Redis for sessions,"));
        if (address.isEmpty()) {
            return Finding.unknown(
                    "Redis",
                    "not checked",
                    "Set " + SESSIONS + "_FILE as for an edge; without Redis tickets hold on one node only.");
        }
        return RedisProbe.ask(address.get(), REDIS)
                .map(why -> Finding.wrong(
                        "Redis",
                        "no answer: " + why,
                        "Is it running, and is " + SESSIONS + " right? Chat goes on without it."))
                .orElseGet(() -> Finding.ok("Redis", "answers"));
    }
}
