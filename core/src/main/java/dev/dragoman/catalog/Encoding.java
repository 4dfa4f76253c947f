package dev.dragoman.catalog;

import java.util.List;
import java.util.Locale;

/** The vocabularies that OpenAI's models count by. Other vendors do not tell theirs; they are near to one of these. */
public enum Encoding {
    O200K_BASE,
    CL100K_BASE,
    P50K_BASE,
    P50K_EDIT,
    R50K_BASE;

    private static final List<String> O200K = List.of(
            "gpt-4o", "gpt-4.1", "gpt-4.5", "gpt-5", "gpt-6", "chatgpt-", "gpt-oss", "o1", "o3", "o4", "codex-mini");
    private static final List<String> EDIT = List.of("text-davinci-edit", "code-davinci-edit");
    private static final List<String> P50K = List.of("text-davinci-003", "text-davinci-002", "code-", "davinci-codex");
    private static final List<String> R50K = List.of(
            "text-davinci-001",
            "text-curie-001",
            "text-babbage-001",
            "text-ada-001",
            "text-similarity-",
            "text-search-");
    private static final List<String> OLDEST = List.of("davinci", "curie", "babbage", "ada");

    /**
     * The vocabulary of a model: exact for OpenAI's, also under Azure's spelling, for fine-tuned ones and behind a provider's
     * name; for all others the nearest guess.
     */
    public static Encoding of(String model) {
        String name = bare(model);
        if (startsWithAny(name, O200K) || model.contains("gpt-4o") || model.contains("gpt-oss")) {
            return O200K_BASE;
        }
        if (startsWithAny(name, EDIT)) {
            return P50K_EDIT;
        }
        if (startsWithAny(name, P50K)) {
            return P50K_BASE;
        }
        return startsWithAny(name, R50K) || OLDEST.contains(name) ? R50K_BASE : CL100K_BASE;
    }

    /** The name without provider, tuning and owner. */
    private static String bare(String model) {
        String name = Names.tuned(model.toLowerCase(Locale.ROOT));
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.startsWith("ft:") ? Names.tuned(last).substring(3) : last;
    }

    private static boolean startsWithAny(String name, List<String> beginnings) {
        for (String beginning : beginnings) {
            if (name.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }
}
