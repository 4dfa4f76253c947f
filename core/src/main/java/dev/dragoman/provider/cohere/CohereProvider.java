package dev.dragoman.provider.cohere;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.cohere.CohereDialect;
import dev.dragoman.provider.Provider;
import java.util.List;

/**
 * The providers {@code cohere} and {@code cohere_chat}, which are one place: chat by version 2 of Cohere's API.
 *
 * @see <a href="https://docs.cohere.com/reference/about">Cohere: About the API</a>
 */
public final class CohereProvider {

    /** Its name in a model string. */
    public static final String NAME = "cohere";

    private static final String CHAT = "cohere_chat";

    private CohereProvider() {}

    /** The place under each of its names. */
    public static List<Provider> create() {
        Dialect dialect = new CohereDialect();
        return List.of(named(NAME, dialect), named(CHAT, dialect));
    }

    private static Provider named(String name, Dialect dialect) {
        return new Provider(
                name,
                "Cohere",
                dialect,
                new CohereAddress(),
                new CohereCredentials(name),
                new CohereQuirks(),
                List.of("COHERE_API_KEY", "CO_API_KEY"),
                List.of("COHERE_API_BASE", "CO_API_URL"));
    }
}
