package dev.dragoman.provider.gemini;

import dev.dragoman.dialect.gemini.GeminiEmbeddings;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.FormedService;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Service;
import java.util.Map;
import java.util.function.Function;

/** What Google offers by an API key beside conversations. */
final class GeminiServices {

    private GeminiServices() {}

    static Map<Operation, Service> of(Address address, Function<VendorError, LlmException> errors) {
        return Map.of(
                Operation.EMBEDDINGS, FormedService.of(Operation.EMBEDDINGS, address, errors, new GeminiEmbeddings()));
    }
}
