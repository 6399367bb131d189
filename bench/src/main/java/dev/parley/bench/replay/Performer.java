package dev.parley.bench.replay;

import dev.parley.client.MessageReceiver;
import dev.parley.client.Outcome;
import dev.parley.client.OutgoingMessage;
import dev.parley.client.PlatformClient;
import dev.parley.client.RetryBackoff;
import dev.parley.client.Tokens;
import dev.parley.client.ledger.Ledger;
import dev.parley.client.ledger.Sent;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Does what a step says, again and again with the same id until the outcome is known. Blocks: for virtual threads. */
final class Performer {
    private static final Duration AT_ONCE = Duration.ZERO;

    private final Stage stage;
    private final PlatformClient platform;
    private final Tokens tokens;
    private final SenderSockets sockets;
    private final Ledger ledger;
    private final Journal journal;
    private final Tally tally;
    private final Map<String, CompletableFuture<Outcome>> outcomes = new ConcurrentHashMap<>();

    /**
     * Where a run is played.
     *
     * @param socketPercent how many users of a hundred speak over a socket; the others post over REST
     * @param patience how long an unknown outcome is retried
     */
    record Stage(String group, int socketPercent, Duration patience) {
        String conversation() {
            return "g:" + group;
        }

        /** The same in every process. */
        boolean speaksOnSocket(String user) {
            return Math.floorMod(user.hashCode(), 100) < socketPercent;
        }
    }

    /** What a performer works with. */
    record Tools(
            PlatformClient platform,
            Tokens tokens,
            SenderSockets sockets,
            Ledger ledger,
            Journal journal,
            Tally tally) {}

    Performer(Stage stage, Tools tools) {
        this.stage = stage;
        this.platform = tools.platform();
        this.tokens = tools.tokens();
        this.sockets = tools.sockets();
        this.ledger = tools.ledger();
        this.journal = tools.journal();
        this.tally = tools.tally();
    }

    /** The outcome of a step was found in the journal. */
    void alreadyKnown(String id, Outcome outcome) {
        outcomeOf(id).complete(outcome);
    }

    /** The outcome of a step, where it is known already. */
    @Nullable
    Outcome known(String id) {
        return outcomeOf(id).getNow(null);
    }

    /** @param intendedAt {@link System#nanoTime()} at which it should be done */
    Outcome perform(Step step, long intendedAt) {
        var sent = step.isInConversation() ? noted(step, intendedAt) : null;
        journal.sending(step.id());
        tally.sent(step);
        var waiting = new RetryBackoff(stage.patience());
        while (true) {
            var outcome = attempt(step);
            switch (outcome) {
                case Outcome.Unknown(var why, var retryAfter) -> {
                    tally.unknown();
                    if (sent != null) {
                        sent.unknown();
                    }
                    waiting.pause(retryAfter, step.id() + " (" + why + ")");
                }
                case Outcome.Accepted _, Outcome.Refused _ -> {
                    finish(step, sent, outcome);
                    return outcome;
                }
            }
        }
    }

    private Sent noted(Step step, long intendedAt) {
        return ledger.sending(step.id(), stage.conversation(), step.text(), intendedAt);
    }

    private void finish(Step step, @Nullable Sent sent, Outcome outcome) {
        if (sent != null) {
            switch (outcome) {
                case Outcome.Accepted(var _, var seq, var _) -> sent.accepted(seq, System.nanoTime());
                case Outcome.Refused(var code, var _) -> sent.refused(code);
                case Outcome.Unknown _ -> throw new IllegalStateException("An unknown outcome is not final.");
            }
        }
        journal.answered(step.id(), outcome);
        tally.answered(step, outcome);
        outcomeOf(step.id()).complete(outcome);
    }

    private Outcome attempt(Step step) {
        var id = step.id();
        var user = step.user();
        return switch (step.act()) {
            case Step.Act.Appear(var name) -> platform.createUser(user, name, id);
            case Step.Act.Rename(var name) -> platform.renameUser(user, name, id);
            case Step.Act.GroupCreation _ -> platform.createGroup(stage.group(), user, id);
            case Step.Act.Join _ -> platform.join(stage.group(), user, id);
            case Step.Act.Leave _ -> platform.leave(stage.group(), user, id);
            case Step.Act.Say(var text, var links) -> say(user, message(id, text, links));
        };
    }

    /** A reply to what was refused is no reply: the answers are waited for, so that every attempt says the same. */
    private OutgoingMessage message(String id, String text, Step.Links links) {
        var replyToId = messageId(links.replyTo());
        var parentId = replyToId == null ? null : messageId(links.parent());
        return new OutgoingMessage(
                id, new MessageReceiver.Group(stage.group()), text, replyToId, parentId, links.mentions());
    }

    private @Nullable String messageId(@Nullable String step) {
        var outcome = step == null ? null : outcomeOf(step).join();
        return outcome instanceof Outcome.Accepted(var _, var _, var messageId) ? messageId : null;
    }

    private Outcome say(String user, OutgoingMessage message) {
        if (stage.speaksOnSocket(user)) {
            return sockets.send(user, message);
        }
        var outcome = platform.post(tokens.of(user), message);
        if (outcome instanceof Outcome.Refused(var code, var _) && code.startsWith("token-")) {
            tokens.forget(user);
            return new Outcome.Unknown(code, AT_ONCE);
        }
        return outcome;
    }

    private CompletableFuture<Outcome> outcomeOf(String id) {
        return outcomes.computeIfAbsent(id, _ -> new CompletableFuture<>());
    }
}
