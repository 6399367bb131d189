package dev.parley.wsfanout.session;

import dev.parley.wsfanout.stream.ResumePoint;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The positions of hello and of the resume frames after it, until the last of them. Used by one thread at a time. */
final class PendingResume {
    static final int MAX_POSITIONS = 20_000;
    /** All names together, in characters: what bounds the memory that a client can occupy. */
    static final int MAX_NAME_CHARACTERS = 4 << 20;

    private final @Nullable String device;
    private final @Nullable String helloRef;
    private final Map<String, Long> positions = new HashMap<>();
    private int nameCharacters;

    PendingResume(@Nullable String device, @Nullable String helloRef) {
        this.device = device;
        this.helloRef = helloRef;
    }

    /** Takes the positions of one frame; of a conversation that is listed twice the later one counts. False, and none is taken, above the bounds. */
    boolean add(ResumePart part) {
        var characters =
                part.positions().keySet().stream().mapToInt(String::length).sum();
        if (positions.size() + part.positions().size() > MAX_POSITIONS
                || nameCharacters + characters > MAX_NAME_CHARACTERS) {
            return false;
        }
        positions.putAll(part.positions());
        nameCharacters += characters;
        return true;
    }

    @Nullable
    String device() {
        return device;
    }

    @Nullable
    String helloRef() {
        return helloRef;
    }

    ResumePoint point() {
        return ResumePoint.at(positions);
    }
}
