package dev.parley.edge.api;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;

/** The form of ids: what is refused here never reaches the log. */
public final class Ids {
    /** Longest id of a user, group or tenant, in bytes of UTF-8. */
    public static final int MAX_BYTES = 128;
    /** Longest id of an action ({@code Idempotency-Key}, {@code clientMsgId}), in characters. */
    public static final int MAX_ACTION_ID = 255;

    /** What {@link #isValid} asks for, for error texts. */
    public static final String FORM = "1 to 128 bytes of NFC UTF-8 without whitespace, control characters, / or :.";

    /** What {@link #isActionId} asks for, for error texts. */
    public static final String ACTION_ID_FORM = "1 to 255 characters without control characters.";

    private Ids() {}

    /** Whether this may be the id of a user, group or tenant: 1–128 bytes of NFC UTF-8, no whitespace, control characters, {@code /} or {@code :}. */
    public static boolean isValid(String id) {
        if (id.isEmpty() || id.length() > MAX_BYTES || !Characters.all(id, Ids::mayStandInId)) {
            return false;
        }
        return id.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
                && Normalizer.isNormalized(id, Normalizer.Form.NFC);
    }

    /** Whether this may be the id that a client gives an action: 1–255 characters, no control characters. */
    public static boolean isActionId(String id) {
        return !id.isEmpty()
                && id.length() <= MAX_ACTION_ID
                && Characters.all(id, c -> !Character.isISOControl(c) && !Characters.isSurrogate(c));
    }

    /** The conversation of two users, whichever is named first. */
    public static String direct(String one, String other) {
        return compare(one, other) <= 0 ? "d:" + one + ":" + other : "d:" + other + ":" + one;
    }

    /** The conversation of a group. */
    public static String group(String group) {
        return "g:" + group;
    }

    /** The order of ids: by their bytes in UTF-8. */
    static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean mayStandInId(int c) {
        return c != '/'
                && c != ':'
                && !Character.isISOControl(c)
                && !Characters.isSurrogate(c)
                && !Characters.isWhiteSpace(c);
    }
}
