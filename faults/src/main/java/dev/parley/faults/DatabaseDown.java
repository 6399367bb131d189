package dev.parley.faults;

import java.time.Duration;

/** Row 19: the database is killed for a while; chat does not notice, and the sink catches up. */
final class DatabaseDown implements FaultScenario {
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final Duration CATCH_UP = Duration.ofSeconds(30);
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration AFTERWARDS = Duration.ofSeconds(3);

    @Override
    public int number() {
        return 19;
    }

    @Override
    public String title() {
        return "the database killed for a while; the live path does not notice, each row once";
    }

    @Override
    public void run(Scene scene) throws InterruptedException {
        var database = scene.cluster().database();
        var chat = scene.chat();
        var unknownBefore = chat.unknownAttempts();
        scene.say("database killed");
        var killedAt = System.nanoTime();
        database.kill();
        scene.rest(scene.settings().outage());
        scene.findings()
                .within(
                        "longest silence of a conversation",
                        chat.deliveries().longestSilence(killedAt, System.nanoTime()),
                        SILENCE);
        scene.findings()
                .check(
                        "no write without an answer meanwhile",
                        chat.unknownAttempts().equals(unknownBefore),
                        chat.unknownAttempts().toString());
        scene.say("database started again");
        database.start().awaitReady(START);
        scene.findings().within("the store has caught up", chat.awaitStored(), CATCH_UP);
        scene.rest(AFTERWARDS);
        scene.judge(chat);
    }
}
