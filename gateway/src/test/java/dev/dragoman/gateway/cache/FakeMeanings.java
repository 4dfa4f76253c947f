package dev.dragoman.gateway.cache;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** An embedding model in OpenAI's format to which texts with the same words, in any order, mean nearly the same. */
final class FakeMeanings implements AutoCloseable {

    static final int LENGTH = 64;

    private final AtomicInteger asked = new AtomicInteger();
    private final FakeHttp server =
            FakeHttp.start((exchange, body) -> answer(exchange.getRequestURI().getPath(), body));

    private FakeHttp.Reply answer(String path, byte[] body) {
        if (!path.equals("/v1/embeddings")) {
            return new FakeHttp.Reply(404, new byte[0]);
        }
        asked.incrementAndGet();
        JsonObject request = Json.parseObject(body);
        JsonObject item = JsonObject.builder()
                .put("object", "embedding")
                .put("index", 0)
                .put("embedding", vector(String.valueOf(request.string("input"))))
                .build();
        JsonObject usage = JsonObject.builder()
                .put("prompt_tokens", 7)
                .put("total_tokens", 7)
                .build();
        JsonObject reply = JsonObject.builder()
                .put("object", "list")
                .put("data", JsonArray.of(item))
                .put("model", "words")
                .put("usage", usage)
                .build();
        return new FakeHttp.Reply(200, Json.bytes(reply));
    }

    private static JsonArray vector(String text) {
        double[] counts = new double[LENGTH];
        for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z]+", -1)) {
            if (!word.isEmpty()) {
                counts[Math.floorMod(word.hashCode(), LENGTH)]++;
            }
        }
        List<JsonValue> numbers = new ArrayList<>();
        for (double count : counts) {
            numbers.add(JsonNumber.of(count));
        }
        return new JsonArray(numbers);
    }

    String model(String name) {
        return "  - model_name: " + name
                + "\n    litellm_params: {model: openai_like/words, api_key: sk-x, api_base: \"" + server.url()
                + "/v1\", input_cost_per_token: 0.001}\n";
    }

    int asked() {
        return asked.get();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }
}
