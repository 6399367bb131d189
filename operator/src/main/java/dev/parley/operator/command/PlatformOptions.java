package dev.parley.operator.command;

import dev.parley.runtime.config.ConfigurationException;
import dev.parley.runtime.config.Env;
import dev.parley.runtime.config.Secret;
import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.runtime.service.StartException;
import dev.parley.schemas.registry.HttpSchemaRegistry;
import dev.parley.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where the platform is: by options, or else by the settings of its services in the environment, or else by what {@code parley up} left
 * in its data folder.
 */
public final class PlatformOptions {
    private static final List<String> FILES = List.of("edge.env", "platform.env");

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Data folder of a platform on this machine, started with \"parley up\". Default: data")
    private @Nullable Path data;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT,...",
            description = "Brokers of the platform. Default: PARLEY_KAFKA_BOOTSTRAP_SERVERS, or as in FOLDER.")
    private @Nullable String kafka;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "Schema registry. Default: PARLEY_REGISTRY_URL, or as in FOLDER.")
    private @Nullable String registry;

    @Option(
            names = "--operator",
            paramLabel = "URL,...",
            description = "Operator ports of the instances. Default: PARLEY_OPERATOR_URLS, or as in FOLDER.")
    private @Nullable String operator;

    @Option(
            names = "--operator-token-file",
            paramLabel = "FILE",
            description =
                    "File with the operator token, for changes. Default: PARLEY_OPERATOR_TOKEN_FILE, or as in FOLDER.")
    private @Nullable Path tokenFile;

    private @Nullable Env env;

    /** How the log is reached. */
    public KafkaSettings kafka() {
        return read(KafkaSettings::from);
    }

    /** The partition count that was set for the platform; empty where none was. */
    public Optional<Integer> partitions() {
        return env().has("PARLEY_PARTITIONS") ? Optional.of(kafka().partitions()) : Optional.empty();
    }

    /** Registers nothing. */
    public SchemaRegistry readOnlyRegistry() {
        return new HttpSchemaRegistry(URI.create(kafka().registryUrl()), false);
    }

    /** As the services do. */
    public SchemaRegistry registry() {
        var settings = kafka();
        return new HttpSchemaRegistry(URI.create(settings.registryUrl()), settings.registersSchemas());
    }

    /** The operator ports, at least one. */
    public List<URI> instances() {
        var urls = read(env -> env.string("PARLEY_OPERATOR_URLS", "", "Operator ports of the instances, with commas."));
        var instances = Arrays.stream(urls.split(","))
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .map(PlatformOptions::address)
                .toList();
        if (instances.isEmpty()) {
            throw new StartException(
                    "No instance is known: give --operator URL,... (the PARLEY_OPERATOR_PORT of each process), set"
                            + " PARLEY_OPERATOR_URLS, or name the folder of a running \"parley up\" with --data.");
        }
        return instances;
    }

    /** Whether {@link #instances()} finds any. */
    public boolean hasInstances() {
        return env().has("PARLEY_OPERATOR_URLS");
    }

    /** For changes through the operator API. */
    public Optional<Secret> operatorToken() {
        return read(env -> env.secret("PARLEY_OPERATOR_TOKEN", "The operator token of the instances."));
    }

    /**
     * Settings of any kind.
     *
     * @throws StartException one of those that are read is missing or wrong
     */
    public <T> T read(Function<Env, T> settings) {
        // A fault of one reading is none of the next one.
        env = null;
        var read = env();
        var result = settings.apply(read);
        try {
            read.checkRead();
        } catch (ConfigurationException e) {
            throw new StartException(
                    e.getMessage()
                            + "\nGive it as an option (--help lists them), set it, or name the folder of a running"
                            + " \"parley up\" with --data.",
                    e);
        }
        return result;
    }

    /** Whether the settings have a value for this name. */
    public boolean has(String name) {
        return env().has(name);
    }

    private Env env() {
        if (env == null) {
            // What a command prints is for scripts: no line of a log may stand in it.
            System.setProperty("PARLEY_LOG_LEVEL", "OFF");
            env = Env.ofProcess(isElsewhere() ? Map.of() : ofFolder(), given());
        }
        return env;
    }

    /** Whoever names addresses does not mean the platform of the default folder. */
    private boolean isElsewhere() {
        return data == null && (kafka != null || operator != null);
    }

    private Map<String, String> given() {
        var given = new HashMap<String, String>();
        put(given, "PARLEY_KAFKA_BOOTSTRAP_SERVERS", kafka);
        put(given, "PARLEY_REGISTRY_URL", registry);
        put(given, "PARLEY_OPERATOR_URLS", operator);
        put(given, "PARLEY_OPERATOR_TOKEN_FILE", tokenFile);
        return given;
    }

    private static void put(Map<String, String> settings, String name, @Nullable Object value) {
        if (value != null) {
            settings.put(name, value.toString());
        }
    }

    private Map<String, String> ofFolder() {
        var settings = new HashMap<String, String>();
        var folder = data == null ? Path.of("data") : data;
        for (var name : FILES) {
            var file = folder.resolve(name);
            if (Files.exists(file)) {
                readInto(settings, file);
            }
        }
        if (settings.isEmpty() && data != null) {
            throw new StartException(
                    "There is no platform.env in " + folder + ": start a platform there with \"parley up --data "
                            + folder + "\", or name the folder of one with --data.");
        }
        return settings;
    }

    private static void readInto(Map<String, String> settings, Path file) {
        try {
            for (var line : Files.readAllLines(file)) {
                var parts = line.split("=", 2);
                if (parts.length == 2) {
                    settings.put(parts[0], parts[1]);
                }
            }
        } catch (IOException e) {
            throw new StartException("The file " + file + " cannot be read; run this as its owner.", e);
        }
    }

    private static URI address(String url) {
        try {
            var address = URI.create(url.contains("://") ? url : "http://" + url);
            if (address.getHost() != null) {
                return URI.create(address.toString().replaceAll("/+$", ""));
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw new StartException("\"" + url + "\" is no address of an operator port, such as http://10.0.0.5:9090.");
    }
}
