package dev.dragoman.provider.vertex;

import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.dialect.gemini.EmbedContent;
import dev.dragoman.dialect.gemini.GeminiImages;
import dev.dragoman.dialect.gemini.ImagenImages;
import dev.dragoman.dialect.gemini.MultimodalEmbeddings;
import dev.dragoman.dialect.gemini.PredictEmbeddings;
import dev.dragoman.dialect.gemini.RankRecords;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.provider.FormedService;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.Target;
import java.util.Map;
import java.util.function.Function;

/** What Google's models offer at Vertex AI beside conversations. */
final class VertexServices {

    private static final String PREDICT = ":predict";

    private VertexServices() {}

    static Map<Operation, Service> of(VertexAddress address, Function<VendorError, LlmException> errors) {
        return Map.of(
                Operation.EMBEDDINGS,
                new FormedService(Operation.EMBEDDINGS, address, errors, VertexServices::embeddings),
                Operation.IMAGES,
                new FormedService(Operation.IMAGES, address, errors, target -> images(target, false)),
                Operation.IMAGE_EDITS,
                new FormedService(Operation.IMAGE_EDITS, address, errors, target -> images(target, true)),
                Operation.RERANK,
                FormedService.of(Operation.RERANK, new RankingAddress(), errors, new RankRecords()));
    }

    /** What is done with the model's resource. */
    static String method(Operation operation, String model) {
        if (operation == Operation.EMBEDDINGS) {
            return embedsContent(model) ? ":embedContent" : PREDICT;
        }
        return draws(model) ? ":generateContent" : PREDICT;
    }

    private static ServiceForm images(Target target, boolean edits) {
        return draws(target.model()) ? new GeminiImages(edits) : new ImagenImages(edits);
    }

    /** Whether images are drawn by a model that is talked to. */
    private static boolean draws(String model) {
        return model.contains("gemini");
    }

    private static ServiceForm embeddings(Target target) {
        String model = target.model();
        if (embedsContent(model)) {
            return new EmbedContent();
        }
        if (model.contains("multimodalembedding")) {
            return new MultimodalEmbeddings();
        }
        return new PredictEmbeddings(model.contains("gemini-embedding") ? 1 : PredictEmbeddings.MOST);
    }

    /** Gemini's second generation of vectors has left the older method. */
    private static boolean embedsContent(String model) {
        return model.contains("gemini-embedding-2");
    }
}
