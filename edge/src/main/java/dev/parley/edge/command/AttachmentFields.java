package dev.parley.edge.command;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.WebAddress;
import dev.parley.schemas.Attachment;
import dev.parley.schemas.errors.ErrorCode;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code attachments: [{url, name, contentType, size, width?, height?, durationMs?, thumbnailUrl?}]}. */
final class AttachmentFields {
    private static final String NAME = "attachments";
    private static final int MAX_COUNT = 10;
    private static final int MAX_NAME_BYTES = 255;
    private static final int MAX_TYPE_LENGTH = 127;
    /** The largest whole number that every JSON reader takes. */
    private static final long MAX_SIZE = 9_007_199_254_740_991L;

    private static final long ABSENT = -1;
    private static final int MAX_PIXELS = 1_000_000;
    private static final long MAX_DURATION_MS = 31_536_000_000L;
    private static final Predicate<String> MEDIA_TYPE = Pattern.compile(
                    "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*")
            .asMatchPredicate();

    private AttachmentFields() {}

    /** Empty where absent, or after a fault. */
    static List<Attachment> read(Fields fields) {
        var items = fields.nestedList(NAME, MAX_COUNT);
        var attachments = items.stream().map(AttachmentFields::attachment).toList();
        items.forEach(fields::faultsOf);
        return fields.isFaulty() ? List.of() : attachments;
    }

    private static Attachment attachment(Fields fields) {
        fields.refuseUnsupported("mediaId");
        var attachment = new Attachment(
                address(fields),
                fields.requiredText("name", MAX_NAME_BYTES),
                mediaType(fields),
                size(fields),
                pixels(fields, "width"),
                pixels(fields, "height"),
                duration(fields),
                WebAddress.read(fields, "thumbnailUrl"));
        fields.refuseUnknownIfStrict();
        return attachment;
    }

    private static String address(Fields fields) {
        var url = WebAddress.read(fields, "url");
        if (url == null) {
            fields.fault("url", ErrorCode.FIELD_MISSING, "url is required.");
        }
        return url == null ? "" : url;
    }

    private static String mediaType(Fields fields) {
        var type = fields.requiredText("contentType", MAX_TYPE_LENGTH);
        if (!MEDIA_TYPE.test(type)) {
            fields.fault("contentType", ErrorCode.FIELD_INVALID, "contentType must be a media type such as image/png.");
        }
        return type;
    }

    private static long size(Fields fields) {
        var size = fields.integer("size", ABSENT, 0, MAX_SIZE);
        if (size == ABSENT) {
            fields.fault("size", ErrorCode.FIELD_MISSING, "size is required.");
        }
        return size;
    }

    private static @Nullable Integer pixels(Fields fields, String name) {
        var pixels = fields.integer(name, ABSENT, 1, MAX_PIXELS);
        return pixels == ABSENT ? null : (Integer) (int) pixels;
    }

    private static @Nullable Long duration(Fields fields) {
        var milliseconds = fields.integer("durationMs", ABSENT, 0, MAX_DURATION_MS);
        return milliseconds == ABSENT ? null : (Long) milliseconds;
    }
}
