package dev.parley.ingress.console;

import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.schemas.errors.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Files of the page, read once at the start. A name that is not in the list finds nothing, whatever it looks like. */
record PageFiles(Map<String, Reply> files, String defaultName) implements Endpoint {
    static final List<String> PAGE = List.of(
            "announcer.js",
            "app.js",
            "base.css",
            "chat-pane.js",
            "composer.css",
            "composer.js",
            "conversation-list.js",
            "details-panel.js",
            "dialogs.js",
            "dom.js",
            "emoji-picker.js",
            "icon.svg",
            "index.html",
            "layout.css",
            "line-bar.js",
            "line.js",
            "list.css",
            "main.js",
            "me-bar.js",
            "members.js",
            "message-actions.js",
            "message-log.js",
            "message-text.js",
            "message-view.js",
            "messages.css",
            "names.js",
            "new-conversations.js",
            "overlays.css",
            "people.js",
            "presence-watch.js",
            "receipts.js",
            "session.js",
            "thread-panel.js",
            "times.js",
            "toasts.js");
    static final List<String> CLIENT = List.of();

    private static final String INDEX = "index.html";
    private static final String FOLDER = "/console/";
    private static final int TAG_BYTES = 12;
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    /** Nothing from elsewhere, no inline script or style; {@code 'self'} is also the socket of the same host and port. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self' https: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    static PageFiles index() {
        return new PageFiles(read("", List.of(INDEX)), INDEX);
    }

    static PageFiles ofPage() {
        return new PageFiles(read("", PAGE), "");
    }

    static PageFiles ofClient() {
        return new PageFiles(read("client/", CLIENT), "");
    }

    @Override
    public Reply answer(Call call) {
        var reply = files.get(call.path().getOrDefault("file", defaultName));
        if (reply == null) {
            throw new RefusedException(ErrorCode.NOT_FOUND);
        }
        return reply;
    }

    private static Map<String, Reply> read(String folder, List<String> names) {
        return names.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), name -> file(folder, name)));
    }

    private static Reply file(String folder, String name) {
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("The page has a file of unknown type: " + name);
        }
        var bytes = bytesOf(FOLDER + folder + name);
        return new Reply(200, Map.of("Content-Type", type), bytes)
                .with("Content-Security-Policy", POLICY)
                .with("Referrer-Policy", "no-referrer")
                .with("Cross-Origin-Resource-Policy", "same-origin")
                // Browsers ask each time, and get 304 until the next version is installed.
                .with("Cache-Control", "no-cache")
                .with("ETag", tagOf(bytes));
    }

    private static byte[] bytesOf(String resource) {
        try (var stream = PageFiles.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(resource + " is not on the class path.");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read.", e);
        }
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
