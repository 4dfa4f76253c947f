package dev.dragoman.gateway.batch;

import dev.dragoman.http.Multipart;
import dev.dragoman.http.Slice;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The form that a file comes in.
 *
 * @param fileName what the client calls it
 * @param content its bytes
 * @param model the public name of the model that it is for; null when it does not tell
 */
record UploadForm(String fileName, Slice content, @Nullable String model) {

    /** Fields that are meant for the gateway, and do not matter here. */
    private static final Set<String> PASSED = Set.of("custom_llm_provider", "litellm_metadata");

    /** The model that a form names; null when it names none, or is no form that can be read. */
    static @Nullable String modelOf(byte[] body, @Nullable String contentType) {
        if (contentType == null || !isForm(contentType)) {
            return null;
        }
        try {
            return model(Multipart.read(body, contentType));
        } catch (Multipart.MalformedException told) {
            return null;
        }
    }

    /** The form of a request. */
    static UploadForm read(byte[] body, @Nullable String contentType) {
        if (contentType == null || !isForm(contentType)) {
            throw Wrong.field(
                    "file",
                    "content-type: " + (contentType == null ? "missing" : Wrong.shown(contentType))
                            + " (expected: multipart/form-data)");
        }
        try {
            return of(Multipart.read(body, contentType));
        } catch (Multipart.MalformedException malformed) {
            throw Wrong.field(null, "the request body is no form that can be read: " + malformed.getMessage());
        }
    }

    private static UploadForm of(List<Multipart.Part> parts) {
        Multipart.Part file = null;
        String purpose = null;
        for (Multipart.Part part : parts) {
            switch (part.name()) {
                case "file" -> file = part;
                case "purpose" -> purpose = part.bytes().text().strip();
                case "target_model_names", "model" -> {}
                default -> {
                    if (!PASSED.contains(part.name())) {
                        throw Wrong.field(
                                part.name(),
                                part.name()
                                        + ": not supported for files of this provider (expected: file, purpose,"
                                        + " target_model_names)");
                    }
                }
            }
        }
        if (file == null) {
            throw Wrong.field("file", "file: missing (expected: a file of JSON lines)");
        }
        if (!"batch".equals(purpose)) {
            throw Wrong.field(
                    "purpose",
                    "purpose: "
                            + (purpose == null ? "missing" : "\"" + Wrong.shown(purpose) + "\"")
                            + " (expected: batch, for this provider's files are of no other use here)");
        }
        String name = file.fileName();
        return new UploadForm(name == null || name.isBlank() ? "batch.jsonl" : name, file.bytes(), model(parts));
    }

    private static @Nullable String model(List<Multipart.Part> parts) {
        for (String wanted : List.of("target_model_names", "model")) {
            for (Multipart.Part part : parts) {
                if (part.name().equals(wanted)
                        && part.fileName() == null
                        && !part.bytes().text().isBlank()) {
                    return part.bytes().text().strip();
                }
            }
        }
        return null;
    }

    private static boolean isForm(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }
}
