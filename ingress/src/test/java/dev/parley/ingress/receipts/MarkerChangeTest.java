package dev.parley.ingress.receipts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.edge.log.ReceiptDraft;
import dev.parley.readmodel.read.InboxStore.Marker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkerChangeTest {
    /** Markers are readUpTo, deliveredUpTo, markedUnread. */
    @ParameterizedTest
    @CsvSource({
        "5 7 false,  ,  ,  , 5 7 false",
        "5 7 false,  , 6,  , 6 7 false",
        "5 7 false,  , 9,  , 9 9 false",
        "5 7 false,  , 3,  , 5 7 false",
        "5 7 false, 9,  ,  , 5 9 false",
        "5 7 false, 6,  ,  , 5 7 false",
        "5 7 false, 8, 6,  , 6 8 false",
        "5 7 false,  ,  , 3, 3 7 true",
        "5 7 false,  ,  , 6, 6 7 true",
        "5 7 false,  ,  , 9, 9 9 true",
        "5 7 true,  ,  ,  , 5 7 true",
        "5 7 true, 9,  ,  , 5 9 true",
        "5 7 true,  , 3,  , 5 7 false"
    })
    void isWhatTheLogWillHave(
            String before,
            @Nullable Long deliveredUpTo,
            @Nullable Long readUpTo,
            @Nullable Long unreadAfter,
            String after) {
        var receipt = new ReceiptDraft("acme", "g:team", "al", 1, deliveredUpTo, readUpTo, unreadAfter, 20);
        assertEquals(marker(after), MarkerChange.after(marker(before), receipt));
    }

    private static Marker marker(String text) {
        var parts = text.split(" ", -1);
        return new Marker(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Boolean.parseBoolean(parts[2]));
    }
}
