package dev.parley.wsfanout.stream;

/** What the stream counts. */
public interface StreamMetrics {
    /** A different event came at a known seq: a defect somewhere. */
    void divergent();

    /** A record that is no event. */
    void unreadable();

    /** An event that could not be handled or shown: a defect. */
    void passedOver();
}
