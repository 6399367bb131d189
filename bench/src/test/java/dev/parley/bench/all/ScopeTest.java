package dev.parley.bench.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bench.load.BenchCommand;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ScopeTest {
    @Test
    void knowsEveryCommandAndOption() {
        var bench = new CommandLine(new BenchCommand());

        for (var step : all()) {
            var parsed = bench.parseArgs(step.arguments().toArray(String[]::new));
            assertTrue(parsed.hasSubcommand(), step::toString);
        }
    }

    @Test
    void tellsThePlatformToWhatTakesOne() {
        var bench = new CommandLine(new BenchCommand());

        all().stream().filter(Scope.Step::needsPlatform).forEach(step -> {
            var command = Objects.requireNonNull(
                    bench.getSubcommands().get(step.arguments().getFirst()));
            assertTrue(command.getCommandSpec().optionsMap().containsKey("--data"), step::toString);
        });
    }

    @Test
    void comparesAtTheRatesThatThePeerIsHeldToAndMeasuresThemNoSecondTime() {
        var with = commands(Scope.full(), Set.of("ejabberd"));
        var without = commands(Scope.full(), Set.of());

        assertTrue(with.stream().anyMatch(each -> each.startsWith("compare direct") && each.contains("500,1000")));
        assertTrue(with.stream().anyMatch(each -> each.startsWith("compare knee")));
        assertFalse(with.stream().anyMatch(each -> each.contains("--rate 500 --warmup") && each.startsWith("direct")));
        assertFalse(without.stream().anyMatch(each -> each.contains("--peer")));
        assertEquals(
                4, without.stream().filter(each -> each.startsWith("direct")).count());
        assertEquals(1, without.stream().filter(each -> each.startsWith("knee")).count());
    }

    @Test
    void letsAnotherSinkTakeTheSameEventsOnlyWhereThereIsOne() {
        var with = commands(Scope.full(), Set.of("debezium"));
        var without = commands(Scope.full(), Set.of());

        assertEquals(
                1,
                with.stream()
                        .filter(each -> each.matches("sink .*--beside debezium"))
                        .count());
        assertFalse(without.stream().anyMatch(each -> each.contains("--beside")));
    }

    @Test
    void letsGrowWhatTheBarsAskForAsFarAsTheyAsk() {
        var scales = commands(Scope.full(), Set.of()).stream()
                .filter(each -> each.startsWith("scale"))
                .toList();

        assertEquals(4, scales.size());
        for (var end :
                List.of("conversations .*,1000000 ", "members .*,100000 ", "tenants .*,1000 ", "threads .*,2 ")) {
            assertTrue(scales.stream().anyMatch(each -> each.matches("scale " + end + ".*")), end);
        }
    }

    @Test
    void needsNoPeersWhereItIsQuick() {
        assertEquals(Set.of(), Scope.quick().peers());
    }

    private static List<Scope.Step> all() {
        return List.of(Scope.full(), Scope.quick()).stream()
                .flatMap(scope -> scope.steps(scope.peers()).stream())
                .toList();
    }

    private static List<String> commands(Scope scope, Set<String> peers) {
        return scope.steps(peers).stream()
                .map(step -> String.join(" ", step.arguments()))
                .toList();
    }
}
