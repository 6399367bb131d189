package dev.parley.bench.options;

import dev.parley.client.TrustedAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which platform is spoken to, as options: given outright, or in the environment, or in what a platform on this machine wrote. */
public final class Target {
    @Option(
            names = "--url",
            paramLabel = "URL",
            split = ",",
            description =
                    "The platform's address (PARLEY_URL, or as in <data>/demo.env); several nodes with commas; replay takes the first.")
    private List<URI> url = List.of();

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            description = "The tenant's API key (PARLEY_API_KEY, or as in <data>/demo.env).")
    private @Nullable String apiKey;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "The data folder of a platform on this machine, default: ${DEFAULT-VALUE}.",
            defaultValue = "data")
    private Path data = Path.of("data");

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            defaultValue = "${env:PARLEY_CA}",
            description =
                    "The authority that signed the certificate of an https: platform, PEM (PARLEY_CA); those of the JDK by default.")
    void trust(@Nullable Path authority) {
        if (authority != null) {
            TrustedAuthority.trustOnly(authority);
        }
    }

    /** The platform of a data folder on this machine, whatever the environment says. */
    public static Target of(Path data) {
        var target = new Target();
        target.data = data;
        target.url = List.of(
                URI.create(Objects.requireNonNull(target.file("demo.env").get("PARLEY_URL"))));
        target.apiKey = target.file("demo.env").get("PARLEY_API_KEY");
        return target;
    }

    /** The first node's address, without a slash at its end. */
    public URI url() {
        return urls().getFirst();
    }

    /** The address of each node, in the order in which clients go through them, without a slash at its end. */
    public List<URI> urls() {
        return url.isEmpty()
                ? List.of(plain(setting("PARLEY_URL", "demo.env")))
                : url.stream().map(node -> plain(node.toString())).toList();
    }

    private static URI plain(@Nullable String given) {
        if (given == null) {
            throw new IllegalArgumentException(
                    "No platform address: start one with `parley up`, or give --url and --api-key.");
        }
        return URI.create(given.replaceAll("/+$", ""));
    }

    public String apiKey() {
        var given = apiKey == null ? setting("PARLEY_API_KEY", "demo.env") : apiKey;
        if (given == null) {
            throw new IllegalArgumentException("No API key: give --api-key, or PARLEY_API_KEY in the environment.");
        }
        return given;
    }

    /** How the log of a platform on this machine is reached; empty where it is elsewhere. */
    public Map<String, String> settings() {
        return file("platform.env");
    }

    /** How the log and the store of a platform on this machine are reached; empty where it is elsewhere. */
    public Map<String, String> storeSettings() {
        return file("edge.env");
    }

    public Path data() {
        return data;
    }

    /** The process id of a platform on this machine; null where it is elsewhere. */
    public @Nullable Long pid() {
        var written = file("platform.env").get("PARLEY_PID");
        return written == null ? holderOfData() : Long.valueOf(written);
    }

    /** A platform writes its process id into the lock of its data folder. */
    private @Nullable Long holderOfData() {
        try {
            var holder = Files.readString(data.resolve("parley.lock")).strip();
            return holder.matches("[0-9]{1,18}") ? Long.valueOf(holder) : null;
        } catch (IOException _) {
            // No platform on this machine, or none that is ours to look at.
            return null;
        }
    }

    private @Nullable String setting(String name, String fileName) {
        var fromEnvironment = System.getenv(name);
        return fromEnvironment == null || fromEnvironment.isBlank()
                ? file(fileName).get(name)
                : fromEnvironment;
    }

    private Map<String, String> file(String name) {
        var values = new HashMap<String, String>();
        var file = data.resolve(name);
        if (Files.isReadable(file)) {
            try {
                for (var line : Files.readAllLines(file)) {
                    var equals = line.indexOf('=');
                    if (equals > 0 && !line.startsWith("#")) {
                        var key = line.substring(0, equals)
                                .replaceFirst("^export ", "")
                                .strip();
                        values.put(key, line.substring(equals + 1).strip().replaceAll("^['\"]|['\"]$", ""));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read.", e);
            }
        }
        return values;
    }
}
