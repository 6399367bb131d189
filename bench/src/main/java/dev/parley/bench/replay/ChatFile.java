package dev.parley.bench.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** Recorded days as JSON lines, gzipped or not. */
public final class ChatFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ChatFile() {}

    /** The lines of the first days of a file. */
    static List<ChatLine> read(Path file, int days) throws IOException {
        var lines = new ArrayList<ChatLine>();
        var seenDays = new HashSet<String>();
        try (var reader = open(file)) {
            for (var row = reader.readLine(); row != null; row = reader.readLine()) {
                var line = line(JSON.readTree(row));
                seenDays.add(line.day());
                if (seenDays.size() > days) {
                    break;
                }
                lines.add(line);
            }
        }
        return lines;
    }

    /** The first texts of a file that are not blank. */
    public static List<String> texts(Path file, int count) throws IOException {
        var texts = new ArrayList<String>();
        try (var reader = open(file)) {
            for (var row = reader.readLine(); row != null && texts.size() < count; row = reader.readLine()) {
                var line = line(JSON.readTree(row));
                if (line.isSpoken() && !line.text().isBlank()) {
                    texts.add(line.text());
                }
            }
        }
        return texts;
    }

    /** When the first messages of a file were said, in milliseconds of chat time from the first one; gaps between days are skipped. */
    public static long[] saidAt(Path file, int count) throws IOException {
        var lines = read(file, Integer.MAX_VALUE);
        var times = Timetable.of(lines);
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).isSpoken())
                .limit(count)
                .mapToLong(i -> times[i])
                .toArray();
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        try {
            var plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
            return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private static ChatLine line(JsonNode row) {
        return new ChatLine(
                row.path("day").asText(),
                row.path("line").asInt(),
                row.hasNonNull("time") ? row.path("time").asText() : null,
                ChatLine.Kind.valueOf(row.path("kind").asText().toUpperCase(Locale.ROOT)),
                row.path("nick").asText(),
                row.path("text").asText(),
                row.hasNonNull("replyTo") ? row.path("replyTo").asInt() : null);
    }
}
