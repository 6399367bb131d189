package dev.parley.ingress.reads;

import dev.parley.edge.api.Ids;
import dev.parley.edge.api.Problem;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.schemas.errors.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lists, page by page: {@code {"items":[…],"next":…}}. A page may end early where its items are large; {@code next} says
 * whether there is more.
 */
public final class Page {
    /** Items of a page where the caller wants no other number. */
    public static final int DEFAULT_LIMIT = 50;

    private static final int MAX_LIMIT = 200;
    /** Large enough for a page of usual messages, small enough for a thousand pages in memory. */
    private static final int MAX_BYTES = 1024 * 1024;

    /** 18 digits always fit. */
    private static final Predicate<String> SEQ = Pattern.compile("[0-9]{1,18}").asMatchPredicate();

    private Page() {}

    /** How many items the caller wants at most. Endpoints ask the store for one more, to know whether there is more. */
    public static int limit(Call call) {
        return (int) call.number("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    }

    /** The id after which the page begins; null for the first page. */
    public static @Nullable String afterId(Call call) {
        var cursor = call.query().get("cursor");
        return cursor == null ? null : idOf(cursor);
    }

    /** The seq below which the page goes on, of a list whose ids are seqs and whose newest come first. */
    public static long beforeSeq(Call call) {
        var id = afterId(call);
        if (id == null) {
            return Long.MAX_VALUE;
        }
        if (!SEQ.test(id)) {
            throw noCursor();
        }
        return Long.parseLong(id);
    }

    /** A page of things with an id. */
    public static <T> Reply byId(List<T> found, int limit, Function<T, byte[]> json, Function<T, String> id) {
        return of(found, limit, json, item -> '"' + cursorOf(id.apply(item)) + '"');
    }

    /** As {@link #byId(List, int, Function, Function)}, with more fields of the page itself. */
    public static <T> Reply byId(
            List<T> found, int limit, Function<T, byte[]> json, Function<T, String> id, Map<String, Long> more) {
        var fields = more.entrySet().stream()
                .map(field -> '"' + field.getKey() + "\":" + field.getValue() + ',')
                .collect(Collectors.joining());
        return of(fields, found, limit, json, item -> '"' + cursorOf(id.apply(item)) + '"', _ -> true);
    }

    /** A page of things with a seq. */
    public static <T> Reply bySeq(List<T> found, int limit, Function<T, byte[]> json, Function<T, Long> seq) {
        return of(found, limit, json, item -> Long.toString(seq.apply(item)));
    }

    /**
     * A page of things with a place of their own in a list, which {@link #after} reads from the cursor.
     *
     * @param isShown the others are left out, so that the page is shorter
     */
    public static <T> Reply byPlace(
            List<T> found, int limit, Function<T, byte[]> json, Function<T, String> place, Predicate<T> isShown) {
        return of("", found, limit, json, item -> '"' + cursorOf(place.apply(item)) + '"', isShown);
    }

    /** The place after which the page begins; empty for the first page. */
    public static Optional<String> after(Call call) {
        try {
            return Optional.ofNullable(call.query().get("cursor"))
                    .map(cursor -> new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw noCursor();
        }
    }

    private static <T> Reply of(List<T> found, int limit, Function<T, byte[]> json, Function<T, String> next) {
        return of("", found, limit, json, next, _ -> true);
    }

    private static <T> Reply of(
            String fields,
            List<T> found,
            int limit,
            Function<T, byte[]> json,
            Function<T, String> next,
            Predicate<T> isShown) {
        var body = new ByteArrayOutputStream();
        write(body, "{" + fields + "\"items\":[");
        var begin = body.size();
        var read = 0;
        while (read < Math.min(limit, found.size()) && body.size() < MAX_BYTES) {
            var item = found.get(read);
            if (isShown.test(item)) {
                write(body, body.size() == begin ? "" : ",");
                body.writeBytes(json.apply(item));
            }
            read++;
        }
        write(body, "],\"next\":" + (read < found.size() ? next.apply(found.get(read - 1)) : "null") + "}");
        return Reply.json(200, body.toByteArray());
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String cursorOf(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }

    private static String idOf(String cursor) {
        try {
            var id = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (Ids.isValid(id) && cursorOf(id).equals(cursor)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw noCursor();
        }
        throw noCursor();
    }

    /** The cursor is none of an earlier answer. */
    public static RefusedException noCursor() {
        return new RefusedException(
                Problem.at("cursor", ErrorCode.FIELD_INVALID, "cursor must be the next of an earlier answer."));
    }
}
