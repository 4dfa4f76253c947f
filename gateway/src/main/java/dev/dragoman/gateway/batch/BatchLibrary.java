package dev.dragoman.gateway.batch;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.call.CallIds;
import dev.dragoman.gateway.web.Offload;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.routing.BatchExchange;
import dev.dragoman.routing.Deployment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Files and batches at vendors that hold batches in a form of their own: Anthropic, Vertex AI and Bedrock. Where something is, is told
 * by its id. Thread-safe.
 */
public final class BatchLibrary {

    private static final long HEAP_FOR_ONE = 512L << 20;

    private final BatchPlaces places;
    private final FilesDesk files;
    private final BatchesDesk batches;

    /**
     * The library.
     *
     * @param openai the dialect of clients
     * @param secret seals ids
     * @param limits how long vendors may take
     * @param spending what batches are paid by
     * @param names names files and batches
     */
    public BatchLibrary(
            Dialect openai,
            BatchPlaces places,
            BatchExchange exchange,
            String secret,
            Kept kept,
            Limits limits,
            BatchSpending spending,
            CallIds names,
            InstantSource clock) {
        Desk desk = new Desk(
                openai,
                places,
                exchange,
                new KeptIds(secret),
                kept.directory().resolve("batches"),
                kept.offload(),
                limits.timeout(),
                limits.idle(),
                clock,
                limits.nanoClock());
        this.places = places;
        Outputs outputs = new Outputs(desk, spending);
        Semaphore large = new Semaphore(documentsAtOnce(), true);
        this.files = new FilesDesk(desk, outputs, names, large);
        this.batches = new BatchesDesk(desk, outputs, names, large);
    }

    /**
     * Where files are kept for vendors that keep none.
     *
     * @param directory the gateway's own
     * @param offload does what holds a thread
     */
    public record Kept(Path directory, Offload offload) {}

    /**
     * How long vendors may take.
     *
     * @param timeout to begin an answer
     * @param idle the longest silence between two pieces of it
     */
    public record Limits(Supplier<Duration> timeout, Supplier<Duration> idle, LongSupplier nanoClock) {}

    /** Documents are as large as uploads; many of them at once would not fit on a small heap. */
    private static int documentsAtOnce() {
        return (int) Math.max(1, Runtime.getRuntime().maxMemory() / HEAP_FOR_ONE);
    }

    /** Whether a call is for one of these vendors. */
    public boolean takes(LibraryCall call) {
        if (names(call.id()) || names(call.input())) {
            return true;
        }
        if (call.id() != null) {
            return foreign(call);
        }
        String model = model(call);
        List<Deployment> group = model == null ? List.of() : places.group(model.split(",", 2)[0].strip());
        return group.stream().anyMatch(deployment -> Place.service(deployment) != null) || foreign(call);
    }

    private boolean foreign(LibraryCall call) {
        return call.provider() != null && places.offers(call.provider());
    }

    private static boolean names(@Nullable String id) {
        return id != null && KeptIds.isOurs(id);
    }

    private static @Nullable String model(LibraryCall call) {
        String told = call.model();
        boolean upload = call.operation().equals("POST /files");
        return told != null || !upload
                ? told
                : UploadForm.modelOf(
                        call.body(), call.request().exchange().headers().first("content-type"));
    }

    /** Answers a call that is for one of these vendors. */
    public void answer(LibraryCall call) {
        try {
            routed(call);
        } catch (JsonSyntaxException strange) {
            throw new ApiResponseException(
                    ErrorDetail.of("the vendor answered with something that is no JSON object"), 502, strange);
        } catch (IllegalArgumentException misconfigured) {
            throw Wrong.place(misconfigured);
        }
    }

    private void routed(LibraryCall call) {
        switch (call.operation()) {
            case "POST /files" -> files.upload(call);
            case "GET /files" -> files.list(call);
            case "GET /files/{id}" -> files.show(call);
            case "GET /files/{id}/content" -> files.content(call);
            case "DELETE /files/{id}" -> files.delete(call);
            case "POST /batches" -> batches.create(call);
            case "GET /batches" -> batches.list(call);
            case "GET /batches/{id}" -> batches.show(call);
            case "POST /batches/{id}/cancel" -> batches.cancel(call);
            default -> throw Wrong.missing(call.path());
        }
    }
}
