package dev.dragoman.testkit.openai;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a model's name says about its reasoning, as far as the API's rules depend on it. */
enum ReasoningModels {
    /** No reasoning. */
    NONE,
    /** The first reasoning models; they know no system message. */
    O1_PREVIEW,
    /** The o series. */
    O_SERIES,
    /** GPT-5 itself. */
    GPT_5,
    /** GPT-5.1. */
    GPT_5_1,
    /** GPT-5.2 and 5.3. */
    GPT_5_2,
    /** GPT-5.4 and 5.5: no function tools while reasoning is asked for. */
    GPT_5_4,
    /** GPT-5.6 and later: no function tools unless reasoning is turned off. */
    GPT_5_6;

    private static final Pattern GPT_5_NAME = Pattern.compile("gpt-5(?:\\.(\\d+))?(?!\\d)(?!.*chat)");
    private static final Pattern O_NAME = Pattern.compile("(?:^|[-_/:])o[134](?:[-_]|$)");
    private static final Pattern PREVIEW_NAME = Pattern.compile("(?:^|[-_/:])o1-(?:preview|mini)");

    static ReasoningModels of(String model) {
        if (PREVIEW_NAME.matcher(model).find()) {
            return O1_PREVIEW;
        }
        if (O_NAME.matcher(model).find()) {
            return O_SERIES;
        }
        Matcher gpt5 = GPT_5_NAME.matcher(model);
        return gpt5.find() ? gpt5(gpt5.group(1) == null ? 0 : Integer.parseInt(gpt5.group(1))) : NONE;
    }

    /** The efforts that may be asked for. */
    List<String> efforts() {
        return switch (this) {
            case NONE, O1_PREVIEW -> List.of();
            case O_SERIES -> List.of("low", "medium", "high");
            case GPT_5 -> List.of("minimal", "low", "medium", "high");
            case GPT_5_1 -> List.of("none", "low", "medium", "high");
            case GPT_5_2, GPT_5_4 -> List.of("none", "low", "medium", "high", "xhigh");
            case GPT_5_6 -> List.of("none", "low", "medium", "high", "xhigh", "max");
        };
    }

    boolean isGpt5() {
        return compareTo(GPT_5) >= 0;
    }

    /** Whether sampling parameters are allowed when no reasoning is asked for. */
    boolean reasoningCanBeOff() {
        return efforts().contains("none");
    }

    private static ReasoningModels gpt5(int minor) {
        return switch (minor) {
            case 0 -> GPT_5;
            case 1 -> GPT_5_1;
            case 2, 3 -> GPT_5_2;
            case 4, 5 -> GPT_5_4;
            default -> GPT_5_6;
        };
    }
}
