package dev.parley.edge.command;

/** A command whose fields are legal. */
public interface CommandRequest {
    /**
     * What is appended for it. Refused at once is only what can never have been accepted; what may have changed since a first
     * attempt goes into the draft as its refusal, so that a retry gets its first answer.
     */
    Drafted draft(CommandContext context);
}
