package dev.parley.faults.traffic;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Asks an ingress for a write again and again, each time another one, and notes what it hears: status, headers, time. */
public final class Probe implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration TIME_OUT = Duration.ofSeconds(30);
    private static final int UNAVAILABLE = 503;
    private static final int NOTHING = 0;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Supplier<Question> questions;
    private volatile boolean isOver;

    /**
     * One answer.
     *
     * @param at when it was asked, {@link System#nanoTime()}
     * @param status 0 = no answer at all
     */
    public record Heard(long at, long tookNanos, int status, boolean saysWhen) {
        boolean isUnavailable() {
            return status == UNAVAILABLE;
        }
    }

    /** A request for a new write. */
    public interface Question {
        HttpRequest.Builder request();

        /** It was answered with success. */
        void accepted(byte[] body);
    }

    private Probe(Supplier<Question> questions) {
        this.questions = questions;
    }

    public static Probe start(Supplier<Question> questions) {
        var probe = new Probe(questions);
        var _ = probe.threads.submit(probe::run);
        return probe;
    }

    static HttpRequest.Builder post(URI base, Map<String, String> headers, byte[] body) {
        var request = HttpRequest.newBuilder(base.resolve("/v1/messages"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return request;
    }

    /** Everything heard of what was asked between two moments, where there was an answer or none can come any more. */
    public List<Heard> between(long from, long to) {
        return heard.stream()
                .filter(each -> each.at() - from >= 0 && each.at() - to <= 0)
                .toList();
    }

    /** How often which status was heard. */
    public static Map<Integer, Long> statuses(List<Heard> answers) {
        var counts = new TreeMap<Integer, Long>();
        answers.forEach(each -> counts.merge(each.status(), 1L, Long::sum));
        return counts;
    }

    /** Whether there was a 503, each with Retry-After, and everything else was a success. */
    public static boolean isUnavailability(List<Heard> answers) {
        return answers.stream().anyMatch(Heard::isUnavailable)
                && answers.stream().allMatch(each -> each.isUnavailable() ? each.saysWhen() : each.status() / 100 == 2);
    }

    private void run() {
        while (!isOver) {
            var _ = threads.submit(this::ask);
            LockSupport.parkNanos(EVERY.toNanos());
        }
    }

    private void ask() {
        var at = System.nanoTime();
        try {
            var question = questions.get();
            var answer = http.send(question.request().timeout(TIME_OUT).build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() / 100 == 2) {
                question.accepted(answer.body());
            }
            var saysWhen = answer.headers().firstValue("Retry-After").isPresent();
            heard.add(new Heard(at, System.nanoTime() - at, answer.statusCode(), saysWhen));
        } catch (IOException e) {
            heard.add(new Heard(at, System.nanoTime() - at, NOTHING, false));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        isOver = true;
        http.shutdownNow();
        threads.shutdownNow();
        threads.close();
    }
}
