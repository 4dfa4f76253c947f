package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Reasoning;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code thinkingConfig}: a budget of tokens up to the second generation, a level from the third on.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/thinking">Thinking</a>
 */
final class ThinkingConfig {

    private static final long DYNAMIC = -1;

    private ThinkingConfig() {}

    /** The configuration; null to leave it to the vendor. */
    static @Nullable JsonObject write(@Nullable Reasoning reasoning, GeminiModel model, Notes notes) {
        if (reasoning == null) {
            return null;
        }
        if (model.neverThinks()) {
            refuse(reasoning, notes);
            return null;
        }
        return reasoning.effort() != null && reasoning.budgetTokens() == null && !isOff(reasoning)
                ? byEffort(reasoning, reasoning.effort(), model, notes)
                : byMode(reasoning, model);
    }

    /** What a client's configuration asks for; null when that is nothing. */
    static @Nullable Reasoning read(ProtoField config) {
        Boolean shown = config.bool("includeThoughts");
        Long budget = config.integer("thinkingBudget");
        String level = config.string("thinkingLevel");
        String display = Boolean.FALSE.equals(shown) ? "omitted" : null;
        if (level != null) {
            return new Reasoning(null, effort(level), null, display);
        }
        if (budget == null) {
            return shown == null ? null : new Reasoning(Reasoning.Mode.ENABLED, null, null, display);
        }
        if (budget == 0) {
            return new Reasoning(Reasoning.Mode.DISABLED, null, null, null);
        }
        return budget == DYNAMIC
                ? new Reasoning(Reasoning.Mode.ADAPTIVE, null, null, display)
                : new Reasoning(Reasoning.Mode.ENABLED, null, budget, display);
    }

    private static void refuse(Reasoning reasoning, Notes notes) {
        if (!isOff(reasoning)) {
            notes.unsupported(reasoning.mode() == null ? "reasoning_effort" : "thinking");
        }
    }

    private static boolean isOff(Reasoning reasoning) {
        return reasoning.mode() == Reasoning.Mode.DISABLED
                || (reasoning.mode() == null && reasoning.effort() != null && isNone(reasoning.effort()))
                || Long.valueOf(0).equals(reasoning.budgetTokens());
    }

    private static boolean isNone(String effort) {
        return effort.equals("none") || effort.equals("disable");
    }

    private static @Nullable JsonObject byEffort(Reasoning reasoning, String effort, GeminiModel model, Notes notes) {
        if (model.isThirdGeneration()) {
            String level = level(effort, model);
            return level == null ? unknown(notes) : level(level, isShown(reasoning));
        }
        Long budget = budget(effort, model);
        return budget == null ? unknown(notes) : budget(budget, isShown(reasoning));
    }

    private static @Nullable JsonObject unknown(Notes notes) {
        notes.unsupported("reasoning_effort");
        return null;
    }

    private static JsonObject byMode(Reasoning reasoning, GeminiModel model) {
        if (isOff(reasoning)) {
            return off(model);
        }
        Long budget = reasoning.budgetTokens();
        if (model.isThirdGeneration()) {
            return budget == null ? shown(isShown(reasoning)) : level(least(model), isShown(reasoning));
        }
        if (budget == null && reasoning.mode() == Reasoning.Mode.ADAPTIVE) {
            return budget(DYNAMIC, isShown(reasoning));
        }
        return budget == null ? shown(isShown(reasoning)) : budget(budget, isShown(reasoning));
    }

    /** Some models cannot stop thinking; those think as little as they can, and show nothing of it. */
    private static JsonObject off(GeminiModel model) {
        if (model.isThirdGeneration()) {
            return level(least(model), false);
        }
        return budget(model.isPro() ? leastBudget(model) : 0, false);
    }

    private static boolean isShown(Reasoning reasoning) {
        return !"omitted".equals(reasoning.display());
    }

    private static String least(GeminiModel model) {
        return model.isFlash() ? "minimal" : "low";
    }

    private static @Nullable String level(String effort, GeminiModel model) {
        return switch (effort) {
            case "minimal" -> least(model);
            case "low" -> "low";
            case "medium" -> model.isFlash() || model.major() > 3 || model.minor() >= 1 ? "medium" : "high";
            case "high" -> "high";
            default -> null;
        };
    }

    private static @Nullable Long budget(String effort, GeminiModel model) {
        return switch (effort) {
            case "minimal" -> leastBudget(model);
            case "low" -> 1024L;
            case "medium" -> 2048L;
            case "high" -> 4096L;
            default -> null;
        };
    }

    private static Long leastBudget(GeminiModel model) {
        if (model.isFlashLite()) {
            return 512L;
        }
        return model.isFlash() ? 1L : 128L;
    }

    private static JsonObject level(String level, boolean shown) {
        return JsonObject.builder()
                .put("thinkingLevel", level)
                .put("includeThoughts", shown)
                .build();
    }

    private static JsonObject budget(long tokens, boolean shown) {
        return JsonObject.builder()
                .put("thinkingBudget", tokens)
                .put("includeThoughts", shown)
                .build();
    }

    private static JsonObject shown(boolean shown) {
        return JsonObject.builder().put("includeThoughts", shown).build();
    }

    private static @Nullable String effort(String level) {
        String effort = level.toLowerCase(Locale.ROOT);
        return effort.equals("thinking_level_unspecified") ? null : effort;
    }
}
