package dev.dragoman.provider.openai;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.provider.Provider;
import java.util.List;

/** Any server that speaks OpenAI's format, at an address of the operator's choice; a key is sent when there is one. */
public final class CompatibleProvider {

    private CompatibleProvider() {}

    /** A provider of that name; {@code dialect} must be OpenAI's. */
    public static Provider named(String name, Dialect dialect, List<String> keyVariables, List<String> baseVariables) {
        return new Provider(
                name,
                name,
                dialect,
                new OpenAiAddress(null),
                new OpenAiCredentials(false),
                new CompatibleQuirks(),
                keyVariables,
                baseVariables);
    }
}
