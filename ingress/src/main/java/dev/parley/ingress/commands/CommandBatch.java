package dev.parley.ingress.commands;

import dev.parley.edge.api.Problem;
import dev.parley.edge.command.Blocking;
import dev.parley.edge.command.CommandDrafts;
import dev.parley.edge.command.CommandRequest;
import dev.parley.edge.command.Drafted;
import dev.parley.edge.identity.Caller;
import dev.parley.edge.log.ActionDraft;
import dev.parley.edge.log.Answer;
import dev.parley.ingress.commands.CommandBatch.Result.Failed;
import dev.parley.ingress.commands.CommandBatch.Result.Happened;
import dev.parley.ingress.commands.CommandBatch.Result.Held;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Several independent actions of one request: {@code key#0}, {@code key#1}, … appended one behind the other, then answered item by
 * item. A retry of the request under the same key gives each item its first answer.
 */
public record CommandBatch(CommandDrafts drafts, ConversationWrites writes) {
    /** What came of one item. */
    public sealed interface Result {
        /** It happened; {@link ConversationWrites#written} has the event. */
        record Happened(ActionDraft draft, Answer.Accepted accepted) implements Result {}

        /** A moderator or an engine decides later. */
        record Held(ActionDraft draft) implements Result {}

        /** It did not happen, or it is not known. */
        record Failed(Problem problem) implements Result {}
    }

    /**
     * @param actionId the client's key of the whole request
     * @return a result for each request, in their order
     */
    public List<Result> append(Caller caller, String actionId, List<? extends CommandRequest> requests) {
        var results = new ArrayList<CompletableFuture<Result>>(requests.size());
        for (var drafted : drafted(caller, actionId, requests)) {
            results.add(begin(drafted));
        }
        return results.stream().map(CompletableFuture::join).toList();
    }

    /** Those that must wait, for example for a user who was created a moment ago, wait at the same time. */
    private List<Drafted> drafted(Caller caller, String actionId, List<? extends CommandRequest> requests) {
        try (var waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            return IntStream.range(0, requests.size())
                    .mapToObj(i -> {
                        var key = actionId + "#" + i;
                        var drafted = drafts.draft(caller, key, requests.get(i), Blocking.NO);
                        return drafted instanceof Drafted.WouldBlock
                                ? CompletableFuture.supplyAsync(
                                        () -> drafts.draft(caller, key, requests.get(i), Blocking.YES), waiting)
                                : CompletableFuture.completedFuture(drafted);
                    })
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    private CompletableFuture<Result> begin(Drafted drafted) {
        return switch (drafted) {
            case Drafted.Ready(var draft) -> writes.begin(draft).thenApply(answer -> resultOf(draft, answer));
            case Drafted.RefusedAtEdge(var problem) -> CompletableFuture.completedFuture(new Failed(problem));
            case Drafted.WouldBlock _ -> throw new IllegalStateException("A virtual thread may block.");
        };
    }

    private static Result resultOf(ActionDraft draft, Answer answer) {
        return switch (answer) {
            case Answer.Accepted accepted -> new Happened(draft, accepted);
            case Answer.Held _ -> new Held(draft);
            case Answer.Rejected rejected -> new Failed(Problem.of(rejected));
            case Answer.Unknown unknown -> new Failed(Problem.of(unknown));
        };
    }
}
