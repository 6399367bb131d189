package dev.parley.ingress.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.ingress.reads.Visibility;
import dev.parley.ingress.reads.Visibility.Allowed;
import dev.parley.ingress.sync.Stretch.Lost;
import dev.parley.ingress.sync.Stretch.Missed;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a position stands for, and how an answer is divided. */
class FairSharesTest {
    @ParameterizedTest
    @CsvSource({
        "'3', 10, '3'",
        "'3 5', 10, '3 5'",
        "'3 5 100', 10, '3 4 3'",
        "'100 100', 10, '5 5'",
        "'0 0 7', 5, '5'",
        "'1 1 1 1', 2, '1 1'",
        "'1 9', 1, '1'",
        "'0', 10, ''",
        "'', 10, ''"
    })
    void givesAllTheSameAndWhatIsLeftToTheOthers(String missed, int limit, String shares) {
        assertEquals(
                shares,
                FairShares.of(stretches(missed), limit).stream()
                        .map(share -> Long.toString(share.count()))
                        .collect(Collectors.joining(" ")));
    }

    @Test
    void neverGivesMoreThanTheLimitNorLessThanThereIs() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (var round = 0; round < 500; round++) {
            var missed = IntStream.range(0, random.nextInt(30))
                    .mapToObj(i -> new Missed("g:" + i, 7, 7 + random.nextInt(40)))
                    .toList();
            var limit = 1 + random.nextInt(200);
            var shares = FairShares.of(missed, limit);
            var given = shares.stream().mapToLong(Missed::count).sum();
            var all = missed.stream().mapToLong(Missed::count).sum();
            var why = "seed " + seed + ": " + missed + " by " + limit + " gives " + shares;
            assertEquals(Math.min(all, limit), given, why);
            assertTrue(shares.stream().allMatch(share -> share.afterSeq() == 7 && share.count() > 0), why);
        }
    }

    static Stream<Arguments> positions() {
        return Stream.of(
                Arguments.of(3, new Allowed(10, 0, Long.MAX_VALUE - 1), new Missed("g:t", 3, 10)),
                Arguments.of(10, new Allowed(10, 0, Long.MAX_VALUE - 1), new Missed("g:t", 10, 10)),
                Arguments.of(11, new Allowed(10, 0, Long.MAX_VALUE - 1), new Lost("position-ahead")),
                Arguments.of(3, new Allowed(10, 0, 6), new Missed("g:t", 3, 6)),
                Arguments.of(7, new Allowed(10, 0, 6), new Lost("position-ahead")),
                Arguments.of(3, new Allowed(10, 5, Long.MAX_VALUE - 1), new Missed("g:t", 5, 10)),
                Arguments.of(3, new Visibility.NotAMember(10), new Lost("not-a-member")),
                Arguments.of(3, new Visibility.Hidden(), new Lost("not-found")));
    }

    @ParameterizedTest
    @MethodSource("positions")
    void readsAPosition(long afterSeq, Visibility seen, Stretch expected) {
        assertEquals(expected, Stretch.of("g:t", afterSeq, seen));
    }

    private static List<Missed> stretches(String counts) {
        var numbers = Arrays.stream(counts.split(" ", -1))
                .filter(it -> !it.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
        return IntStream.range(0, numbers.length)
                .mapToObj(i -> new Missed("g:" + i, 0, numbers[i]))
                .toList();
    }
}
