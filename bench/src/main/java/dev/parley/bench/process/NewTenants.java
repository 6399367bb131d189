package dev.parley.bench.process;

import dev.parley.bench.report.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Creates tenants as an operator does: with {@code ./parley tenant add} beside a platform on this machine. */
public final class NewTenants {
    private NewTenants() {}

    /**
     * Makes them, all in one call.
     *
     * @param data the platform's data folder
     * @return an API key of each, in the order of their writing
     */
    public static SequencedMap<String, String> add(Path data, List<String> ids) {
        var command = new ArrayList<>(
                List.of(Checkout.home().resolve("parley").toString(), "tenant", "add", "--data", data.toString()));
        command.addAll(ids);
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new CannotStartException("`parley tenant add` failed.");
            }
            return keys(ids, said);
        } catch (IOException e) {
            throw new UncheckedIOException("./parley cannot be started.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStartException("Interrupted while tenants were made.", e);
        }
    }

    /** @param said the key of a single tenant; of several, a line with tenant and key for each */
    static SequencedMap<String, String> keys(List<String> ids, String said) {
        var keys = new LinkedHashMap<String, String>();
        if (ids.size() == 1) {
            keys.put(ids.getFirst(), said.strip());
            return keys;
        }
        said.lines().map(line -> line.split(" ", 2)).forEach(words -> keys.put(words[0], words[words.length - 1]));
        if (!List.copyOf(keys.keySet()).equals(ids)) {
            throw new CannotStartException("`parley tenant add` did not give a key for each tenant.");
        }
        return keys;
    }
}
