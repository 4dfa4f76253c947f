package dev.dragoman.bench.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Everything measured in one run. Not thread-safe. */
public final class Report {

    private final Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    private final List<String> sections = new ArrayList<>();
    private boolean failed;

    /** Notes what was measured for a figure. */
    public void figure(Figure figure, double measured) {
        figures.put(figure, measured);
    }

    /** Adds a section that only says what went wrong. */
    public void failure(String title, String text) {
        sections.add("## " + title + "\n\n**Failed:** " + text + "\n");
        failed = true;
    }

    /** Whether a section failed. */
    public boolean failed() {
        return failed;
    }

    /** Adds a section: a title, what a reader must know, and a table. */
    public void section(String title, String text, Table table) {
        sections.add("## " + title + "\n\n" + text + "\n\n" + table);
    }

    /** All of it as Markdown, below a heading that says what was measured. */
    public String markdown(String heading) {
        Table table = new Table("Figure", "Target", "Measured", "Verdict");
        figures.forEach((figure, measured) -> figure.row(table, measured));
        return "# " + heading + "\n\n## Figures to reach\n\n" + table + "\n" + String.join("\n", sections);
    }
}
