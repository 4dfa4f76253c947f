package dev.dragoman.dialect.cohere;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.Reasoning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long a model is to think. An effort is a budget here; the greatest ones are none, so that the model may think as long as
 * it likes.
 *
 * @see <a href="https://docs.cohere.com/docs/reasoning">Cohere: Reasoning</a>
 */
final class Thinking {

    static final String MEMBER = "thinking";

    private static final List<String> EFFORTS = List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");
    private static final long MINIMAL = 512;
    private static final long LOW = 1024;
    private static final long MEDIUM = 4096;

    private Thinking() {}

    /** The member; null when nothing was said of it or the model is known not to think. */
    static @Nullable JsonObject write(@Nullable Reasoning asked, ModelTraits traits, Notes notes) {
        if (asked == null) {
            return null;
        }
        String effort = asked.effort() == null ? null : checked(asked.effort());
        boolean off = asked.mode() == Reasoning.Mode.DISABLED || (asked.mode() == null && "none".equals(effort));
        if (traits.known() && !traits.can(ModelTraits.Ability.REASONING)) {
            notes.unsupported(asked.mode() == null ? "reasoning_effort" : MEMBER, !off);
            return null;
        }
        if (off) {
            return JsonObject.of("type", new JsonString("disabled"));
        }
        Long budget = asked.budgetTokens() == null ? budget(effort) : asked.budgetTokens();
        return JsonObject.builder()
                .put("type", "enabled")
                .putIfPresent("token_budget", budget)
                .build();
    }

    private static String checked(String effort) {
        if (!EFFORTS.contains(effort)) {
            throw Field.of(Field.Author.CLIENT, "reasoning_effort", new JsonString(effort))
                    .wrong("one of " + String.join(", ", EFFORTS));
        }
        return effort;
    }

    private static @Nullable Long budget(@Nullable String effort) {
        return switch (effort) {
            case "minimal" -> MINIMAL;
            case "low" -> LOW;
            case "medium" -> MEDIUM;
            case null, default -> null;
        };
    }
}
