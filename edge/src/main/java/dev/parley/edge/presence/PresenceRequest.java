package dev.parley.edge.presence;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Timestamps;
import dev.parley.edge.log.LeaseDraft;
import dev.parley.schemas.Lease;
import dev.parley.schemas.PresenceChoice;
import dev.parley.schemas.SetPresence;
import dev.parley.schemas.errors.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants to be shown as: the body of {@code PUT /v1/me/presence}, or a frame {@code presence.set}. {@code ONLINE} without a
 * text is what it is without a choice.
 *
 * @param text null where the user says nothing
 * @param until when both end by themselves; null = when they are changed
 */
public record PresenceRequest(
        PresenceChoice choice,
        @Nullable String text,
        @Nullable Instant until) {
    /** In characters, as users count them by code points. */
    static final int MAX_TEXT = 200;

    private static final int MAX_BYTES_A_CHARACTER = 4;
    private static final Duration MAX_AHEAD = Duration.ofDays(366);
    private static final String STATE = "state";
    private static final String TEXT = "text";
    private static final String UNTIL = "until";

    private static final Map<String, PresenceChoice> CHOICES = Arrays.stream(PresenceChoice.values())
            .collect(Collectors.toUnmodifiableMap(
                    choice -> choice.name().toLowerCase(Locale.ROOT), Function.identity()));

    /** {@code {state, text?, until?}}; a text that is null or empty is none. */
    public static Parsed<PresenceRequest> parse(Fields fields, Instant now) {
        var state = fields.text(STATE, CHOICES::containsKey, "online, away, busy or invisible.");
        if (state == null) {
            fields.fault(STATE, ErrorCode.FIELD_MISSING, "state is required: online, away, busy or invisible.");
        }
        var text = fields.text(TEXT, MAX_TEXT * MAX_BYTES_A_CHARACTER);
        if (text != null && text.codePointCount(0, text.length()) > MAX_TEXT) {
            fields.fault(TEXT, ErrorCode.FIELD_INVALID, "text must be at most " + MAX_TEXT + " characters.");
        }
        var until = Timestamps.read(fields, UNTIL);
        if (until != null && !until.isAfter(now)) {
            fields.fault(UNTIL, ErrorCode.UNTIL_PASSED, ErrorCode.UNTIL_PASSED.detail());
        } else if (until != null && until.isAfter(now.plus(MAX_AHEAD))) {
            fields.fault(UNTIL, ErrorCode.FIELD_INVALID, "until must be at most one year ahead.");
        }
        return fields.result(() -> new PresenceRequest(
                CHOICES.getOrDefault(state == null ? "" : state, PresenceChoice.ONLINE),
                text == null || text.isEmpty() ? null : text,
                until));
    }

    /** What the log is to have of it. */
    public LeaseDraft draft(String tenant, String user) {
        return LeaseDraft.of(new Lease(tenant, user, new SetPresence(choice, text, until)));
    }

    /** What the user's own devices are shown once it counts, as far as the edge can tell. */
    public ShownPresence after(KnownPresence known) {
        return ShownPresence.toOneself(known.with(choice, text, until));
    }
}
