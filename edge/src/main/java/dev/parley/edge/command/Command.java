package dev.parley.edge.command;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Parsed;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Set;

/**
 * Something that a client may ask: the body of a REST call, or a frame of this type.
 *
 * @param name of the frame, for example {@code message.send}
 * @param parser reads the command's own fields; path parts and query parameters of a REST call are fields, too
 * @param refusals what the edge or the conversation may refuse it with, beyond bad fields and the caller
 */
public record Command(String name, Parser parser, Set<ErrorCode> refusals) {
    /** Reads fields and ends with {@link Fields#result}. Does not block. */
    public interface Parser {
        Parsed<? extends CommandRequest> parse(Fields fields);
    }

    static Command of(String name, Parser parser, ErrorCode... refusals) {
        return new Command(name, parser, Set.of(refusals));
    }

    public Parsed<? extends CommandRequest> parse(Fields fields) {
        return parser.parse(fields);
    }
}
