package dev.parley.wsfanout.socket;

import dev.parley.wsfanout.frame.MessageDeflate;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * An offer of permessage-deflate that the node accepts (RFC 7692, 5.1 and 7.1), without I/O.
 *
 * @param serverWindowBits asked for by the client; empty where it takes any window
 */
record DeflateOffer(OptionalInt serverWindowBits) {
    static final HttpString EXTENSIONS = new HttpString("Sec-WebSocket-Extensions");

    private static final String NAME = "permessage-deflate";
    private static final String NO_SERVER_CONTEXT = "server_no_context_takeover";
    private static final String NO_CLIENT_CONTEXT = "client_no_context_takeover";
    private static final String SERVER_WINDOW = "server_max_window_bits";
    private static final String CLIENT_WINDOW = "client_max_window_bits";

    /** The first acceptable one: clients list them in the order of their preference. */
    static Optional<DeflateOffer> first(HeaderMap headers) {
        return Optional.ofNullable(headers.get(EXTENSIONS)).stream()
                .flatMap(all -> all.stream())
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(DeflateOffer::read)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<DeflateOffer> read(String offer) {
        var parts = Stream.of(offer.split(";", -1)).map(String::strip).toList();
        if (!parts.getFirst().toLowerCase(Locale.ROOT).equals(NAME)) {
            return Optional.empty();
        }
        var names = new HashSet<String>();
        var window = OptionalInt.empty();
        for (var text : parts.subList(1, parts.size())) {
            var parameter = Parameter.read(text);
            if (!parameter.isValid() || !names.add(parameter.name())) {
                return Optional.empty();
            }
            if (parameter.name().equals(SERVER_WINDOW)) {
                window = OptionalInt.of(Integer.parseInt(parameter.value().orElseThrow()));
            }
        }
        return Optional.of(new DeflateOffer(window));
    }

    private record Parameter(String name, Optional<String> value) {
        static Parameter read(String text) {
            var equals = text.indexOf('=');
            var name = equals < 0 ? text : text.substring(0, equals).strip();
            var value = equals < 0 ? null : text.substring(equals + 1).strip();
            // A value may stand in quotes.
            var isQuoted = value != null && value.length() > 2 && value.startsWith("\"") && value.endsWith("\"");
            return new Parameter(
                    name.toLowerCase(Locale.ROOT),
                    Optional.ofNullable(isQuoted ? value.substring(1, value.length() - 1) : value));
        }

        boolean isValid() {
            return switch (name) {
                case NO_SERVER_CONTEXT, NO_CLIENT_CONTEXT -> value.isEmpty();
                case SERVER_WINDOW -> isBits(value);
                case CLIENT_WINDOW -> value.isEmpty() || isBits(value);
                default -> false;
            };
        }
    }

    private static boolean isBits(Optional<String> value) {
        return value.filter(bits -> bits.matches("[89]|1[0-5]")).isPresent();
    }

    /** The header of the answer. */
    String answer() {
        var base = NAME + "; " + NO_SERVER_CONTEXT + "; " + NO_CLIENT_CONTEXT;
        return serverWindowBits.isEmpty() ? base : base + "; " + SERVER_WINDOW + "=" + serverWindowBits.getAsInt();
    }

    Compression with(MessageDeflate deflate) {
        return new Compression(deflate, serverWindowBits.orElse(MessageDeflate.MAX_WINDOW_BITS));
    }
}
