package dev.parley.runtime.service;

import dev.parley.runtime.config.ConfigurationException;
import dev.parley.runtime.config.Env;
import dev.parley.runtime.config.Secret;
import dev.parley.runtime.config.SettingsTable;
import dev.parley.runtime.http.DeferredFront;
import dev.parley.runtime.http.HttpSettings;
import dev.parley.runtime.log.LogSettings;
import dev.parley.runtime.operator.Operations;
import dev.parley.runtime.operator.OperatorApi;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts one service from its command line: all configuration errors are reported before anything is opened.
 */
record Launch(String name, Env env, PrintStream out, PrintStream err) {
    private static final Logger LOG = LoggerFactory.getLogger(Launch.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(10);

    static final int FAILED = 1;
    static final int MISUSED = 2;

    /** The result of a launch. */
    sealed interface Result {
        /** The process can exit. */
        record Done(int exitStatus) implements Result {}

        /** The service runs until it is stopped. */
        record Running(int port, Runnable stop) implements Result {}
    }

    Result run(List<String> args, BiFunction<Env, ProcessContext, Service> create) {
        return switch (args.isEmpty() ? "" : args.getFirst()) {
            case "" -> start(create);
            case "--print-config" -> printConfig(create);
            case "--help", "-h" -> help();
            default -> misuse("Unknown option " + args.getFirst() + "; see --help.");
        };
    }

    private Result help() {
        out.println("Usage: parley run " + name + " [--print-config | --help]");
        out.println("Every setting is an environment variable; --print-config lists them with their values.");
        return new Result.Done(0);
    }

    private Result printConfig(BiFunction<Env, ProcessContext, Service> create) {
        try {
            readOwnSettings();
            create.apply(env, new ProcessContext(new DeferredFront(), new Health(), new PrometheusRegistry()))
                    .close();
        } catch (RuntimeException e) {
            // A service may fail on incomplete settings; those that it has read until then are listed.
            err.println("The list may be incomplete: " + e.getMessage());
        }
        out.print(SettingsTable.of(env.settings()));
        return new Result.Done(0);
    }

    private Result start(BiFunction<Env, ProcessContext, Service> create) {
        var health = new Health();
        health.starting();
        var metrics = new PrometheusRegistry();
        var later = new DeferredFront();
        var operations = new Operations();
        var lifecycle = new Lifecycle(STOP_LIMIT);
        try {
            var settings = readOwnSettings();
            var service = checked(create, new ProcessContext(later, health, metrics, operations));
            var front = lifecycle.add("http", later.open(settings, health, metrics));
            front.mountForOperators(
                    OperatorApi.PREFIX,
                    new OperatorApi(name, operations, health, token(settings), InstantSource.system()));
            lifecycle.start(service);
            health.started();
            LOG.info(
                    "event=ready service={} address=http://{}:{} operatorPort={}",
                    name,
                    settings.host(),
                    front.port(),
                    front.operatorPort());
            return new Result.Running(front.port(), () -> {
                health.drain();
                front.drain(DRAIN_LIMIT);
                lifecycle.close();
            });
        } catch (ConfigurationException e) {
            return misuse(String.join(System.lineSeparator(), e.faults()));
        } catch (StartException e) {
            lifecycle.close();
            return failure(e);
        } catch (RuntimeException e) {
            LOG.error("event=start-failed service={}", name, e);
            lifecycle.close();
            return failure(e);
        }
    }

    private static @Nullable Secret token(HttpSettings settings) {
        var operator = settings.operator();
        return operator == null ? null : operator.token();
    }

    private Result failure(RuntimeException e) {
        err.println(name + " cannot start: " + e.getMessage());
        return new Result.Done(FAILED);
    }

    private HttpSettings readOwnSettings() {
        LogSettings.from(env);
        return HttpSettings.from(env);
    }

    /** If the constructor fails because of invalid settings, their errors are reported instead of its exception. */
    private Service checked(BiFunction<Env, ProcessContext, Service> create, ProcessContext process) {
        try {
            var service = create.apply(env, process);
            env.check();
            return service;
        } catch (ConfigurationException e) {
            throw e;
        } catch (RuntimeException e) {
            env.check();
            throw e;
        }
    }

    private Result misuse(String message) {
        err.println(message);
        return new Result.Done(MISUSED);
    }
}
