package dev.parley.edge.log;

import java.time.Duration;

/**
 * How long and how much an edge waits.
 *
 * @param outcomeWait how long an outcome is waited for
 * @param maxInFlight actions whose outcome is awaited at the same time; more are refused
 */
public record ActionLogLimits(Duration outcomeWait, int maxInFlight) {}
