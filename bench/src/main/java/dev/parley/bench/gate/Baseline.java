package dev.parley.bench.gate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.client.run.ResultFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a message cost when it was last agreed to, as multiples of what it cost the null server in the same run.
 *
 * @param commit of the platform
 */
record Baseline(double cpuRatio, double allocatedRatio, String commit) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Empty where none was agreed to yet. */
    static Optional<Baseline> read(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), Baseline.class)) : Optional.empty();
    }

    void write(Path file) throws IOException {
        ResultFile.write(file, this);
    }
}
