package dev.dragoman.provider;

import dev.dragoman.dialect.Dialect;
import java.util.List;

/**
 * A place where models live.
 *
 * @param name its name in a model string, before the first slash
 * @param title its name in messages, such as {@code AzureOpenAI}
 * @param dialect what it speaks
 * @param keyVariables environment variables that may hold its key, the first that is set wins
 * @param baseVariables environment variables that may hold its base address, the first that is set wins
 */
public record Provider(
        String name,
        String title,
        Dialect dialect,
        Address address,
        Credentials credentials,
        Quirks quirks,
        List<String> keyVariables,
        List<String> baseVariables) {

    public Provider {
        keyVariables = List.copyOf(keyVariables);
        baseVariables = List.copyOf(baseVariables);
    }
}
