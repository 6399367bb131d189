package dev.parley.wsfanout.session;

/** Whether a JSON text names half a character in an escape: bytes that are UTF-8 can still hold text that is not. */
final class LoneSurrogates {
    private static final int ESCAPE_LENGTH = 6;

    private LoneSurrogates() {}

    static boolean areIn(byte[] json) {
        var at = 0;
        while (at < json.length) {
            if (json[at] != '\\') {
                at++;
                continue;
            }
            var unit = unitAt(json, at);
            if (unit < 0 || !Character.isSurrogate((char) unit)) {
                // Also over an escaped backslash, so that what follows it is not taken for an escape.
                at += 2;
                continue;
            }
            var next = unitAt(json, at + ESCAPE_LENGTH);
            if (next < 0 || !Character.isSurrogatePair((char) unit, (char) next)) {
                return true;
            }
            at += 2 * ESCAPE_LENGTH;
        }
        return false;
    }

    /** The UTF-16 unit of a \\u escape; -1 where there is none. */
    private static int unitAt(byte[] json, int at) {
        if (at + ESCAPE_LENGTH > json.length || json[at] != '\\' || json[at + 1] != 'u') {
            return -1;
        }
        var unit = 0;
        for (var i = 2; i < ESCAPE_LENGTH; i++) {
            var digit = Character.digit(json[at + i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit * 16 + digit;
        }
        return unit;
    }
}
