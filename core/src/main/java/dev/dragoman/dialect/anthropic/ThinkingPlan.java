package dev.dragoman.dialect.anthropic;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Reasoning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a request asks the model to think. Generations differ: the older ones take a number of tokens, the newer ones decide
 * by themselves and take an effort.
 *
 * @param thinking the member {@code thinking}; null for none
 * @param effort {@code output_config.effort}; null for none
 * @param budget the tokens to think with; null when the model decides
 */
record ThinkingPlan(
        @Nullable JsonObject thinking,
        @Nullable String effort,
        @Nullable Long budget) {

    static final ThinkingPlan NONE = new ThinkingPlan(null, null, null);

    private static final long SMALLEST_BUDGET = 1024;
    private static final List<String> EFFORTS = List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");

    static ThinkingPlan of(ChatRequest request, ClaudeModel model, Notes notes) {
        Reasoning asked = request.reasoning();
        if (asked == null) {
            return NONE;
        }
        Reasoning.Mode mode = mode(asked);
        String effort = asked.effort() == null ? null : checked(asked.effort());
        if (!model.reasons()) {
            return impossible(mode, effort, notes);
        }
        Reasoning reasoning = new Reasoning(mode, effort, asked.budgetTokens(), asked.display());
        return mode == null ? byEffort(reasoning, request, model) : byMode(mode, reasoning, request, model);
    }

    /** Whether the model thinks, with a given number of tokens. */
    boolean budgeted() {
        return budget != null;
    }

    /** Whether the model is asked to think. */
    boolean thinks() {
        return thinking != null && !"disabled".equals(thinking.string("type"));
    }

    private static Reasoning.@Nullable Mode mode(Reasoning asked) {
        Long budget = asked.budgetTokens();
        if (asked.mode() != null || budget == null) {
            return asked.mode();
        }
        if (budget == 0) {
            return Reasoning.Mode.DISABLED;
        }
        return budget < 0 ? Reasoning.Mode.ADAPTIVE : Reasoning.Mode.ENABLED;
    }

    private static String checked(String effort) {
        if (!EFFORTS.contains(effort)) {
            throw Field.of(Field.Author.CLIENT, "reasoning_effort", new JsonString(effort))
                    .wrong("one of " + String.join(", ", EFFORTS));
        }
        return effort;
    }

    private static ThinkingPlan impossible(Reasoning.@Nullable Mode mode, @Nullable String effort, Notes notes) {
        if (mode != null && mode != Reasoning.Mode.DISABLED) {
            notes.unsupported("thinking");
        } else if (mode == null && effort != null && !effort.equals("none")) {
            notes.unsupported("reasoning_effort");
        }
        return NONE;
    }

    private static ThinkingPlan byEffort(Reasoning reasoning, ChatRequest request, ClaudeModel model) {
        String effort = reasoning.effort();
        if (effort == null) {
            return NONE;
        }
        if (effort.equals("none")) {
            return model.thinksUnasked() ? disabled(null) : NONE;
        }
        return model.adaptive()
                ? adaptive(shown(reasoning, model), model.effort(effort))
                : enabled(budget(effort, request.maxTokens()), reasoning.display(), null);
    }

    private static ThinkingPlan byMode(
            Reasoning.Mode mode, Reasoning reasoning, ChatRequest request, ClaudeModel model) {
        String effort = model.takesEffort() ? effort(reasoning, model) : null;
        return switch (mode) {
            case DISABLED -> disabled(effort);
            case BETWEEN_TOOLS -> new ThinkingPlan(typed("between_tools", null), effort, null);
            case ADAPTIVE ->
                model.needsBudget()
                        ? enabled(budget(orHigh(reasoning.effort()), request.maxTokens()), reasoning.display(), null)
                        : adaptive(reasoning.display(), effort);
            case ENABLED -> enabled(reasoning, request, model, effort);
        };
    }

    private static ThinkingPlan enabled(
            Reasoning reasoning, ChatRequest request, ClaudeModel model, @Nullable String effort) {
        Long budget = reasoning.budgetTokens();
        if (model.refusesBudget()) {
            return adaptive(shown(reasoning, model), effort == null && budget != null ? effort(budget) : effort);
        }
        if (budget != null) {
            return enabled(budget, reasoning.display(), effort);
        }
        return model.adaptive()
                ? adaptive(reasoning.display(), effort)
                : enabled(budget(orHigh(reasoning.effort()), request.maxTokens()), reasoning.display(), effort);
    }

    private static ThinkingPlan enabled(long budget, @Nullable String display, @Nullable String effort) {
        JsonObject thinking = JsonObject.builder()
                .put("type", "enabled")
                .put("budget_tokens", budget)
                .putIfPresent("display", display)
                .build();
        return new ThinkingPlan(thinking, effort, budget);
    }

    private static ThinkingPlan adaptive(@Nullable String display, @Nullable String effort) {
        return new ThinkingPlan(typed("adaptive", display), effort, null);
    }

    private static ThinkingPlan disabled(@Nullable String effort) {
        return new ThinkingPlan(typed("disabled", null), effort, null);
    }

    private static JsonObject typed(String type, @Nullable String display) {
        return JsonObject.builder()
                .put("type", type)
                .putIfPresent("display", display)
                .build();
    }

    /** A caller of another format expects to see thoughts; models that hide them must be asked. */
    private static @Nullable String shown(Reasoning reasoning, ClaudeModel model) {
        return reasoning.display() == null && model.refusesBudget() ? "summarized" : reasoning.display();
    }

    private static @Nullable String effort(Reasoning reasoning, ClaudeModel model) {
        String effort = reasoning.effort();
        return effort == null || effort.equals("none") ? null : model.effort(effort);
    }

    private static String orHigh(@Nullable String effort) {
        return effort == null || effort.equals("none") ? "high" : effort;
    }

    private static String effort(long budget) {
        if (budget >= 10_000) {
            return "high";
        }
        return budget >= 5_000 ? "medium" : "low";
    }

    /** The tokens an effort stands for, fewer where the caller's own limit leaves no room for so many. */
    private static long budget(String effort, @Nullable Long maxTokens) {
        long wanted = tokens(effort);
        return maxTokens != null && maxTokens > SMALLEST_BUDGET && maxTokens <= wanted ? maxTokens - 1 : wanted;
    }

    private static long tokens(String effort) {
        return switch (effort) {
            case "minimal", "low" -> SMALLEST_BUDGET;
            case "medium" -> 2048;
            case "high" -> 4096;
            case "xhigh" -> 8192;
            default -> 16_384;
        };
    }
}
