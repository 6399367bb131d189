package dev.parley.schemas.topics;

import java.util.List;

/** The topics are not those that this process is configured for; the message says what differs and what to do. */
public final class TopicMismatchException extends RuntimeException {
    private final List<String> faults;

    public TopicMismatchException(List<String> faults) {
        super(String.join(" ", faults));
        this.faults = List.copyOf(faults);
    }

    /** One sentence a fault. */
    public List<String> faults() {
        return faults;
    }
}
