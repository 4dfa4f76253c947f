package dev.dragoman.provider.completions;

import java.util.Locale;

/**
 * The families of OpenAI's models that differ in what they take.
 *
 * @see <a href="https://platform.openai.com/docs/guides/reasoning">OpenAI: Reasoning models</a>
 */
public enum ModelFamily {
    /** GPT models that draw their answers as asked. */
    ORDINARY,
    /** The o-series. */
    O_SERIES,
    /** GPT-5 and later, before 5.1: always reasoning. */
    GPT_5,
    /** GPT-5.1 and later: sampling parameters are taken while reasoning is off. */
    GPT_5_OPTIONAL,
    /** GPT models with a built-in web search. */
    SEARCH;

    /** The family that a model's or deployment's name tells. */
    public static ModelFamily of(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        if (name.contains("-search")) {
            return SEARCH;
        }
        if (name.contains("gpt-5") && !name.contains("gpt-5-chat")) {
            return name.contains("gpt-5.") ? GPT_5_OPTIONAL : GPT_5;
        }
        return isOSeries(name) ? O_SERIES : ORDINARY;
    }

    /** Whether answers are limited by {@code max_completion_tokens} instead of {@code max_tokens}. */
    public boolean countsReasoning() {
        return this == O_SERIES || this == GPT_5 || this == GPT_5_OPTIONAL;
    }

    private static boolean isOSeries(String name) {
        int slash = name.lastIndexOf('/');
        String last = name.substring(slash + 1);
        if (last.startsWith("ft:")) {
            last = last.substring(3);
        }
        return last.length() > 1 && last.charAt(0) == 'o' && Character.isDigit(last.charAt(1));
    }
}
