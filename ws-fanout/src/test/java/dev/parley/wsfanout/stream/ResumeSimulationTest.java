package dev.parley.wsfanout.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Faults 1, 6, 24 and 25 in the small: two push nodes, a sink that lags or stands, transactions that are aborted and
 * repeated, people who join, leave and reconnect at any moment. No hole, no duplicate, order, nothing foreign.
 */
class ResumeSimulationTest {
    private static final int PARTITIONS = 3;
    private static final int STEPS = 1500;
    private static final int MAX_DEPTH = 3;
    private static final int MAX_ROUNDS = 10_000;

    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("parley.simulation.seeds", 60));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsEveryPromise(int seed) {
        try {
            new World(seed).run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }

    private static final class World {
        private final Random random;
        private final SimulatedLog log = new SimulatedLog(PARTITIONS);
        private final SimulatedTopology topology;
        private final SimulatedSink sink = new SimulatedSink(log);
        private final List<SimulatedNode> nodes = new ArrayList<>();
        private final List<SimulatedClient> clients = new ArrayList<>();
        private final long ringBytes;
        private boolean isSinkUp = true;
        private boolean isEnding;
        private int depth;

        World(int seed) {
            random = new Random(seed);
            topology = new SimulatedTopology(random, log);
            ringBytes = 500L + random.nextInt(100_000);
            nodes.add(node());
            nodes.add(node());
            for (var tenant : SimulatedTopology.TENANTS) {
                for (var user : SimulatedTopology.USERS) {
                    clients.add(new SimulatedClient(tenant, user, topology, this::goOn));
                    clients.add(new SimulatedClient(tenant, user, topology, this::goOn));
                }
            }
        }

        private SimulatedNode node() {
            return new SimulatedNode(log, sink, ringBytes, this::goOn);
        }

        void run() {
            for (var i = 0; i < STEPS; i++) {
                step();
            }
            isEnding = true;
            topology.finish();
            comeToRest();
            for (var client : clients) {
                client.connect(pick(nodes), true, Set.of(), Map.of());
                comeToRest();
                client.assertNothingLost();
            }
            nodes.forEach(node -> assertEquals(0, node.divergentCount(), "divergent events"));
        }

        /** Called whenever the code under test may block. */
        private void goOn() {
            if (depth < MAX_DEPTH && !isEnding && random.nextInt(1 + 2 * depth) == 0) {
                depth++;
                for (var i = random.nextInt(4); i > 0; i--) {
                    step();
                }
                depth--;
            }
        }

        private void step() {
            switch (random.nextInt(24)) {
                case 0, 1, 2, 3, 4, 5, 6, 7 -> topology.step();
                case 8, 9, 10, 11, 12, 13 -> pick(nodes).stepTail(random.nextInt(PARTITIONS), 1 + random.nextInt(6));
                case 14, 15, 16, 17 -> stepSink();
                case 18, 19 -> pick(nodes).stepTask();
                case 20, 21 -> reconnect();
                case 22 -> pick(clients).disconnect();
                default -> rarely();
            }
        }

        private void stepSink() {
            if (isSinkUp) {
                sink.step(random.nextInt(PARTITIONS), 1 + random.nextInt(10));
            }
        }

        private void rarely() {
            switch (random.nextInt(6)) {
                case 0, 1 -> isSinkUp = !isSinkUp;
                case 2 -> replaceNode();
                default -> {}
            }
        }

        private void replaceNode() {
            var at = random.nextInt(nodes.size());
            clients.stream().filter(client -> client.isOn(nodes.get(at))).forEach(SimulatedClient::disconnect);
            nodes.set(at, node());
        }

        private void reconnect() {
            var isResuming = random.nextInt(4) > 0;
            var forgotten = new HashSet<String>();
            var claims = new HashMap<String, Long>();
            if (random.nextInt(8) == 0) {
                forgotten.add("g:a");
            }
            if (random.nextInt(8) == 0) {
                claims.put(random.nextBoolean() ? "g:b" : "g:nowhere", 100_000L);
            }
            pick(clients).connect(pick(nodes), isResuming, forgotten, isResuming ? claims : Map.of());
        }

        private void comeToRest() {
            var rounds = 0;
            for (var isBusy = true; isBusy; rounds++) {
                assertTrue(rounds < MAX_ROUNDS, "something is still looked for");
                isBusy = false;
                for (var node : nodes) {
                    for (var partition = 0; partition < PARTITIONS; partition++) {
                        isBusy |= node.stepTail(partition, 100);
                    }
                    isBusy |= node.stepTask();
                }
            }
        }

        private <T> T pick(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }
    }
}
