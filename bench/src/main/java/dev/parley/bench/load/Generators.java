package dev.parley.bench.load;

import dev.parley.bench.process.ChildProcess;
import dev.parley.bench.report.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Several generators of one run: they prepare in turn, begin at the same moment, and tell each other what they sent. */
final class Generators implements AutoCloseable {
    private static final Duration BEFORE_THE_START = Duration.ofSeconds(1);

    private final List<ChildProcess> companions;
    private final Path folder;

    private Generators(List<ChildProcess> companions, Path folder) {
        this.companions = companions;
        this.folder = folder;
    }

    /** @param arguments of this program, by which each of them knows the whole run */
    static Generators start(List<String> arguments, int count) throws IOException {
        var folder = Files.createTempDirectory("parley-bench-");
        return new Generators(
                IntStream.range(0, count)
                        .mapToObj(i -> ChildProcess.start("generator " + i, of(arguments, i, folder), Map.of()))
                        .toList(),
                folder);
    }

    private static List<String> of(List<String> arguments, int index, Path folder) {
        var all = new ArrayList<>(arguments);
        all.addAll(List.of("--part", Integer.toString(index), "--part-folder", folder.toString()));
        return all;
    }

    /** Has them run, and returns what each found. */
    List<PartResult> run() throws IOException {
        // The first one sets up what all share; the others then join at its head.
        var first = companions.getFirst();
        first.tell("0");
        var head = first.hear();
        var others = companions.subList(1, companions.size());
        others.forEach(each -> each.tell(head));
        others.forEach(ChildProcess::hear);
        var start = System.nanoTime() + BEFORE_THE_START.toNanos();
        companions.forEach(each -> each.tell(Long.toString(start)));
        companions.forEach(ChildProcess::hear);
        companions.forEach(each -> each.tell("all have sent"));
        companions.forEach(ChildProcess::hear);
        var results = new ArrayList<PartResult>();
        for (var i = 0; i < companions.size(); i++) {
            results.add(PartResult.read(folder, i));
        }
        return results;
    }

    @Override
    public void close() {
        companions.forEach(ChildProcess::close);
        Folders.delete(folder);
    }
}
