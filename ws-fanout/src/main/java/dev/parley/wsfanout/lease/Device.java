package dev.parley.wsfanout.lease;

/**
 * Whose socket it is.
 *
 * @param device as it named itself
 * @param session of its token
 */
public record Device(String tenant, String user, String device, String session) {}
