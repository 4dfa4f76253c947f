package dev.dragoman.provider.ollama;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.ollama.OllamaDialect;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Quirks;
import java.util.List;

/**
 * The providers {@code ollama} and {@code ollama_chat}, which are one place: a server of Ollama by its own chat interface, local
 * unless another address is given.
 *
 * @see <a href="https://docs.ollama.com/api/introduction">Ollama: API introduction</a>
 */
public final class OllamaProvider {

    /** Its name in a model string. */
    public static final String NAME = "ollama";

    private static final String CHAT = "ollama_chat";

    private OllamaProvider() {}

    /** The place under each of its names. */
    public static List<Provider> create() {
        Dialect dialect = new OllamaDialect();
        return List.of(named(NAME, dialect), named(CHAT, dialect));
    }

    private static Provider named(String name, Dialect dialect) {
        return new Provider(
                name,
                "Ollama",
                dialect,
                new OllamaAddress(),
                new OllamaCredentials(),
                Quirks.NONE,
                List.of("OLLAMA_API_KEY"),
                List.of("OLLAMA_API_BASE"));
    }
}
