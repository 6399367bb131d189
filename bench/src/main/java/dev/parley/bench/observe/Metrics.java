package dev.parley.bench.observe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A page of metrics in Prometheus' text format.
 *
 * @param sums the value of each name, all its labels together
 * @param series the value of each name with its labels, as the page has them
 */
public record Metrics(Map<String, Double> sums, Map<String, Double> series) {
    static Metrics parse(String page) {
        var sums = new HashMap<String, Double>();
        var series = new HashMap<String, Double>();
        page.lines().filter(line -> !line.isBlank() && line.charAt(0) != '#').forEach(line -> add(line, sums, series));
        return new Metrics(Map.copyOf(sums), Map.copyOf(series));
    }

    private static void add(String line, Map<String, Double> sums, Map<String, Double> series) {
        // Label values may hold blanks and braces; names and numbers cannot.
        var labels = line.indexOf('{');
        var name = line.substring(0, labels < 0 ? line.indexOf(' ') : labels);
        var end = labels < 0 ? name.length() : line.lastIndexOf('}') + 1;
        var value =
                Double.parseDouble(line.substring(end).strip().split(" ", 2)[0].replace("Inf", "Infinity"));
        sums.merge(name, value, Double::sum);
        series.merge(line.substring(0, end), value, Double::sum);
    }

    /**
     * By how much each counter has grown since an earlier page, by its name and labels; of those that have not, nothing.
     *
     * @param prefixes what their names begin with
     */
    public SortedMap<String, Long> grownSince(Metrics before, List<String> prefixes) {
        var grown = new TreeMap<String, Long>();
        series.forEach((name, value) -> {
            var more = value - before.series.getOrDefault(name, 0.0);
            if (more > 0 && prefixes.stream().anyMatch(name::startsWith)) {
                grown.put(name, Math.round(more));
            }
        });
        return grown;
    }

    /** 0 for an unknown name. */
    public double sum(String name) {
        return sums.getOrDefault(name, 0.0);
    }

    public boolean has(String name) {
        return sums.containsKey(name);
    }
}
