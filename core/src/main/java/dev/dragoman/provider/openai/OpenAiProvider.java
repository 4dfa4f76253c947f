package dev.dragoman.provider.openai;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Spoken;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.OpenAiServices;
import java.util.List;
import java.util.Map;

/** OpenAI's platform. */
public final class OpenAiProvider {

    private static final List<String> KEYS = List.of("OPENAI_API_KEY");
    private static final List<String> BASES = List.of("OPENAI_BASE_URL", "OPENAI_API_BASE");
    private static final List<String> TEXT_MODELS = List.of("gpt-3.5-turbo-instruct", "davinci-002", "babbage-002");

    private OpenAiProvider() {}

    /** Whether a model is reached at OpenAI itself; the provider's name is also used for compatible servers elsewhere. */
    public static boolean isAtHome(Target target) {
        return OpenAiAddress.isOwn(target);
    }

    /** Whether a model only goes on with a text, so that it is asked in OpenAI's older format. */
    public static boolean goesOnWithText(String model) {
        String bare = model.startsWith("ft:") ? model.substring("ft:".length()) : model;
        return TEXT_MODELS.stream().anyMatch(bare::startsWith);
    }

    /** The provider for such models, under the name {@code openai} or LiteLLM's {@code text-completion-openai}. */
    public static Provider goingOn(String name, Dialect text) {
        return new Provider(
                name,
                "OpenAI",
                List.of(new Spoken(Operation.COMPLETIONS, text, Quirks.NONE)),
                Map.of(),
                new OpenAiAddress(),
                new OpenAiCredentials(),
                KEYS,
                BASES,
                Map.of());
    }

    /** The provider {@code openai}; {@code dialect} must be OpenAI's. */
    public static Provider speaking(Dialect dialect) {
        Address address = new OpenAiAddress();
        return new Provider(
                        "openai", "OpenAI", dialect, address, new OpenAiCredentials(), new OpenAiQuirks(), KEYS, BASES)
                .offering(OpenAiServices.of(OpenAiServices.OWN, address, dialect::readError));
    }
}
