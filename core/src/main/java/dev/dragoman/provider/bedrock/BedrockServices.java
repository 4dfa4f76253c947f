package dev.dragoman.provider.bedrock;

import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.dialect.cohere.CohereEmbeddings;
import dev.dragoman.dialect.stability.StableDiffusion;
import dev.dragoman.dialect.stability.StableImage;
import dev.dragoman.dialect.titan.AgentRerank;
import dev.dragoman.dialect.titan.NovaEmbeddings;
import dev.dragoman.dialect.titan.TitanEmbeddings;
import dev.dragoman.dialect.titan.TitanImageEmbeddings;
import dev.dragoman.dialect.titan.TitanImages;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.FormedService;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.Target;
import java.util.EnumMap;
import java.util.List;
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
                Operation.IMAGES, new FormedService(Operation.IMAGES, invocation, errors, BedrockServices::images));
        for (Operation operation : List.of(Operation.IMAGE_EDITS, Operation.IMAGE_VARIATIONS)) {
            services.put(operation, new FormedService(operation, invocation, errors, BedrockServices::edits));
        }
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

    private static ServiceForm images(Target target) {
        String model = target.model();
        if (isAmazons(model)) {
            return new TitanImages(TitanImages.Task.TEXT_IMAGE);
        }
        if (model.contains("stability.stable-diffusion-xl")) {
            return new StableDiffusion();
        }
        if (model.contains("stability.")) {
            return new StableImage(false);
        }
        throw drawsNothing(model);
    }

    private static ServiceForm edits(Target target) {
        String model = target.model();
        if (isAmazons(model)) {
            return new TitanImages(TitanImages.Task.IMAGE_VARIATION);
        }
        if (model.contains("stability.") && !model.contains("stability.stable-diffusion-xl")) {
            return new StableImage(true);
        }
        throw drawsNothing(model);
    }

    private static boolean isAmazons(String model) {
        return model.contains("nova-canvas") || model.contains("titan-image");
    }

    private static IllegalArgumentException drawsNothing(String model) {
        return new IllegalArgumentException(
                "bedrock/" + model + " does not do that (expected: an image model of Titan, Nova Canvas or Stability)");
    }
}
