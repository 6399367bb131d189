package dev.parley.bench.observe;

import java.util.HashMap;
import java.util.Map;

/**
 * A page of metrics in Prometheus' text format.
 *
 * @param sums the value of each name, all its labels together
 */
public record Metrics(Map<String, Double> sums) {
    static Metrics parse(String page) {
        var sums = new HashMap<String, Double>();
        page.lines().filter(line -> !line.isBlank() && line.charAt(0) != '#').forEach(line -> add(line, sums));
        return new Metrics(Map.copyOf(sums));
    }

    private static void add(String line, Map<String, Double> sums) {
        // Label values may hold blanks and braces; names and numbers cannot.
        var labels = line.indexOf('{');
        var name = line.substring(0, labels < 0 ? line.indexOf(' ') : labels);
        var rest = line.substring(labels < 0 ? name.length() : line.lastIndexOf('}') + 1)
                .strip();
        sums.merge(name, Double.parseDouble(rest.split(" ", 2)[0].replace("Inf", "Infinity")), Double::sum);
    }

    /** 0 for an unknown name. */
    public double sum(String name) {
        return sums.getOrDefault(name, 0.0);
    }

    public boolean has(String name) {
        return sums.containsKey(name);
    }
}
