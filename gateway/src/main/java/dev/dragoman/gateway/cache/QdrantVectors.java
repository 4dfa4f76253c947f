package dev.dragoman.gateway.cache;

import dev.dragoman.gateway.config.CacheSettings;
import dev.dragoman.http.Headers;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Vectors in Qdrant. A thread of its own makes the collection when it is missing, writes, and looks whether the server is there; a
 * server that is not is not asked.
 *
 * @see <a href="https://api.qdrant.tech/api-reference">Qdrant: REST API</a>
 */
final class QdrantVectors implements VectorStore {

    private static final System.Logger LOG = System.getLogger(QdrantVectors.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration WRITING = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(3);
    private static final int MOST_WAITING = 2_000;
    private static final long NEVER = 1L << 52;
    private static final byte[] NOTHING = new byte[0];
    private static final String ENTRY = "qdrant";

    private final Remote server;
    private final CacheSettings.QdrantSemantic settings;
    private final Headers headers;
    private final InstantSource clock;
    private final BlockingQueue<JsonObject> points = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread worker;
    private volatile @Nullable String trouble = "not connected yet";
    private volatile boolean closed;

    QdrantVectors(Remote server, CacheSettings.QdrantSemantic settings, InstantSource clock) {
        this.server = server;
        this.settings = settings;
        this.clock = clock;
        Headers.Builder fields = Headers.builder().add("content-type", "application/json");
        if (settings.apiKey() != null) {
            fields.add("api-key", settings.apiKey());
        }
        this.headers = fields.build();
        Thread first = Thread.ofPlatform().daemon().name("cache-qdrant-look").start(this::look);
        join(first, FIRST_LOOK);
        this.worker = Thread.ofPlatform().daemon().name("cache-qdrant").start(this::work);
    }

    private static void join(Thread thread, Duration patience) {
        try {
            thread.join(patience);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private String collection(String rest) {
        return "/collections/" + dev.dragoman.provider.Percent.encoded(settings.collection(), "-_.") + rest;
    }

    private void work() {
        try {
            while (!closed || !points.isEmpty() && trouble == null) {
                if (trouble != null) {
                    look();
                }
                JsonObject point = points.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (point != null && trouble == null) {
                    write(point);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks whether the collection is there and fits, and makes it when it is missing. */
    private void look() {
        try {
            JsonObject exists = result(asked("GET", collection("/exists"), null));
            if (!Boolean.TRUE.equals(exists.bool("exists"))) {
                create();
            }
            fit(result(asked("GET", collection(""), null)));
            changed(null);
        } catch (UncheckedIOException | JsonSyntaxException failed) {
            changed(failed.getMessage());
        }
    }

    private void create() {
        JsonObject vectors = JsonObject.builder()
                .put("size", settings.vectorSize())
                .put("distance", "Cosine")
                .build();
        asked(
                "PUT",
                collection(""),
                JsonObject.builder()
                        .put("vectors", vectors)
                        .put("quantization_config", quantization())
                        .build());
        asked(
                "PUT",
                collection("/index?wait=true"),
                JsonObject.builder()
                        .put("field_name", "scope")
                        .put("field_schema", "keyword")
                        .build());
    }

    private JsonObject quantization() {
        JsonObject.Builder how = JsonObject.builder();
        switch (settings.quantization()) {
            case SCALAR -> how.put("type", "int8").put("quantile", JsonNumber.of(0.99));
            case PRODUCT -> how.put("compression", "x16");
            case BINARY -> {}
        }
        String name = settings.quantization().name().toLowerCase(java.util.Locale.ROOT);
        return JsonObject.of(name, how.put("always_ram", false).build());
    }

    private void fit(JsonObject info) {
        JsonObject config = info.object("config");
        JsonObject params = config == null ? null : config.object("params");
        JsonObject vectors = params == null ? null : params.object("vectors");
        Long size = vectors == null ? null : vectors.integer("size");
        if (size == null || size != settings.vectorSize()) {
            throw new UncheckedIOException(new IOException("collection " + settings.collection() + " has vectors of "
                    + size + " numbers (expected: " + settings.vectorSize() + ")"));
        }
    }

    private void changed(@Nullable String now) {
        String before = trouble;
        trouble = now;
        if (now != null && !now.equals(before)) {
            LOG.log(System.Logger.Level.ERROR, "Qdrant at {0}: {1}; going on without", settings.base(), now);
        } else if (now == null && before != null) {
            LOG.log(System.Logger.Level.INFO, "Qdrant at {0}: connected", settings.base());
        }
    }

    private JsonObject asked(String method, String target, @Nullable JsonObject body) {
        byte[] bytes = body == null ? NOTHING : Json.bytes(body);
        return Json.parseObject(server.ask(method, target, headers, bytes, WRITING)
                .orThrow("Qdrant " + method + " " + target)
                .body());
    }

    private static JsonObject result(JsonObject reply) {
        JsonObject result = reply.object("result");
        return result == null ? JsonObject.EMPTY : result;
    }

    @Override
    public @Nullable Found nearest(String scope, float[] vector) {
        if (trouble != null) {
            throw new UncheckedIOException(new IOException("Qdrant: " + trouble));
        }
        try {
            fits(vector);
            byte[] body = Json.bytes(search(scope, vector));
            Remote.Reply reply = server.ask("POST", collection("/points/search"), headers, body, PATIENCE);
            JsonArray found =
                    Json.parseObject(reply.orThrow("Qdrant search").body()).array("result");
            return found == null || found.isEmpty() || !(found.items().getFirst() instanceof JsonObject best)
                    ? null
                    : found(best);
        } catch (UncheckedIOException | JsonSyntaxException failed) {
            changed(failed.getMessage());
            throw failed;
        }
    }

    private void fits(float[] vector) {
        if (vector.length != settings.vectorSize()) {
            throw new UncheckedIOException(new IOException("model "
                    + settings.likeness().model() + " makes vectors of "
                    + vector.length + " numbers (expected: qdrant_semantic_cache_vector_size " + settings.vectorSize()
                    + ")"));
        }
    }

    private JsonObject search(String scope, float[] vector) {
        JsonObject ours = JsonObject.builder()
                .put("key", "scope")
                .put("match", JsonObject.of("value", new JsonString(scope)))
                .build();
        JsonObject fresh = JsonObject.builder()
                .put("key", "expires")
                .put("range", JsonObject.of("gt", JsonNumber.of(clock.millis())))
                .build();
        JsonObject quantization = JsonObject.builder()
                .put("ignore", false)
                .put("rescore", true)
                .put("oversampling", JsonNumber.of(3.0))
                .build();
        return JsonObject.builder()
                .put("vector", numbers(vector))
                .put("filter", JsonObject.of("must", JsonArray.of(ours, fresh)))
                .put("params", JsonObject.of("quantization", quantization))
                .put("limit", 1)
                .put("with_payload", true)
                .build();
    }

    private static JsonArray numbers(float[] vector) {
        List<JsonValue> numbers = new ArrayList<>(vector.length);
        for (float number : vector) {
            numbers.add(new JsonNumber(Float.toString(number)));
        }
        return new JsonArray(numbers);
    }

    private static @Nullable Found found(JsonObject point) {
        JsonObject payload = point.object("payload");
        String response = payload == null ? null : payload.string("response");
        Double score = point.number("score");
        Entry entry = response == null ? null : EntryFormat.read(ENTRY, decoded(response));
        return entry == null || score == null ? null : new Found(entry, score);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException foreign) {
            // What another program wrote is no entry.
            return NOTHING;
        }
    }

    @Override
    public void put(String scope, String text, float[] vector, Entry entry) {
        JsonObject payload = JsonObject.builder()
                .put("text", text)
                .put("scope", scope)
                .put("expires", entry.expiresMillis() == 0 ? NEVER : entry.expiresMillis())
                .put("response", Base64.getEncoder().encodeToString(EntryFormat.written(ENTRY, entry)))
                .build();
        UUID id = UUID.nameUUIDFromBytes((scope + "\n" + text).getBytes(StandardCharsets.UTF_8));
        JsonObject point = JsonObject.builder()
                .put("id", id.toString())
                .put("vector", numbers(vector))
                .put("payload", payload)
                .build();
        if (trouble != null || !points.offer(point)) {
            throw new UncheckedIOException(new IOException("Qdrant: " + (trouble == null ? "too slow" : trouble)));
        }
    }

    private void write(JsonObject point) {
        try {
            asked("PUT", collection("/points?wait=true"), JsonObject.of("points", JsonArray.of(point)));
        } catch (UncheckedIOException | JsonSyntaxException failed) {
            changed(failed.getMessage());
        }
    }

    /** The collection is made anew. */
    @Override
    public void clear() {
        points.clear();
        asked("DELETE", collection(""), null);
        create();
    }

    @Override
    public @Nullable String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        closed = true;
        join(worker, LOOK.plus(LOOK));
    }
}
