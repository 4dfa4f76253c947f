package dev.dragoman.provider.compatible;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.provider.Provider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All places that speak OpenAI's format and are no provider of their own. Thread-safe. */
public final class CompatibleProviders {

    private final Dialect dialect;

    /** The places of the table; {@code dialect} must be OpenAI's. */
    public CompatibleProviders(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The provider of that name or alias, or null when there is none; its own name is the one asked for. */
    public @Nullable Provider find(String name) {
        Row row = BuiltIn.TABLE.find(name);
        return row == null ? null : provider(name, row);
    }

    /** All of them, by their first names. */
    public List<Provider> all() {
        return BuiltIn.TABLE.all().stream()
                .map(row -> provider(row.name(), row))
                .toList();
    }

    /** The providers that work with nothing but what is set in an environment. */
    public static List<String> configured(Predicate<String> isSet) {
        return BuiltIn.TABLE.withVariable(isSet).stream()
                .filter(row -> row.isConfigured(isSet))
                .map(Row::name)
                .toList();
    }

    /** What a provider of that name serves in place of chat; empty when it serves chat. */
    public static List<String> servedInsteadOfChat(String name) {
        Row row = BuiltIn.TABLE.find(name);
        return row == null ? List.of() : List.copyOf(row.serves);
    }

    private Provider provider(String name, Row row) {
        return new Provider(
                name,
                row.title,
                dialect,
                new CompatibleAddress(row),
                new CompatibleCredentials(row),
                new CompatibleQuirks(row),
                row.keys,
                row.bases,
                settings(row));
    }

    private static Map<String, String> settings(Row row) {
        return row.settings.stream()
                .collect(Collectors.toMap(Setting::key, Setting::variable, (one, other) -> one, LinkedHashMap::new));
    }

    private static final class BuiltIn {

        static final ProviderTable TABLE = ProviderTable.builtIn();
    }
}
