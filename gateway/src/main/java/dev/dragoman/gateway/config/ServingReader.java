package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads which calls an entry of {@code model_list} serves. */
final class ServingReader {

    private final String path;
    private final Mapping params;
    private final SectionValues values;
    private final Problems problems;

    /**
     * A reader of one entry.
     *
     * @param path of its {@code litellm_params}
     * @param params as they stand in the file
     * @param values the right ones among them
     */
    ServingReader(String path, Mapping params, SectionValues values, Problems problems) {
        this.path = path;
        this.params = params;
        this.values = values;
        this.problems = problems;
    }

    Serving read() {
        return new Serving(values.texts("tags"), patterns(), values.count("max_parallel_requests"), budget());
    }

    private List<Pattern> patterns() {
        List<Pattern> patterns = new ArrayList<>();
        for (String text : values.texts("tag_regex")) {
            try {
                patterns.add(Pattern.compile(text));
            } catch (PatternSyntaxException wrong) {
                error("tag_regex", "\"" + text + "\"", "a regular expression: " + wrong.getDescription());
            }
        }
        return patterns;
    }

    private @Nullable SpendLimit budget() {
        if (!(values.known().get("max_budget") instanceof BigDecimal dollars)) {
            return null;
        }
        String text = values.text("budget_duration");
        BudgetPeriod period = text == null ? null : BudgetPeriod.of(text);
        if (period == null) {
            error(
                    "budget_duration",
                    text == null ? "missing beside max_budget" : "\"" + text + "\"",
                    BudgetPeriod.EXPECTED);
            return null;
        }
        return new SpendLimit(dollars, period);
    }

    private void error(String key, String found, String expected) {
        ConfigNode node = params.get(key);
        problems.error(node == null ? params.location() : node.location(), KeyPath.child(path, key), found, expected);
    }
}
