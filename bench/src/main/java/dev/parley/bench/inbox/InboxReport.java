package dev.parley.bench.inbox;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.bench.report.Quantiles;
import dev.parley.client.run.MachineInfo;
import dev.parley.client.run.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a user with many conversations waits for.
 *
 * @param isClean whether every answer had what it had to have
 * @param isVoid whether the generator itself was too late to measure anything
 * @param sizes by the number of conversations
 * @param faults what an answer lacked
 */
record InboxReport(
        boolean isClean,
        boolean isVoid,
        String scenario,
        Map<String, Object> settings,
        Map<String, Size> sizes,
        List<String> faults,
        MachineInfo machine) {
    /**
     * With so many conversations.
     *
     * @param list the first page of {@code GET /v1/conversations}
     * @param unread the first page of those with unread messages
     * @param sync {@code POST /v1/sync} for the conversations with news
     * @param syncAll the same for all conversations, in as many calls as that takes
     * @param resume a socket for all conversations, from its opening to the last event that was missed
     * @param lateness of the generator, the latest
     */
    record Size(
            Quantiles list, Quantiles unread, Quantiles sync, Quantiles syncAll, Quantiles resume, double lateness) {}

    @JsonIgnore
    String text() {
        var table = new TextTable("bench inbox " + settings);
        sizes.forEach((conversations, size) -> table.row(conversations + " conversations", "")
                .row("  GET /v1/conversations", size.list().text())
                .row("  GET /v1/conversations?unread=true", size.unread().text())
                .row("  POST /v1/sync, what has news", size.sync().text())
                .row("  POST /v1/sync, all of them", size.syncAll().text())
                .row("  resume on a socket, all of them", size.resume().text())
                .row("  generator: late", String.format(Locale.ROOT, "p99 %.1f ms", size.lateness())));
        var text = new StringBuilder(table.toString());
        faults.forEach(fault -> text.append("  ").append(fault).append('\n'));
        if (!isClean) {
            return text.append("NO FIGURE: answers were not what they had to be.\n")
                    .toString();
        }
        return text.append(isVoid ? "NO FIGURE: the generator was late.\n" : "Every answer was whole.\n")
                .toString();
    }
}
