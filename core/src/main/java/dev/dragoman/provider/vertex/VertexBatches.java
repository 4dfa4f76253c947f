package dev.dragoman.provider.vertex;

import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.BatchJob;
import dev.dragoman.provider.BatchLayout;
import dev.dragoman.provider.BatchOrder;
import dev.dragoman.provider.BatchResult;
import dev.dragoman.provider.BatchService;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Percent;
import dev.dragoman.provider.Shelf;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.VendorCall;
import dev.dragoman.provider.completions.BaseAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Jobs of batch prediction for Gemini and Claude: documents and results stand in a bucket of Cloud Storage.
 *
 * @param errors reads refusals
 * @see <a href="https://cloud.google.com/vertex-ai/generative-ai/docs/multimodal/batch-prediction-from-cloud-storage">Google: Batch
 *     inference from Cloud Storage</a>
 */
record VertexBatches(Function<VendorError, LlmException> errors) implements BatchService {

    /** The bucket, by its settings' variables of the environment. */
    static final Map<String, String> VARIABLES =
            Map.of(CloudStorage.BUCKET, "GCS_BUCKET_NAME", CloudStorage.ENDPOINT, "STORAGE_EMULATOR_HOST");

    /** Lines of Gemini have no id; a label comes back with them. */
    private static final String LABEL = "dragoman_line";

    private static final String JOBS = "/batchPredictionJobs";
    private static final String JSONL = "jsonl";

    @Override
    public void require(Target target) {
        resource(target);
        VertexPlace place = VertexPlace.of(target);
        if (place.project() == null) {
            throw new IllegalArgumentException("vertex_project: missing (expected: a project, for batches are held by a"
                    + " project's own credentials)");
        }
    }

    @Override
    public boolean serves(Target target) {
        return switch (VertexFamily.of(target.model())) {
            case GEMINI, CLAUDE -> true;
            case TUNED_GEMINI, MISTRAL, AI21, OPEN, ENDPOINT -> false;
        };
    }

    @Override
    public Shelf shelf(Target target) {
        return CloudStorage.of(target, errors);
    }

    @Override
    public Shelf results(Target target) {
        return shelf(target);
    }

    @Override
    public BatchLayout layout() {
        return BatchLayout.LINES;
    }

    @Override
    public JsonBody line(String key, UpstreamRequest asked) {
        JsonBody body = JsonBody.parse(asked.body().toBytes());
        if (body.has("anthropic_version")) {
            JsonBody request = announced(body.without("stream"), asked.headers());
            return JsonBody.of(JsonObject.of("custom_id", new JsonString(key)))
                    .with("request", Slice.of(request.toBody().toBytes()));
        }
        JsonObject labels = body.value("labels") instanceof JsonObject told ? told : JsonObject.EMPTY;
        JsonBody labelled = body.with("labels", labels.with(LABEL, new JsonString(key)));
        return JsonBody.of(JsonObject.EMPTY)
                .with("request", Slice.of(labelled.toBody().toBytes()));
    }

    private static JsonBody announced(JsonBody body, Headers headers) {
        String betas = ClaudeBetas.known(headers).first("anthropic-beta");
        return betas == null || body.has("anthropic_beta")
                ? body
                : body.with("anthropic_beta", JsonArray.ofStrings(List.of(betas.split(",", -1))));
    }

    @Override
    public VendorCall create(BatchOrder order, Target target) {
        Shelf shelf = shelf(target);
        JsonObject job = JsonObject.builder()
                .put("displayName", BatchJob.PREFIX + order.name())
                .put("model", resource(target))
                .put(
                        "inputConfig",
                        JsonObject.builder()
                                .put("instancesFormat", JSONL)
                                .put(
                                        "gcsSource",
                                        JsonObject.of(
                                                "uris", JsonArray.of(new JsonString(shelf.address(order.input())))))
                                .build())
                .put(
                        "outputConfig",
                        JsonObject.builder()
                                .put("predictionsFormat", JSONL)
                                .put(
                                        "gcsDestination",
                                        JsonObject.of("outputUriPrefix", new JsonString(shelf.address(order.output()))))
                                .build())
                .build();
        return VendorCall.json(at(target, ""), JsonBody.of(job));
    }

    @Override
    public VendorCall get(String job, Target target) {
        return VendorCall.get(at(target, "/" + segment(job)));
    }

    @Override
    public VendorCall cancel(String job, Target target) {
        return VendorCall.json(at(target, "/" + segment(job) + ":cancel"), JsonBody.of(JsonObject.EMPTY));
    }

    @Override
    public VendorCall list(int limit, @Nullable String after, Target target) {
        String filter = segment("display_name:\"" + BatchJob.PREFIX + "*\"");
        return VendorCall.get(at(
                target,
                "?filter=" + filter + "&pageSize=" + limit + (after == null ? "" : "&pageToken=" + segment(after))));
    }

    @Override
    public VendorCall results(String job, Target target) {
        throw new IllegalStateException("results stand in a bucket");
    }

    @Override
    public Endpoint endpoint(Target target) {
        return at(target, "");
    }

    @Override
    public BatchJob created(JsonObject answer, String name) {
        return job(answer);
    }

    @Override
    public BatchJob job(JsonObject answer) {
        String name = answer.string("name");
        if (name == null) {
            throw new ApiResponseException(ErrorDetail.of("the vendor's answer is no job (expected: name)"));
        }
        BatchJob.State state = state(answer.string("state"));
        JsonObject error = answer.object("error");
        return new BatchJob(
                name.substring(name.lastIndexOf('/') + 1),
                BatchJob.ownName(answer.string("displayName")),
                state,
                new BatchJob.Times(
                        BatchJob.time(answer.string("createTime")),
                        BatchJob.time(answer.string("startTime")),
                        BatchJob.time(answer.string("endTime")),
                        null,
                        null),
                counts(answer.object("completionStats")),
                error == null ? null : error.string("message"));
    }

    private static BatchJob.@Nullable Counts counts(@Nullable JsonObject stats) {
        if (stats == null) {
            return null;
        }
        long done = count(stats, "successfulCount");
        long failed = count(stats, "failedCount");
        // What is not known how far it is going to get is told as a negative number.
        long incomplete = Math.max(0, count(stats, "incompleteCount"));
        return new BatchJob.Counts(done + failed + incomplete, done, failed);
    }

    /** Long numbers are texts in Google's JSON. */
    private static long count(JsonObject stats, String name) {
        Long number = stats.integer(name);
        String text = stats.string(name);
        try {
            return number != null ? number : text == null ? 0 : Long.parseLong(text);
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    private static BatchJob.State state(@Nullable String state) {
        return switch (state == null ? "" : state) {
            case "JOB_STATE_RUNNING", "JOB_STATE_PAUSED", "JOB_STATE_UPDATING" -> BatchJob.State.IN_PROGRESS;
            case "JOB_STATE_SUCCEEDED", "JOB_STATE_PARTIALLY_SUCCEEDED" -> BatchJob.State.COMPLETED;
            case "JOB_STATE_FAILED" -> BatchJob.State.FAILED;
            case "JOB_STATE_CANCELLING" -> BatchJob.State.CANCELLING;
            case "JOB_STATE_CANCELLED" -> BatchJob.State.CANCELLED;
            case "JOB_STATE_EXPIRED" -> BatchJob.State.EXPIRED;
            default -> BatchJob.State.VALIDATING;
        };
    }

    @Override
    public BatchJob.Page page(JsonObject answer) {
        List<BatchJob> jobs = new ArrayList<>();
        JsonArray all = answer.array("batchPredictionJobs");
        for (JsonValue one : all == null ? JsonArray.EMPTY : all) {
            if (one instanceof JsonObject job) {
                jobs.add(job(job));
            }
        }
        String next = answer.string("nextPageToken");
        return new BatchJob.Page(jobs, next == null || next.isEmpty() ? null : next);
    }

    @Override
    public boolean isResult(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        return file.startsWith("predictions") && file.endsWith(".jsonl");
    }

    @Override
    public BatchResult result(JsonObject line) {
        String key = key(line);
        JsonObject response = line.object("response");
        String status = line.string("status");
        boolean failed = status != null && !status.isBlank();
        if (response != null && !response.isEmpty() && !failed) {
            return new BatchResult.Answered(key, Json.bytes(response));
        }
        return refused(key, status == null ? "" : status);
    }

    private static String key(JsonObject line) {
        String own = line.string("custom_id");
        JsonObject request = line.object("request");
        JsonObject labels = request == null ? null : request.object("labels");
        String label = labels == null ? null : labels.string(LABEL);
        return own != null ? own : label == null ? "" : label;
    }

    /** A refusal is told as a word, behind which stands what the model's own API would have answered. */
    private static BatchResult refused(String key, String status) {
        int from = status.indexOf('{');
        try {
            JsonObject body = from < 0 ? JsonObject.EMPTY : Json.parseObject(status.substring(from));
            JsonObject error = body.object("error");
            Long code = error == null ? null : error.integer("code");
            if (code != null && code >= 400 && code < 600) {
                return new BatchResult.Refused(key, Math.toIntExact(code), Json.bytes(body));
            }
        } catch (JsonSyntaxException noJson) {
            // The text is told as it is.
        }
        String message = status.isBlank() ? "the model gave no response" : status;
        JsonObject error = JsonObject.builder()
                .put("code", 500)
                .put("message", message)
                .put("status", "INTERNAL")
                .build();
        return new BatchResult.Refused(key, 500, Json.bytes(JsonObject.of("error", error)));
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }

    private static String resource(Target target) {
        VertexFamily family = VertexFamily.of(target.model());
        String id = family.id(target.model());
        return switch (family) {
            case GEMINI -> "publishers/google/models/" + id;
            case CLAUDE -> "publishers/anthropic/models/" + id;
            case TUNED_GEMINI, MISTRAL, AI21, OPEN, ENDPOINT ->
                throw new IllegalArgumentException("model: vertex_ai/" + target.model()
                        + " (expected: a model of Gemini or Claude, which Vertex AI takes batches for)");
        };
    }

    private static Endpoint at(Target target, String path) {
        VertexPlace place = VertexPlace.of(target);
        String told = target.apiBase();
        BaseAddress base = BaseAddress.of(told == null || told.isBlank() ? place.host() : told, place.host());
        int projects = base.path().indexOf("/projects/");
        String before = projects < 0 ? base.path() : base.path().substring(0, projects);
        boolean versioned = before.endsWith("/v1") || before.endsWith("/v1beta1");
        return new Endpoint(
                Origin.of(base.uri()), before + (versioned ? "" : "/v1") + place.path() + JOBS + path, Headers.EMPTY);
    }

    private static String segment(String text) {
        return Percent.encoded(text, Percent.UNRESERVED);
    }
}
