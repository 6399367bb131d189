package dev.parley.runtime.config;

import dev.parley.runtime.config.Env.Setting;
import java.util.List;
import java.util.function.Function;

/** The settings as a Markdown table with aligned columns: for people, and for the README. */
public final class SettingsTable {
    private static final List<Column> COLUMNS = List.of(
            new Column("name", Setting::name),
            new Column("value", Setting::value),
            new Column("default", Setting::defaultValue),
            new Column("meaning", Setting::meaning));

    private record Column(String title, Function<Setting, String> cell) {
        String text(Setting setting) {
            return cell.apply(setting).replace("|", "\\|").replaceAll("\\R", " ");
        }

        int width(List<Setting> settings) {
            return Math.max(
                    title.length(),
                    settings.stream()
                            .mapToInt(setting -> text(setting).length())
                            .max()
                            .orElse(0));
        }
    }

    private SettingsTable() {}

    /** One line a setting, in the order given; secrets are redacted already. */
    public static String of(List<Setting> settings) {
        var table = new StringBuilder();
        line(table, settings, Column::title);
        line(table, settings, column -> "-".repeat(column.width(settings)));
        settings.forEach(setting -> line(table, settings, column -> column.text(setting)));
        return table.toString();
    }

    private static void line(StringBuilder table, List<Setting> settings, Function<Column, String> cell) {
        for (var column : COLUMNS) {
            var text = cell.apply(column);
            table.append("| ").append(text).append(" ".repeat(column.width(settings) - text.length() + 1));
        }
        table.append("|\n");
    }
}
