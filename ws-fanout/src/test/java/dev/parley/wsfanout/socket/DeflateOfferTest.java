package dev.parley.wsfanout.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.util.HeaderMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeflateOfferTest {
    private static final String ANSWER = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

    private static HeaderMap offering(String... values) {
        var headers = new HeaderMap();
        for (var value : values) {
            headers.add(DeflateOffer.EXTENSIONS, value);
        }
        return headers;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate",
                "Permessage-Deflate; client_max_window_bits",
                "permessage-deflate;client_max_window_bits=15",
                "permessage-deflate; client_max_window_bits=\"8\"",
                "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
                "x-webkit-deflate-frame, permessage-deflate",
                "permessage-deflate; unknown, permessage-deflate",
                "permessage-deflate; server_max_window_bits=16, permessage-deflate"
            })
    void acceptsTheFirstOfferThatItUnderstands(String offers) {
        assertEquals(ANSWER, DeflateOffer.first(offering(offers)).orElseThrow().answer());
    }

    @ParameterizedTest
    @CsvSource({
        "permessage-deflate; server_max_window_bits=8, 8",
        "permessage-deflate; server_max_window_bits=\"12\", 12",
        "permessage-deflate ; server_max_window_bits = 15 ; client_max_window_bits, 15"
    })
    void acceptsASmallerWindow(String offer, int bits) {
        var accepted = DeflateOffer.first(offering(offer)).orElseThrow();
        assertEquals(ANSWER + "; server_max_window_bits=" + bits, accepted.answer());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                ";",
                "permessage-bzip2",
                "permessage-deflate; unknown",
                "permessage-deflate;",
                "permessage-deflate; server_no_context_takeover=1",
                "permessage-deflate; client_no_context_takeover=\"\"",
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; server_max_window_bits=",
                "permessage-deflate; server_max_window_bits=7",
                "permessage-deflate; server_max_window_bits=16",
                "permessage-deflate; server_max_window_bits=010",
                "permessage-deflate; server_max_window_bits=-9",
                "permessage-deflate; client_max_window_bits=0",
                "permessage-deflate; client_max_window_bits; client_max_window_bits",
                "permessage-deflate; server_max_window_bits=10; server_max_window_bits=10"
            })
    void declinesWhatItDoesNotUnderstand(String offer) {
        assertTrue(DeflateOffer.first(offering(offer)).isEmpty());
    }

    @Test
    void readsAllLinesOfTheHeader() {
        assertTrue(DeflateOffer.first(offering("other", "permessage-deflate")).isPresent());
        assertTrue(DeflateOffer.first(new HeaderMap()).isEmpty());
    }
}
