package dev.parley.standalone.platform;

import dev.parley.edge.identity.TokenKeys;
import dev.parley.runtime.config.Env;
import dev.parley.runtime.config.Secret;
import dev.parley.runtime.http.HttpSettings;
import dev.parley.runtime.http.UndertowFront;
import dev.parley.runtime.log.LogSettings;
import dev.parley.runtime.operator.Operations;
import dev.parley.runtime.operator.OperatorApi;
import dev.parley.runtime.service.Health;
import dev.parley.runtime.service.Lifecycle;
import dev.parley.runtime.service.ProcessContext;
import dev.parley.runtime.service.Service;
import dev.parley.runtime.service.StartException;
import dev.parley.standalone.data.DataFolder;
import dev.parley.standalone.data.OwnerOnly;
import dev.parley.standalone.data.SettingsFile;
import dev.parley.standalone.demo.Demo;
import dev.parley.standalone.tenant.TenantKeys;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The whole platform in this process: {@code /readyz} answers 200 once {@link #start} has returned. Stops the edges first
 * and the log last.
 */
public final class EmbeddedPlatform implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(5);

    private static final int TOKEN_BYTES = 24;

    private final Health health;
    private final UndertowFront front;
    private final Lifecycle lifecycle;
    private final EmbeddedParts parts;
    private final String demoKey;

    private EmbeddedPlatform(
            Health health, UndertowFront front, Lifecycle lifecycle, EmbeddedParts parts, String demoKey) {
        this.health = health;
        this.front = front;
        this.lifecycle = lifecycle;
        this.parts = parts;
        this.demoKey = demoKey;
    }

    /**
     * Starts everything, concurrently where possible.
     *
     * @param onFatal called when a part ends unexpectedly; the platform should then be closed
     * @throws StartException with a message for the operator; everything started so far is stopped
     * @throws dev.parley.runtime.config.ConfigurationException as that, with everything that is wrong with the settings
     */
    public static EmbeddedPlatform start(
            DataFolder folder, PlatformSettings settings, StartProgress progress, Consumer<String> onFatal) {
        var given = new GivenSettings(settings.given());
        given.refuseUnknown(readers());
        var health = new Health();
        var metrics = new PrometheusRegistry();
        var started = new Started();
        health.register("platform", started);
        var lifecycle = new Lifecycle(STOP_LIMIT);
        try {
            var token = operatorToken(folder);
            var front = lifecycle.add("http", open(settings, given, token, health, metrics));
            var operations = new Operations();
            front.mountForOperators(
                    OperatorApi.PREFIX,
                    new OperatorApi("standalone", operations, health, new Secret(token), InstantSource.system()));
            var parts = EmbeddedParts.start(folder, settings.programs(), lifecycle, progress, onFatal);
            SettingsFile.write(folder.platformEnv(), forCommands(folder, parts, front));
            operations.addFolder("data", folder.root());
            var demoKey =
                    TenantKeys.keep(folder.secret("demo-api-key"), parts.kafka().settings(), Demo.TENANT);
            var services = new Services(
                    parts,
                    tokenKeys(folder),
                    folder.streams(),
                    settings.streamThreads(),
                    settings.isConsoleOn(),
                    given);
            SettingsFile.write(folder.edgeEnv(), services.edge());
            var process = new ProcessContext(front, health, metrics, operations);
            startAll(services.all(process), lifecycle, progress);
            started.isDone = true;
            return new EmbeddedPlatform(health, front, lifecycle, parts, demoKey);
        } catch (RuntimeException e) {
            lifecycle.close();
            throw e;
        }
    }

    /** The base address of REST and sockets on this machine. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + front.port());
    }

    /** API key of the demo tenant; survives restarts. */
    public String demoKey() {
        return demoKey;
    }

    /** The embedded broker, registry and database. */
    public EmbeddedParts parts() {
        return parts;
    }

    @Override
    public void close() {
        health.drain();
        front.drain(DRAIN_LIMIT);
        lifecycle.close();
    }

    /** Of everything that the process is told. */
    static List<Function<Env, ?>> readers() {
        var readers = new ArrayList<>(Services.READERS);
        readers.add(HttpSettings::from);
        readers.add(LogSettings::from);
        return readers;
    }

    /** How the commands of operators reach the log and this process. */
    private static Map<String, String> forCommands(DataFolder folder, EmbeddedParts parts, UndertowFront front) {
        var settings = new HashMap<>(parts.kafka().settings());
        settings.put("PARLEY_OPERATOR_URLS", "http://127.0.0.1:" + front.operatorPort());
        settings.put("PARLEY_OPERATOR_TOKEN_FILE", operatorTokenFile(folder).toString());
        return settings;
    }

    private static Path operatorTokenFile(DataFolder folder) {
        return folder.secret("operator-token");
    }

    /** The same over restarts. */
    private static String operatorToken(DataFolder folder) {
        var file = operatorTokenFile(folder);
        try {
            if (!Files.exists(file)) {
                var random = new byte[TOKEN_BYTES];
                new SecureRandom().nextBytes(random);
                OwnerOnly.write(file, HexFormat.of().formatHex(random));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new StartException("The operator token cannot be kept in " + file + ".", e);
        }
    }

    private static UndertowFront open(
            PlatformSettings settings, GivenSettings given, String token, Health health, PrometheusRegistry metrics) {
        var own = Map.of(
                "PARLEY_HTTP_HOST", settings.host(),
                "PARLEY_HTTP_PORT", Integer.toString(settings.port()),
                "PARLEY_OPERATOR_TOKEN", token);
        try {
            var http = given.read(own, Map.of("PARLEY_OPERATOR_PORT", "0"), HttpSettings::from);
            var operator = Objects.requireNonNull(http.operator(), "It has a port.");
            // Health and metrics stay where they are shown to whoever tries the platform.
            return UndertowFront.open(http.withOperator(operator.beside()), health, metrics);
        } catch (StartException e) {
            if (isCausedByBind(e)) {
                throw new StartException(
                        "Port " + settings.port() + " of " + settings.host()
                                + " is already in use. Choose another one with --port, or stop the process that uses"
                                + " it.",
                        e);
            }
            throw e;
        }
    }

    private static boolean isCausedByBind(@Nullable Throwable failure) {
        return failure != null && (failure instanceof BindException || isCausedByBind(failure.getCause()));
    }

    private static Path tokenKeys(DataFolder folder) {
        var file = folder.secret("token-keys.json");
        try {
            if (!Files.exists(file)) {
                TokenKeys.generate(file);
            }
            return file;
        } catch (IOException e) {
            throw new StartException("The token keys cannot be written to " + file + ".", e);
        }
    }

    /** Services communicate through topics only, so none has to wait for another. */
    private static void startAll(List<Service> services, Lifecycle lifecycle, StartProgress progress) {
        services.forEach(service -> lifecycle.add(service.name(), service));
        ConcurrentSteps.run(services.stream()
                .map(service -> (Runnable) () -> {
                    var begin = System.nanoTime();
                    service.start();
                    progress.ready(service.name(), "", Duration.ofNanos(System.nanoTime() - begin));
                })
                .toList());
    }

    /** Whether the start is over. */
    private static final class Started implements Supplier<Health.State> {
        private volatile boolean isDone;

        @Override
        public Health.State get() {
            return isDone ? Health.State.ready() : Health.State.notReady("starting");
        }
    }
}
