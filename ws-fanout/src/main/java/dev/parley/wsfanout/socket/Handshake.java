package dev.parley.wsfanout.socket;

import dev.parley.edge.api.Problem;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.wsfanout.frame.MessageDeflate;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The opening handshake of RFC 6455. */
final class Handshake {
    static final String SUBPROTOCOL = "parley.v1+json";
    private static final String TICKET_PREFIX = "parley.ticket.";
    private static final HttpString ACCEPT = new HttpString("Sec-WebSocket-Accept");
    static final HttpString VERSION = new HttpString("Sec-WebSocket-Version");
    static final HttpString PROTOCOL = new HttpString("Sec-WebSocket-Protocol");
    static final String SUPPORTED_VERSION = "13";

    private static final HttpString KEY = new HttpString("Sec-WebSocket-Key");
    private static final HttpString UPGRADE = new HttpString("Upgrade");
    private static final HttpString CONNECTION = new HttpString("Connection");
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;

    private Handshake() {}

    /** What is wrong with the request, if anything. */
    static Optional<Problem> problemWith(String method, HeaderMap headers) {
        if (!method.equals("GET")) {
            return problem(ErrorCode.METHOD_NOT_ALLOWED, "Open a socket with GET.");
        }
        if (!names(headers, UPGRADE).contains("websocket")
                || !names(headers, CONNECTION).contains("upgrade")) {
            return problem(
                    ErrorCode.UPGRADE_REQUIRED, "This is a WebSocket: send Connection: Upgrade, Upgrade: websocket.");
        }
        if (!SUPPORTED_VERSION.equals(headers.getFirst(VERSION))) {
            return problem(ErrorCode.UPGRADE_REQUIRED, "Send Sec-WebSocket-Version: 13.");
        }
        return isKey(headers.getFirst(KEY))
                ? Optional.empty()
                : problem(ErrorCode.FIELD_INVALID, "Sec-WebSocket-Key must be 16 bytes in Base64.");
    }

    /** The same of the subprotocols that the client names, if any. */
    static Optional<Problem> problemWithSubprotocol(HeaderMap headers) {
        var offered = names(headers, PROTOCOL);
        return offered.isEmpty() || offered.contains(SUBPROTOCOL)
                ? Optional.empty()
                : problem(ErrorCode.FIELD_INVALID, "The subprotocol must be " + SUBPROTOCOL + ".");
    }

    /** Whether the client named the subprotocol, so that the answer must. */
    static boolean offersSubprotocol(HeaderMap headers) {
        return names(headers, PROTOCOL).contains(SUBPROTOCOL);
    }

    /** The ticket that the client offered as a subprotocol, where it cannot send a header and keeps tickets out of URLs. */
    static Optional<String> ticket(HeaderMap headers) {
        return values(headers, PROTOCOL)
                .filter(name -> name.startsWith(TICKET_PREFIX))
                .map(name -> name.substring(TICKET_PREFIX.length()))
                .findFirst();
    }

    /**
     * Writes the headers of an answer that accepts.
     *
     * @param deflate null where compression is not offered
     * @return what was agreed on; null where nothing was
     */
    static @Nullable Compression accept(HttpServerExchange exchange, @Nullable MessageDeflate deflate) {
        var answer = exchange.getResponseHeaders();
        answer.put(ACCEPT, proof(exchange.getRequestHeaders()));
        if (deflate == null) {
            return null;
        }
        var offer = DeflateOffer.first(exchange.getRequestHeaders());
        offer.ifPresent(accepted -> answer.put(DeflateOffer.EXTENSIONS, accepted.answer()));
        return offer.map(accepted -> accepted.with(deflate)).orElse(null);
    }

    /** The proof that the request was understood. */
    private static String proof(HeaderMap headers) {
        try {
            var text = headers.getFirst(KEY) + MAGIC;
            var digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1.", e);
        }
    }

    private static boolean isKey(String key) {
        try {
            return key != null && Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** The names in a header that lists some, in lower case. */
    private static List<String> names(HeaderMap headers, HttpString header) {
        return values(headers, header)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static Stream<String> values(HeaderMap headers, HttpString header) {
        return Optional.ofNullable(headers.get(header)).stream()
                .flatMap(all -> all.stream())
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty());
    }

    private static Optional<Problem> problem(ErrorCode error, String detail) {
        return Optional.of(Problem.of(error, detail));
    }
}
