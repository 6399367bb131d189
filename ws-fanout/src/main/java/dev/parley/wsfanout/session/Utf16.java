package dev.parley.wsfanout.session;

/** Texts of clients: an escape in valid JSON can name an unpaired surrogate, which no frame can carry back. */
final class Utf16 {
    private Utf16() {}

    /** Whether the text has no unpaired surrogate. */
    static boolean isWellFormed(String text) {
        var at = 0;
        while (at < text.length()) {
            var c = text.codePointAt(at);
            if (Character.getType(c) == Character.SURROGATE) {
                return false;
            }
            at += Character.charCount(c);
        }
        return true;
    }
}
