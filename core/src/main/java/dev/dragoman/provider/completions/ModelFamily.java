package dev.dragoman.provider.completions;

import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.ModelTraits.Ability;
import java.util.Locale;

/**
 * The families of OpenAI's models that differ in what they take.
 *
 * @see <a href="https://platform.openai.com/docs/guides/reasoning">OpenAI: Reasoning models</a>
 */
public enum ModelFamily {
    /** Models of which nothing is known but that they speak the format. */
    ORDINARY,
    /** OpenAI's GPT models before GPT-5, which draw their answers as asked and do not reason. */
    GPT_4,
    /** Those of them that only write text: no response format. */
    CLASSIC,
    /** The o-series from o3 on, which take no stop sequences. */
    O_SERIES,
    /** The first of the o-series. */
    O_1,
    /** Its previews, which take no instructions either. */
    O_PREVIEW,
    /** GPT-5 before 5.1, and later models of a kind that always reasons. */
    GPT_5,
    /** GPT-5.1 and later: sampling parameters are taken while reasoning is off. */
    GPT_5_OPTIONAL,
    /** GPT models with a built-in web search. */
    SEARCH;

    /** The family of a model. */
    public static ModelFamily of(ModelTraits traits) {
        String name = base(traits.name().toLowerCase(Locale.ROOT));
        if (name.contains("-search-preview") || name.contains("-search-api")) {
            return SEARCH;
        }
        if (name.contains("gpt-5") && !name.contains("gpt-5-chat")) {
            return name.contains("gpt-5.") && !alwaysReasons(name, traits) ? GPT_5_OPTIONAL : GPT_5;
        }
        if (isOSeries(name)) {
            boolean preview = name.startsWith("o1-preview") || name.startsWith("o1-mini");
            return preview ? O_PREVIEW : name.startsWith("o1") ? O_1 : O_SERIES;
        }
        if (isClassic(name)) {
            return CLASSIC;
        }
        return name.startsWith("gpt-4") || name.startsWith("gpt-3.5") || name.startsWith("chatgpt-4o")
                ? GPT_4
                : ORDINARY;
    }

    /** Whether answers are limited by {@code max_completion_tokens} instead of {@code max_tokens}. */
    public boolean reasons() {
        return switch (this) {
            case O_SERIES, O_1, O_PREVIEW, GPT_5, GPT_5_OPTIONAL -> true;
            case ORDINARY, GPT_4, CLASSIC, SEARCH -> false;
        };
    }

    /** The name without its owner and without what tells of fine-tuning. */
    private static String base(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.startsWith("ft:") ? last.substring(3) : last;
    }

    private static boolean alwaysReasons(String name, ModelTraits traits) {
        boolean kind = name.contains("-chat") || name.contains("-codex") || name.contains("-pro");
        return kind && traits.known() && !traits.can(Ability.EFFORT_NONE);
    }

    private static boolean isOSeries(String name) {
        return name.length() > 1 && name.charAt(0) == 'o' && Character.isDigit(name.charAt(1));
    }

    private static boolean isClassic(String name) {
        return name.equals("gpt-4")
                || name.startsWith("gpt-4-0")
                || name.startsWith("gpt-4-32k")
                || name.startsWith("gpt-3.5-turbo-16k");
    }
}
