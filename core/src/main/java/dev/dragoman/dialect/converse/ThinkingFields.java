package dev.dragoman.dialect.converse;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Reasoning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a model is asked to think: every family has fields of its own for it.
 *
 * @param fields for {@code additionalModelRequestFields}
 * @param thinks whether the model is asked to think, so that no call can be demanded of it
 */
record ThinkingFields(JsonObject fields, boolean thinks) {

    private static final ThinkingFields NONE = new ThinkingFields(JsonObject.EMPTY, false);
    private static final long SMALLEST_BUDGET = 1024;
    private static final List<String> EFFORTS = List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");

    static ThinkingFields of(ChatRequest request, ConverseModel model, Notes notes) {
        Reasoning asked = request.reasoning();
        if (asked == null) {
            return NONE;
        }
        String effort = asked.effort() == null ? null : checked(asked.effort());
        boolean off = asked.mode() == Reasoning.Mode.DISABLED || (asked.mode() == null && "none".equals(effort));
        return switch (model.family()) {
            case CLAUDE, UNKNOWN -> off ? disabled(asked) : claude(asked, effort, request, model, notes);
            case NOVA_2 -> off ? NONE : nova(effort);
            case GPT_OSS -> gptOss(effort, off);
            case NOVA, OTHER -> off ? NONE : impossible(asked, notes);
        };
    }

    private static String checked(String effort) {
        if (!EFFORTS.contains(effort)) {
            throw Field.of(Field.Author.CLIENT, "reasoning_effort", new JsonString(effort))
                    .wrong("one of " + String.join(", ", EFFORTS));
        }
        return effort;
    }

    private static ThinkingFields disabled(Reasoning asked) {
        return asked.mode() == null ? NONE : new ThinkingFields(thinking(typed("disabled")), false);
    }

    private static ThinkingFields impossible(Reasoning asked, Notes notes) {
        notes.unsupported(asked.mode() == null ? "reasoning_effort" : "thinking");
        return NONE;
    }

    private static ThinkingFields claude(
            Reasoning asked, @Nullable String effort, ChatRequest request, ConverseModel model, Notes notes) {
        if (model.cannotThink()) {
            return impossible(asked, notes);
        }
        Long budget = asked.budgetTokens();
        if (asked.mode() == Reasoning.Mode.ENABLED && budget != null && !model.refusesBudget()) {
            return new ThinkingFields(thinking(enabled(budget)), true);
        }
        if (model.adaptive() || (asked.mode() == Reasoning.Mode.ADAPTIVE && effort == null)) {
            return adaptive(effort, budget);
        }
        return new ThinkingFields(thinking(enabled(budget(effort, budget, request.maxTokens()))), true);
    }

    private static ThinkingFields adaptive(@Nullable String effort, @Nullable Long budget) {
        String told = effort == null && budget != null ? effort(budget) : effort;
        JsonObject fields = thinking(typed("adaptive"));
        return new ThinkingFields(
                told == null || told.equals("none")
                        ? fields
                        : fields.with(
                                "output_config",
                                JsonObject.of("effort", new JsonString(told.equals("minimal") ? "low" : told))),
                true);
    }

    private static ThinkingFields nova(@Nullable String effort) {
        String told = switch (effort) {
            case "minimal", "low" -> "low";
            case "medium" -> "medium";
            case null, default -> effort == null ? "medium" : "high";
        };
        JsonObject config = typed("enabled").with("maxReasoningEffort", new JsonString(told));
        return new ThinkingFields(JsonObject.of("reasoningConfig", config), true);
    }

    private static ThinkingFields gptOss(@Nullable String effort, boolean off) {
        String told = switch (effort) {
            case "none", "minimal", "low" -> "low";
            case "medium" -> "medium";
            case null -> off ? "low" : "medium";
            default -> "high";
        };
        return new ThinkingFields(JsonObject.of("reasoning_effort", new JsonString(told)), false);
    }

    private static JsonObject thinking(JsonObject how) {
        return JsonObject.of("thinking", how);
    }

    private static JsonObject typed(String type) {
        return JsonObject.of("type", new JsonString(type));
    }

    private static JsonObject enabled(long budget) {
        return JsonObject.builder()
                .put("type", "enabled")
                .put("budget_tokens", Math.max(SMALLEST_BUDGET, budget))
                .build();
    }

    private static String effort(long budget) {
        if (budget >= 10_000) {
            return "high";
        }
        return budget >= 5_000 ? "medium" : "low";
    }

    /** The tokens an effort stands for, fewer where the caller's own limit leaves no room for so many. */
    private static long budget(@Nullable String effort, @Nullable Long given, @Nullable Long maxTokens) {
        if (given != null) {
            return given;
        }
        long wanted = switch (effort) {
            case "minimal", "low" -> SMALLEST_BUDGET;
            case "medium" -> 2048;
            case "xhigh" -> 8192;
            case "max" -> 16_384;
            case null, default -> 4096;
        };
        return maxTokens != null && maxTokens > SMALLEST_BUDGET && maxTokens <= wanted ? maxTokens - 1 : wanted;
    }
}
