package dev.parley.wsfanout.presence;

import java.util.Collection;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What clients ask to be shown, handed over to the signals' thread. Safe for many threads; nothing blocks. */
public record PresenceWatches(PresenceBoard board, Executor signalsThread) {
    /** @param refused is called where the node has too many watches */
    public void watch(Watcher watcher, @Nullable String ref, Collection<String> users, Runnable refused) {
        signalsThread.execute(() -> {
            if (!board.watch(watcher, ref, users)) {
                refused.run();
            }
        });
    }

    /** @param refused is called where the node has too many watches */
    public void open(Watcher watcher, @Nullable String ref, String conversation, String other, Runnable refused) {
        signalsThread.execute(() -> {
            if (!board.open(watcher, ref, conversation, other)) {
                refused.run();
            }
        });
    }

    public void close(Watcher watcher, String conversation) {
        signalsThread.execute(() -> board.close(watcher, conversation));
    }

    /** To be called once it is not open any more. */
    public void ended(Watcher watcher) {
        signalsThread.execute(() -> board.ended(watcher));
    }
}
