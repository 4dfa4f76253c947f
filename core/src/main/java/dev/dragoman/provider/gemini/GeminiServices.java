package dev.dragoman.provider.gemini;

import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.dialect.gemini.GeminiEmbeddings;
import dev.dragoman.dialect.gemini.GeminiImages;
import dev.dragoman.dialect.gemini.ImagenImages;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.FormedService;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.Target;
import java.util.Map;
import java.util.function.Function;

/** What Google offers by an API key beside conversations. */
final class GeminiServices {

    private GeminiServices() {}

    static Map<Operation, Service> of(Address address, Function<VendorError, LlmException> errors) {
        return Map.of(
                Operation.EMBEDDINGS,
                FormedService.of(Operation.EMBEDDINGS, address, errors, new GeminiEmbeddings()),
                Operation.IMAGES,
                new FormedService(Operation.IMAGES, address, errors, GeminiServices::images),
                Operation.IMAGE_EDITS,
                new FormedService(Operation.IMAGE_EDITS, address, errors, GeminiServices::edits));
    }

    /** Whether the model is not talked to but asked for images alone. */
    static boolean isImagen(String model) {
        return model.contains("imagen");
    }

    private static ServiceForm images(Target target) {
        return isImagen(target.model()) ? new ImagenImages(false) : new GeminiImages(false);
    }

    private static ServiceForm edits(Target target) {
        if (isImagen(target.model())) {
            throw new IllegalArgumentException("gemini/" + target.model()
                    + " changes no images here (expected: a Gemini model that draws, or Imagen at vertex_ai)");
        }
        return new GeminiImages(true);
    }
}
