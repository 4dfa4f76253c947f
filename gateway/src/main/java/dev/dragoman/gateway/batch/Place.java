package dev.dragoman.gateway.batch;

import dev.dragoman.provider.BatchService;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import dev.dragoman.routing.BatchExchange;
import dev.dragoman.routing.Deployment;
import org.jspecify.annotations.Nullable;

/**
 * Where a file or a batch is.
 *
 * @param deployment the model and how it is reached
 * @param group the public name that it was found by; empty when the client named the provider
 */
record Place(Deployment deployment, String group) {

    /** The batches of the model's provider; null when it has none. */
    static @Nullable BatchService service(Deployment deployment) {
        Provider provider = deployment.provider();
        return provider.service(Operation.BATCHES) instanceof BatchService batches ? batches : null;
    }

    /** The batches of its provider. */
    BatchService service() {
        BatchService service = service(deployment);
        if (service == null) {
            throw new IllegalArgumentException(
                    "model: " + deployment.modelString()
                            + " (expected: a model that takes batches, of anthropic, vertex_ai with Gemini or Claude, or bedrock)");
        }
        return service;
    }

    Target target() {
        return deployment.target();
    }

    String provider() {
        return deployment.provider().name();
    }

    /** Where its batches are held. */
    BatchExchange.Side side() {
        return new BatchExchange.Side(deployment.provider().credentials(), service()::readError);
    }
}
