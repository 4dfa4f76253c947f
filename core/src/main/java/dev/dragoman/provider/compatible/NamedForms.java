package dev.dragoman.provider.compatible;

import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.dialect.cohere.CohereRerank;
import dev.dragoman.dialect.deepinfra.DeepInfraRerank;
import dev.dragoman.dialect.fal.FalImages;
import dev.dragoman.dialect.huggingface.FeatureExtraction;
import dev.dragoman.dialect.huggingface.TeiRerank;
import dev.dragoman.dialect.mistral.MistralModerations;
import dev.dragoman.dialect.nvidia.NvidiaRerank;
import dev.dragoman.dialect.openai.ChatImages;
import dev.dragoman.dialect.openai.OpenAiEmbeddings;
import dev.dragoman.dialect.openai.SizedImages;
import dev.dragoman.dialect.triton.TritonEmbeddings;
import dev.dragoman.dialect.voyage.MultimodalEmbeddings;
import dev.dragoman.provider.Operation;
import java.util.Set;

/** The forms of operations beside chat that are not OpenAI's, by the names that the table uses. */
final class NamedForms {

    private NamedForms() {}

    static ServiceForm of(Operation operation, String name) {
        return switch (operation) {
            case EMBEDDINGS -> embeddings(name);
            case RERANK -> rerank(name);
            case MODERATIONS -> moderations(name);
            case IMAGES, IMAGE_EDITS -> images(name, operation == Operation.IMAGE_EDITS);
            default -> throw unknown(operation, name);
        };
    }

    private static ServiceForm embeddings(String name) {
        return switch (name) {
            case "numbers" -> new OpenAiEmbeddings("dimensions", false);
            case "numbers-of-one-length" -> new OpenAiEmbeddings(null, false);
            case "output-dimension" -> new OpenAiEmbeddings("output_dimension", false);
            case "output-dimension-or-parts" ->
                new FormOfModel(
                        "voyage-multimodal",
                        new MultimodalEmbeddings(),
                        new OpenAiEmbeddings("output_dimension", false));
            case "images" -> new OpenAiEmbeddings("dimensions", true);
            case "features" -> new FeatureExtraction();
            case "tensors" -> new TritonEmbeddings();
            default -> throw unknown(Operation.EMBEDDINGS, name);
        };
    }

    private static ServiceForm rerank(String name) {
        return switch (name) {
            case "objects" -> new CohereRerank("top_n", true, false, null);
            case "silent-objects" -> new CohereRerank("top_n", true, true, null);
            case "texts" -> new CohereRerank("top_n", false, false, null);
            case "silent-texts" -> new CohereRerank("top_n", false, true, null);
            case "top-k" -> new CohereRerank("top_k", false, false, Set.of("truncation"));
            case "passages" -> new NvidiaRerank();
            case "pairs" -> new DeepInfraRerank();
            case "ranks" -> new TeiRerank();
            default -> throw unknown(Operation.RERANK, name);
        };
    }

    private static ServiceForm images(String name, boolean edits) {
        return switch (name) {
            case "chat" -> new ChatImages(edits);
            case "queue" -> new FalImages();
            case "width-height" -> new SizedImages("model", "width,height", "n", "response_format", "base64");
            case "width-height-one" -> new SizedImages("model", "width,height", null, "response_format", "b64_json");
            case "image-size" -> new SizedImages("model", "image_size", "batch_size", null, "never");
            case "image-size-of-both" -> new SizedImages("model", "image_size{}", "num_images", null, "never");
            case "named-model" -> new SizedImages("model_name", "width,height", null, null, "always");
            default -> throw unknown(Operation.IMAGES, name);
        };
    }

    private static ServiceForm moderations(String name) {
        return switch (name) {
            case "own-categories" -> new MistralModerations();
            default -> throw unknown(Operation.MODERATIONS, name);
        };
    }

    private static IllegalArgumentException unknown(Operation operation, String name) {
        return new IllegalArgumentException("form " + operation.title() + " " + name);
    }
}
