package dev.parley.operator.instances;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** What came of asking an instance for its status. */
public sealed interface InstanceAnswer {
    URI url();

    /**
     * It answered.
     *
     * @param at half-way between question and answer, by the clock of this machine
     * @param roundTrip how far {@code at} may be wrong, and half of it
     */
    record Answered(
            URI url,
            InstanceStatus status,
            @JsonIgnore Instant at,
            @JsonIgnore Duration roundTrip) implements InstanceAnswer {}

    /**
     * It did not.
     *
     * @param why a sentence with what to do
     */
    record Silent(URI url, String why) implements InstanceAnswer {}
}
