package dev.parley.ingress.console;

import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.schemas.errors.ErrorCode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * {@code GET /console/…}: a file of the page. The answers are made at the start; a name that is not among them finds nothing,
 * whatever it looks like.
 */
record ServeFile(Map<List<String>, Reply> replies) implements Endpoint {
    private static final int TAG_BYTES = 12;
    private static final List<String> INDEX = List.of("index.html");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    /** Nothing from elsewhere, no inline script or style; {@code 'self'} is also the socket of the same host and port. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self' https: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    static ServeFile of(PageFiles files) {
        return new ServeFile(files.byName().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        file -> List.of(file.getKey().split("/", -1)), file -> reply(file.getKey(), file.getValue()))));
    }

    @Override
    public Reply answer(Call call) {
        // As segments: an encoded slash within one of them leads nowhere.
        var name = List.of("folder", "inner", "file").stream()
                .map(call.path()::get)
                .filter(Objects::nonNull)
                .toList();
        var reply = replies.get(name.isEmpty() ? INDEX : name);
        if (reply == null) {
            throw new RefusedException(ErrorCode.NOT_FOUND);
        }
        return reply;
    }

    private static Reply reply(String name, byte[] bytes) {
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("The page has a file of unknown type: " + name);
        }
        return new Reply(200, Map.of("Content-Type", type), bytes)
                .with("Content-Security-Policy", POLICY)
                .with("Referrer-Policy", "no-referrer")
                .with("Cross-Origin-Resource-Policy", "same-origin")
                // Browsers ask each time, and get 304 until another version is installed.
                .with("Cache-Control", "no-cache")
                .with("ETag", tagOf(bytes));
    }

    private static String tagOf(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "\"" + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
