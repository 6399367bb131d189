package dev.parley.wsfanout.frame;

/** Whether bytes are well-formed UTF-8: shortest forms only, no encoded surrogates, nothing above U+10FFFF. */
final class Utf8 {
    private static final int FIRST_CONTINUATION = 0x80;
    private static final int LAST_CONTINUATION = 0xBF;

    private Utf8() {}

    static boolean isValid(byte[] bytes, int from) {
        var at = from;
        while (at < bytes.length) {
            if (bytes[at] >= 0) {
                at++;
                continue;
            }
            var length = sequenceLength(bytes, at);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /** The length of the well-formed sequence of more than one byte that begins here; 0 where there is none. */
    private static int sequenceLength(byte[] bytes, int at) {
        var lead = bytes[at] & 0xFF;
        var length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
        if (length == 0 || at + length > bytes.length || !isSecond(lead, bytes[at + 1] & 0xFF)) {
            return 0;
        }
        for (var i = 2; i < length; i++) {
            if (!isContinuation(bytes[at + i] & 0xFF)) {
                return 0;
            }
        }
        return length;
    }

    /** The second byte is where over-long forms, surrogates and too high numbers show. */
    private static boolean isSecond(int lead, int second) {
        return switch (lead) {
            case 0xE0 -> second >= 0xA0 && second <= LAST_CONTINUATION;
            case 0xED -> second >= FIRST_CONTINUATION && second <= 0x9F;
            case 0xF0 -> second >= 0x90 && second <= LAST_CONTINUATION;
            case 0xF4 -> second >= FIRST_CONTINUATION && second <= 0x8F;
            default -> isContinuation(second);
        };
    }

    private static boolean isContinuation(int octet) {
        return octet >= FIRST_CONTINUATION && octet <= LAST_CONTINUATION;
    }
}
