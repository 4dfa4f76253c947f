package dev.dragoman.provider.openai;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Quirks;
import java.util.List;

/** Any server that speaks OpenAI's format, at an address of the operator's choice; a key is sent when there is one. */
public final class CompatibleProvider {

    private CompatibleProvider() {}

    /** A provider of that name; {@code dialect} must be OpenAI's. */
    public static Provider named(String name, Dialect dialect, List<String> keyVariables, List<String> baseVariables) {
        return provider(name, dialect, new CompatibleQuirks(), keyVariables, baseVariables);
    }

    /** Another gateway of that name, which takes requests as they come; {@code dialect} must be OpenAI's. */
    public static Provider gateway(
            String name, Dialect dialect, List<String> keyVariables, List<String> baseVariables) {
        return provider(name, dialect, CompatibleQuirks.GATEWAY, keyVariables, baseVariables);
    }

    private static Provider provider(
            String name, Dialect dialect, Quirks quirks, List<String> keyVariables, List<String> baseVariables) {
        return new Provider(
                name,
                name,
                dialect,
                new OpenAiAddress(null),
                new OpenAiCredentials(false),
                quirks,
                keyVariables,
                baseVariables);
    }
}
