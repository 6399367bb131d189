package dev.parley.wsfanout.stream;

import java.util.Map;

/**
 * What a client says it has.
 *
 * @param isPresent whether it resumes at all; else everything begins at the stored heads
 * @param positions the last seq that it has of each conversation
 */
public record ResumePoint(boolean isPresent, Map<String, Long> positions) {
    /** A client that begins. */
    public static final ResumePoint NONE = new ResumePoint(false, Map.of());

    public static ResumePoint at(Map<String, Long> positions) {
        return new ResumePoint(true, Map.copyOf(positions));
    }
}
