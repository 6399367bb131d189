package dev.parley.bench.bars;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The results of a folder. A file that holds several results, as those of a comparison do, counts as each of them. */
record ResultFolder(List<Result> all) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** None where the folder is not there. */
    static ResultFolder in(Path folder) throws IOException {
        var all = new ArrayList<Result>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                for (var file : files.filter(each -> each.toString().endsWith(".json"))
                        .sorted()
                        .toList()) {
                    read(file, all);
                }
            }
        }
        return new ResultFolder(List.copyOf(all));
    }

    private static void read(Path file, List<Result> all) throws IOException {
        var json = JSON.readTree(file.toFile());
        var name = String.valueOf(file.getFileName());
        if (json.has("isClean")) {
            all.add(new Result(name, json));
        }
        for (var run : json.path("runs")) {
            if (run.has("isClean")) {
                all.add(new Result(name, run));
            }
        }
    }

    /** The newest one that fits, whatever it found; one whose generator was late only where there is no other. */
    Optional<Result> newest(Predicate<Result> fits) {
        return all.stream()
                .filter(fits)
                .max(Comparator.comparing((Result result) -> !result.isVoid()).thenComparing(Result::runId));
    }
}
