package dev.dragoman.dialect.ollama;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.Reasoning;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a model is to think; how much, only gpt-oss can be told.
 *
 * @see <a href="https://docs.ollama.com/capabilities/thinking">Ollama: Thinking</a>
 */
final class Thinking {

    static final String MEMBER = "think";

    private static final List<String> EFFORTS = List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");

    private Thinking() {}

    /** The member; null when nothing was said of it or the model is known not to think. */
    static @Nullable JsonValue write(@Nullable Reasoning asked, ModelTraits traits, Notes notes) {
        if (asked == null) {
            return null;
        }
        String effort = asked.effort() == null ? null : checked(asked.effort());
        boolean off = asked.mode() == Reasoning.Mode.DISABLED || (asked.mode() == null && "none".equals(effort));
        if (traits.known() && !traits.can(ModelTraits.Ability.REASONING)) {
            notes.unsupported(asked.mode() == null ? "reasoning_effort" : "thinking", !off);
            return null;
        }
        boolean levels = traits.name().toLowerCase(Locale.ROOT).contains("gpt-oss");
        return off || effort == null || !levels ? JsonBoolean.of(!off) : new JsonString(level(effort));
    }

    private static String checked(String effort) {
        if (!EFFORTS.contains(effort)) {
            throw Field.of(Field.Author.CLIENT, "reasoning_effort", new JsonString(effort))
                    .wrong("one of " + String.join(", ", EFFORTS));
        }
        return effort;
    }

    private static String level(String effort) {
        return switch (effort) {
            case "none", "minimal" -> "low";
            case "xhigh" -> "high";
            default -> effort;
        };
    }

    static @Nullable Reasoning read(@Nullable Field think) {
        if (think == null) {
            return null;
        }
        if (!think.isText()) {
            return new Reasoning(think.bool() ? Reasoning.Mode.ENABLED : Reasoning.Mode.DISABLED, null, null, null);
        }
        return switch (think.text()) {
            case "low", "medium", "high", "max" -> Reasoning.effort(think.text());
            default -> throw think.wrong("true, false, low, medium, high or max");
        };
    }
}
