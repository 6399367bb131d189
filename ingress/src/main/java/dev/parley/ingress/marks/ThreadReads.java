package dev.parley.ingress.marks;

import dev.parley.edge.log.ActionLog;
import dev.parley.edge.log.Answer;
import dev.parley.edge.log.UserActionDraft;
import dev.parley.ingress.commands.UserActions;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.reads.ConversationAccess;
import dev.parley.readmodel.read.ThreadStore;
import dev.parley.readmodel.read.ThreadStore.FollowedThread;
import dev.parley.readmodel.read.ThreadStore.Place;
import dev.parley.schemas.ReadThread;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Marks threads as read, all that a user has on the list. */
public record ThreadReads(ThreadStore threads, ActionLog log, ConversationAccess access) {
    private static final int PAGE = 200;

    /**
     * How many were not read. Page by page, so that there are never more than 200 actions of one call in flight.
     *
     * @throws RefusedException it is not known whether all of them are read
     */
    public long readAll(Call call) {
        var count = 0L;
        @Nullable Place after = null;
        while (true) {
            var page = threads.of(call.tenant(), call.actor(), after, PAGE);
            var readable = ReadableMessages.among(
                    access,
                    call.caller(),
                    page.stream().map(FollowedThread::parent).toList());
            var unread = page.stream()
                    .filter(thread -> thread.unread() > 0 && readable.has(thread.parent()))
                    .toList();
            read(call, unread);
            count += unread.size();
            if (page.size() < PAGE) {
                return count;
            }
            after = ListThreads.placeOf(page.getLast());
        }
    }

    private void read(Call call, List<FollowedThread> unread) {
        var answers = unread.stream().map(thread -> append(call, thread)).toList();
        answers.forEach(answer -> UserActions.accepted(answer.join()));
    }

    /** A marker that is raised twice is where it was, so a retry may have a name of its own. */
    private CompletableFuture<Answer> append(Call call, FollowedThread thread) {
        var parent = thread.parent();
        var body = new ReadThread(
                parent.conversation(),
                parent.id(),
                parent.seq(),
                ListThreads.repliesOf(thread).lastReplySeq());
        var user = call.actor();
        return log.append(
                new UserActionDraft(call.tenant(), user, user, UUID.randomUUID().toString(), body));
    }
}
