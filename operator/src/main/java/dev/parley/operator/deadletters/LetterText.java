package dev.parley.operator.deadletters;

import dev.parley.operator.command.Columns;
import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.schemas.registry.SchemaDeniedException;
import dev.parley.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/** Letters for people and for programs. */
record LetterText(SchemaRegistry registry) {
    private static final int LINE = 16;
    private static final int HEADER_BYTES = 5;

    static Columns table(List<Letter> letters, Map<String, String> replays) {
        var table = new Columns("NUMBER", "WRITTEN", "FEATURE", "CAUSE", "RECORD", "TENANT", "BYTES", "REPLAYED");
        letters.forEach(letter -> table.row(
                letter.number(),
                letter.writtenAt(),
                letter.feature(),
                letter.cause(),
                letter.place(),
                letter.tenant().isEmpty() ? "-" : printable(letter.tenant()),
                letter.value() == null ? "-" : letter.value().length,
                replays.getOrDefault(letter.replayKey(), "no")));
        return table;
    }

    /** @param withBytes key and value as Base64 too */
    Map<String, Object> json(Letter letter, Map<String, String> replays, boolean withBytes) {
        var json = new LinkedHashMap<String, Object>();
        json.put("number", letter.number());
        json.put("writtenAt", letter.writtenAt().toString());
        json.put("feature", letter.feature());
        json.put("cause", letter.cause());
        json.put("detail", letter.detail());
        json.put("topic", letter.place().topic());
        json.put("partition", letter.place().partition());
        json.put("offset", letter.place().offset());
        json.put("recordedAt", letter.recordedAt().toString());
        json.put("tenant", letter.tenant());
        json.put("bytes", letter.value() == null ? -1 : letter.value().length);
        json.put("replayedAt", replays.getOrDefault(letter.replayKey(), ""));
        if (withBytes) {
            json.put("key", base64(letter.key()));
            json.put("value", base64(letter.value()));
            json.put("decoded", decoded(letter.value()));
        }
        return json;
    }

    String full(Letter letter, Map<String, String> replays, int maxBytes) {
        return """
            Letter %d, written %s by %s
            Cause     %s: %s
            Record    %s of %s
            Tenant    %s (as its key says)
            Replayed  %s
            Decoded   %s

            Key
            %s
            Value
            %s\
            """.formatted(
                        letter.number(),
                        letter.writtenAt(),
                        letter.feature(),
                        letter.cause(),
                        letter.detail(),
                        letter.place(),
                        letter.recordedAt(),
                        letter.tenant().isEmpty() ? "-" : printable(letter.tenant()),
                        replays.getOrDefault(letter.replayKey(), "no"),
                        decoded(letter.value()),
                        hex(letter.key(), maxBytes),
                        hex(letter.value(), maxBytes));
    }

    /** As JSON, or why it cannot be. */
    private String decoded(byte @Nullable [] value) {
        if (value == null || value.length < HEADER_BYTES || value[0] != 0) {
            return "no record in wire format";
        }
        try {
            var schema = registry.byId(ByteBuffer.wrap(value).getInt(1));
            var decoder = DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null);
            return schema.getName() + " " + new GenericDatumReader<Object>(schema).read(null, decoder);
        } catch (SchemaDeniedException | RegistryUnavailableException e) {
            return "the registry gives no schema for it: " + e.getMessage();
        } catch (IOException | RuntimeException e) {
            // Avro answers malformed bytes with half a dozen kinds of runtime exception.
            return "malformed: " + e.getMessage();
        }
    }

    static String hex(byte @Nullable [] bytes, int maxBytes) {
        if (bytes == null) {
            return "  null\n";
        }
        var text = new StringBuilder();
        var shown = Math.min(bytes.length, maxBytes);
        for (var from = 0; from < shown; from += LINE) {
            var codes = new StringBuilder();
            var letters = new StringBuilder();
            for (var at = from; at < Math.min(from + LINE, shown); at++) {
                codes.append(String.format("%02x ", bytes[at]));
                letters.append(bytes[at] >= ' ' && bytes[at] < 0x7f ? (char) bytes[at] : '.');
            }
            text.append(String.format("  %06x  %-48s |%s|%n", from, codes, letters));
        }
        if (shown < bytes.length) {
            text.append("  … ").append(bytes.length - shown).append(" more bytes: --max-bytes shows them\n");
        }
        return text.isEmpty() ? "  empty\n" : text.toString();
    }

    /** A key may hold anything, and a terminal obeys control characters. */
    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }

    private static @Nullable String base64(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }
}
