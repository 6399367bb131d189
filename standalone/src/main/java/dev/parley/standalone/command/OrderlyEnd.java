package dev.parley.standalone.command;

import dev.parley.runtime.log.LogFlush;
import dev.parley.standalone.data.DataFolder;
import dev.parley.standalone.platform.Platform;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What happens on Ctrl-C, and at every other end of the process: the platform stops in order, then the data folder is free.
 *
 * @param platform known when the start is over; a start that is under way is waited for
 */
record OrderlyEnd(CompletableFuture<Platform> platform, DataFolder folder, Terminal terminal) implements Runnable {
    private static final long PATIENCE_SECONDS = 30;

    @Override
    public void run() {
        try {
            var running = platform.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            terminal.say("Parley stops ...");
            running.close();
            terminal.say("Parley has stopped. Its data stays in " + folder.root());
        } catch (ExecutionException | TimeoutException e) {
            terminal.say("Parley did not start.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            LogFlush.stopLogging();
            folder.close();
        }
    }
}
