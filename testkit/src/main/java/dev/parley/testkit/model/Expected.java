package dev.parley.testkit.model;

import dev.parley.schemas.Event;
import dev.parley.schemas.ScheduledMessage;
import java.util.List;

/**
 * What must come of a record of the log: first of the timers that are due by its time, then of its action.
 *
 * @param answer to the action
 * @param events in their order, each with an id of zeros
 * @param scheduled what becomes of messages that are sent later
 * @param isRepeated whether the action was decided before
 */
public record Expected(Answer answer, List<Event> events, List<ScheduledMessage> scheduled, boolean isRepeated) {}
