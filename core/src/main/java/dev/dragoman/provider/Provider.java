package dev.dragoman.provider;

import dev.dragoman.dialect.Dialect;
import java.util.List;
import java.util.Map;

/**
 * A place where models live.
 *
 * @param name its name in a model string, before the first slash
 * @param title its name in messages, such as {@code AzureOpenAI}
 * @param dialect what it speaks
 * @param keyVariables environment variables that may hold its key, the first that is set wins
 * @param baseVariables environment variables that may hold its base address, the first that is set wins
 * @param settingVariables environment variables that may hold further settings, by configuration key
 */
public record Provider(
        String name,
        String title,
        Dialect dialect,
        Address address,
        Credentials credentials,
        Quirks quirks,
        List<String> keyVariables,
        List<String> baseVariables,
        Map<String, String> settingVariables) {

    public Provider {
        keyVariables = List.copyOf(keyVariables);
        baseVariables = List.copyOf(baseVariables);
        settingVariables = Map.copyOf(settingVariables);
    }

    /** A provider whose further settings come from configuration only. */
    public Provider(
            String name,
            String title,
            Dialect dialect,
            Address address,
            Credentials credentials,
            Quirks quirks,
            List<String> keyVariables,
            List<String> baseVariables) {
        this(name, title, dialect, address, credentials, quirks, keyVariables, baseVariables, Map.of());
    }
}
