package dev.parley.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.schemas.registry.Registration.Incompatible;
import dev.parley.schemas.registry.Registration.Registered;
import dev.parley.schemas.registry.RegistryEntry.Version;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** The REST subset: what is asked by which method and path, and what the book answers. */
record RegistryRoutes(RegistryBook book) {

    /**
     * The answer to a request.
     *
     * @param path decoded segments, without empty ones
     * @param body the JSON that was sent; missing where there was none
     */
    RegistryReply answer(String method, List<String> path, JsonNode body) {
        var root = path.isEmpty() ? "" : path.getFirst();
        var rest = path.isEmpty() ? path : path.subList(1, path.size());
        return switch (method + " " + root) {
            case "GET " -> RegistryReply.ok(RegistryReply.object());
            case "GET subjects" -> subjects(rest);
            case "POST subjects" -> postSubject(rest, body);
            case "GET schemas" -> schemas(rest);
            case "POST compatibility" -> compatibility(rest, body);
            case "GET config" -> level(rest);
            case "PUT config" -> putLevel(rest, body);
            default -> RegistryReply.pathUnknown();
        };
    }

    private RegistryReply subjects(List<String> path) {
        if (path.isEmpty()) {
            return RegistryReply.ok(book.read(known -> List.copyOf(known.names())));
        }
        if (path.size() > 3 || path.size() < 2 || !path.get(1).equals("versions")) {
            return RegistryReply.pathUnknown();
        }
        var versions = book.read(known -> known.versionsOf(path.getFirst()));
        if (versions.isEmpty()) {
            return RegistryReply.subjectUnknown(path.getFirst());
        }
        return path.size() == 2
                ? RegistryReply.ok(versions.stream().map(Version::version).toList())
                : version(versions, path.get(2))
                        .map(RegistryRoutes::shown)
                        .orElseGet(() -> RegistryReply.versionUnknown(path.get(2)));
    }

    private RegistryReply postSubject(List<String> path, JsonNode body) {
        var isRegistration = path.size() == 2 && path.get(1).equals("versions");
        if (path.size() != 1 && !isRegistration) {
            return RegistryReply.pathUnknown();
        }
        return withSchema(
                body, schema -> isRegistration ? register(path.getFirst(), schema) : find(path.getFirst(), schema));
    }

    private RegistryReply register(String subject, Schema schema) {
        return switch (book.register(subject, schema)) {
            case Registered(var id) -> RegistryReply.ok(RegistryReply.object().put("id", id));
            case Incompatible(var objections) ->
                RegistryReply.error(
                        409,
                        409,
                        "Schema being registered is incompatible with an earlier schema for subject \"" + subject
                                + "\": " + String.join("; ", objections));
        };
    }

    private RegistryReply find(String subject, Schema schema) {
        if (!book.read(known -> known.has(subject))) {
            return RegistryReply.subjectUnknown(subject);
        }
        return book.read(known -> known.find(subject, schema.toString()))
                .map(RegistryRoutes::shown)
                .orElseGet(RegistryReply::schemaUnknown);
    }

    private RegistryReply schemas(List<String> path) {
        if (path.equals(List.of("types"))) {
            return RegistryReply.ok(List.of("AVRO"));
        }
        if (path.size() != 2 || !path.getFirst().equals("ids")) {
            return RegistryReply.pathUnknown();
        }
        return number(path.get(1))
                .flatMap(id -> book.read(known -> known.schema(id)))
                .map(schema -> RegistryReply.ok(RegistryReply.object().put("schema", schema)))
                .orElseGet(RegistryReply::schemaUnknown);
    }

    private RegistryReply compatibility(List<String> path, JsonNode body) {
        if (path.size() != 4
                || !path.getFirst().equals("subjects")
                || !path.get(2).equals("versions")) {
            return RegistryReply.pathUnknown();
        }
        var versions = book.read(known -> known.versionsOf(path.get(1)));
        if (versions.isEmpty()) {
            return RegistryReply.subjectUnknown(path.get(1));
        }
        var compared = version(versions, path.get(3));
        if (compared.isEmpty()) {
            return RegistryReply.versionUnknown(path.get(3));
        }
        var level = book.read(known -> known.level(path.get(1)));
        return withSchema(body, schema -> {
            var objections = level.objections(schema, RegistryBook.parsed(List.of(compared.get())));
            var reply = RegistryReply.object().put("is_compatible", objections.isEmpty());
            objections.forEach(reply.putArray("messages")::add);
            return RegistryReply.ok(reply);
        });
    }

    private RegistryReply level(List<String> path) {
        if (path.size() > 1) {
            return RegistryReply.pathUnknown();
        }
        if (!path.isEmpty() && !book.read(known -> known.hasOwnLevel(path.getFirst()))) {
            return RegistryReply.error(
                    404,
                    40408,
                    "Subject '" + path.getFirst() + "' does not have subject-level compatibility configured");
        }
        var level = book.read(known -> known.level(subject(path)));
        return RegistryReply.ok(RegistryReply.object().put("compatibilityLevel", level.name()));
    }

    private RegistryReply putLevel(List<String> path, JsonNode body) {
        if (path.size() > 1) {
            return RegistryReply.pathUnknown();
        }
        var wanted = body.path("compatibility").asText();
        for (var level : Compatibility.values()) {
            if (level.name().equals(wanted)) {
                book.setLevel(subject(path), level);
                return RegistryReply.ok(RegistryReply.object().put("compatibility", wanted));
            }
        }
        return RegistryReply.error(422, 42203, "Invalid compatibility level.");
    }

    private static RegistryReply withSchema(JsonNode body, Function<Schema, RegistryReply> answer) {
        var isAvro = body.path("schemaType").asText("AVRO").equals("AVRO")
                && body.path("references").isEmpty();
        return (isAvro ? SchemaText.parse(body.path("schema").asText()) : Optional.<Schema>empty())
                .map(answer)
                .orElseGet(RegistryReply::schemaInvalid);
    }

    private static Optional<Version> version(List<Version> versions, String text) {
        if (text.equals("latest") || text.equals("-1")) {
            return Optional.of(versions.getLast());
        }
        return number(text)
                .flatMap(number -> versions.stream()
                        .filter(version -> version.version() == number)
                        .findFirst());
    }

    private static Optional<Integer> number(String text) {
        try {
            return Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String subject(List<String> path) {
        return path.isEmpty() ? null : path.getFirst();
    }

    private static RegistryReply shown(Version version) {
        return RegistryReply.ok(RegistryReply.object()
                .put("subject", version.subject())
                .put("version", version.version())
                .put("id", version.id())
                .put("schema", version.schema()));
    }
}
