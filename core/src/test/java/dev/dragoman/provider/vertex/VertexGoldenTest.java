package dev.dragoman.provider.vertex;

import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import dev.dragoman.testkit.GoldenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one request of OpenAI's format becomes for each family of models at Vertex AI, address included. */
final class VertexGoldenTest {

    private static final Path ASKED = Path.of("src/test/resources/golden/vertex/rich.request.in.json");
    private static final OpenAiDialect OPENAI = new OpenAiDialect(true);
    private static final VertexProvider VERTEX = VertexProvider.speaking(OPENAI, dev.dragoman.audio.AudioEncoders.OWN);

    @ParameterizedTest
    @CsvSource({
        "gemini, gemini-2.5-flash",
        "claude, claude-sonnet-4-5-20250929",
        "open, meta/llama-4-scout-17b-16e-instruct-maas",
        "mistral, mistral-large-2411"
    })
    void aRequestIsWrittenForEveryFamily(String family, String model) throws IOException {
        Provider provider = VERTEX.provider(model);
        Target target = new Target(
                model,
                null,
                null,
                null,
                Map.of("vertex_project", "p", "vertex_location", "europe-west1"),
                ModelTraits.unknown(model));
        JsonBody asked = JsonBody.parse(Files.readAllBytes(ASKED)).with("model", new JsonString(model));

        JsonBody written = provider.quirks()
                .adjust(written(provider, asked, target), target)
                .body();
        Endpoint endpoint = provider.address().endpoint(Operation.CHAT, target, true);

        JsonObject sent = JsonObject.builder()
                .put("address", endpoint.origin() + endpoint.target())
                .put("body", written.toObject())
                .build();
        GoldenFiles.usual().check("vertex/rich." + family + ".out.json", sent.toJson());
    }

    /** Requests in the format of the model are not translated. */
    private static JsonBody written(Provider provider, JsonBody asked, Target target) {
        return provider.dialect().name().equals(OPENAI.name())
                ? asked
                : provider.dialect()
                        .writeRequest(OPENAI.readRequest(asked), target.traits())
                        .body();
    }
}
