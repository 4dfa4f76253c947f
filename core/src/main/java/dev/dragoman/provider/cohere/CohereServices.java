package dev.dragoman.provider.cohere;

import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.dialect.cohere.CohereEmbeddings;
import dev.dragoman.dialect.cohere.CohereRerank;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.FormedService;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.Target;
import java.util.Map;
import java.util.function.Function;

/** What Cohere offers beside chat. */
final class CohereServices {

    private CohereServices() {}

    static Map<Operation, Service> of(Address address, Function<VendorError, LlmException> errors) {
        return Map.of(
                Operation.EMBEDDINGS,
                FormedService.of(
                        Operation.EMBEDDINGS, address, errors, new CohereEmbeddings(CohereEmbeddings.Place.COHERE)),
                Operation.RERANK,
                new FormedService(Operation.RERANK, address, errors, CohereServices::rerank));
    }

    private static ServiceForm rerank(Target target) {
        return CohereAddress.isFirst(target.apiBase()) ? CohereRerank.V1 : CohereRerank.V2;
    }
}
