package dev.dragoman.provider.bedrock;

import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.dialect.cohere.CohereEmbeddings;
import dev.dragoman.dialect.titan.AgentRerank;
import dev.dragoman.dialect.titan.NovaEmbeddings;
import dev.dragoman.dialect.titan.TitanEmbeddings;
import dev.dragoman.dialect.titan.TitanImageEmbeddings;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.FormedService;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.Target;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** What models of Bedrock offer beside conversations; the model's name tells whose form it takes. */
final class BedrockServices {

    private BedrockServices() {}

    static Map<Operation, Service> of(Function<VendorError, LlmException> errors) {
        Address invocation = new BedrockInvocation();
        Map<Operation, Service> services = new EnumMap<>(Operation.class);
        services.put(
                Operation.EMBEDDINGS,
                new FormedService(Operation.EMBEDDINGS, invocation, errors, BedrockServices::embeddings));
        services.put(
                Operation.RERANK,
                new FormedService(
                        Operation.RERANK,
                        new AgentRuntime(),
                        errors,
                        target -> new AgentRerank(AgentRuntime.arn(target))));
        return services;
    }

    private static ServiceForm embeddings(Target target) {
        String model = target.model();
        if (model.contains("cohere.embed")) {
            return new CohereEmbeddings(CohereEmbeddings.Place.BEDROCK);
        }
        if (model.contains("titan-embed-image")) {
            return new TitanImageEmbeddings();
        }
        if (model.contains("titan-embed")) {
            return new TitanEmbeddings(model.contains("-v2"));
        }
        if (model.contains("multimodal-embeddings")) {
            return new NovaEmbeddings();
        }
        throw new IllegalArgumentException(
                "bedrock/" + model + " makes no vectors (expected: a model of Titan, Cohere or Nova for embeddings)");
    }
}
