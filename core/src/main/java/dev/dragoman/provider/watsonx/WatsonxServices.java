package dev.dragoman.provider.watsonx;

import dev.dragoman.dialect.watsonx.WatsonxEmbeddings;
import dev.dragoman.dialect.watsonx.WatsonxRerank;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.FormedService;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.Target;
import java.util.Map;
import java.util.function.Function;

/** What watsonx.ai offers beside chat. */
final class WatsonxServices {

    private WatsonxServices() {}

    /**
     * The services.
     *
     * @param scope the member of a request that names the project or space
     */
    static Map<Operation, Service> of(
            Address address, Function<VendorError, LlmException> errors, Function<Target, JsonObject> scope) {
        return Map.of(
                Operation.EMBEDDINGS,
                new FormedService(
                        Operation.EMBEDDINGS, address, errors, target -> new WatsonxEmbeddings(scope.apply(target))),
                Operation.RERANK,
                new FormedService(Operation.RERANK, address, errors, target -> new WatsonxRerank(scope.apply(target))));
    }
}
