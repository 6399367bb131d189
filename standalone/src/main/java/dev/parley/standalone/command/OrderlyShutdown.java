package dev.parley.standalone.command;

import dev.parley.runtime.log.LogFlush;
import dev.parley.standalone.data.DataFolder;
import dev.parley.standalone.platform.EmbeddedPlatform;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The shutdown hook: stops the platform in order, then releases the data folder.
 *
 * @param platform completes when the start is over; a start in progress is waited for
 */
record OrderlyShutdown(CompletableFuture<EmbeddedPlatform> platform, DataFolder folder, Terminal terminal)
        implements Runnable {
    private static final long PATIENCE_SECONDS = 30;

    @Override
    public void run() {
        try {
            var running = platform.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            terminal.say("Stopping Parley ...");
            running.close();
            terminal.say("Parley has stopped. Its data is kept in " + folder.root());
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
