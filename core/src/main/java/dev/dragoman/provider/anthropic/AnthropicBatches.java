package dev.dragoman.provider.anthropic;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.BatchJob;
import dev.dragoman.provider.BatchLayout;
import dev.dragoman.provider.BatchOrder;
import dev.dragoman.provider.BatchResult;
import dev.dragoman.provider.BatchService;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Percent;
import dev.dragoman.provider.Shelf;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.VendorCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Batches of messages. They are sent as one document and their results handed out by Anthropic; files that were uploaded to its
 * Files API cannot be read back, so that they are of no use here.
 *
 * @param address where conversations are held
 * @param dialect reads refusals
 * @see <a href="https://docs.claude.com/en/api/creating-message-batches">Anthropic: Message Batches</a>
 */
record AnthropicBatches(Address address, Dialect dialect) implements BatchService {

    private static final BatchLayout LAYOUT = new BatchLayout("{\"requests\":[", ",\n", "]}");

    @Override
    public void require(Target target) {
        // Every model of Anthropic's takes batches.
    }

    @Override
    public @Nullable Shelf shelf(Target target) {
        return null;
    }

    @Override
    public @Nullable Shelf results(Target target) {
        return null;
    }

    @Override
    public BatchLayout layout() {
        return LAYOUT;
    }

    @Override
    public JsonBody line(String key, UpstreamRequest asked) {
        JsonBody params = JsonBody.parse(asked.body().toBytes()).without("stream");
        return JsonBody.of(JsonObject.of("custom_id", new JsonString(key)))
                .with("params", Slice.of(params.toBody().toBytes()));
    }

    @Override
    public VendorCall create(BatchOrder order, Target target) {
        Endpoint endpoint = at(target, "", "");
        Headers headers = AnthropicBetas.announce(endpoint.headers(), order.betas());
        return new VendorCall(
                "POST",
                new Endpoint(endpoint.origin(), endpoint.target(), headers),
                new VendorCall.Payload.Bytes("application/json", order.document()),
                true);
    }

    @Override
    public VendorCall get(String job, Target target) {
        return VendorCall.get(at(target, "/" + segment(job), ""));
    }

    @Override
    public VendorCall cancel(String job, Target target) {
        return new VendorCall(
                "POST", at(target, "/" + segment(job) + "/cancel", ""), new VendorCall.Payload.None(), true);
    }

    @Override
    public VendorCall list(int limit, @Nullable String after, Target target) {
        return VendorCall.get(at(target, "", "limit=" + limit + (after == null ? "" : "&after_id=" + segment(after))));
    }

    @Override
    public VendorCall results(String job, Target target) {
        return VendorCall.get(at(target, "/" + segment(job) + "/results", ""));
    }

    @Override
    public Endpoint endpoint(Target target) {
        return at(target, "", "");
    }

    @Override
    public BatchJob created(JsonObject answer, String name) {
        return job(answer);
    }

    @Override
    public BatchJob job(JsonObject answer) {
        String id = answer.string("id");
        JsonObject told = answer.object("request_counts");
        if (id == null || told == null) {
            throw new ApiResponseException(
                    ErrorDetail.of("the vendor's answer is no batch (expected: id and request_counts)"));
        }
        long done = count(told, "succeeded");
        long failed = count(told, "errored") + count(told, "canceled") + count(told, "expired");
        BatchJob.State state = state(answer, told, done);
        return new BatchJob(
                id,
                id,
                state,
                new BatchJob.Times(
                        BatchJob.time(answer.string("created_at")),
                        BatchJob.time(answer.string("created_at")),
                        BatchJob.time(answer.string("ended_at")),
                        BatchJob.time(answer.string("expires_at")),
                        BatchJob.time(answer.string("cancel_initiated_at"))),
                new BatchJob.Counts(count(told, "processing") + done + failed, done, failed),
                null);
    }

    private static BatchJob.State state(JsonObject batch, JsonObject counts, long done) {
        String status = batch.string("processing_status");
        return switch (status == null ? "" : status) {
            case "canceling" -> BatchJob.State.CANCELLING;
            case "ended" -> {
                if (batch.string("cancel_initiated_at") != null) {
                    yield BatchJob.State.CANCELLED;
                }
                boolean late = done + count(counts, "errored") == 0 && count(counts, "expired") > 0;
                yield late ? BatchJob.State.EXPIRED : BatchJob.State.COMPLETED;
            }
            default -> BatchJob.State.IN_PROGRESS;
        };
    }

    @Override
    public BatchJob.Page page(JsonObject answer) {
        List<BatchJob> jobs = new ArrayList<>();
        JsonArray data = answer.array("data");
        for (JsonValue one : data == null ? JsonArray.EMPTY : data) {
            if (one instanceof JsonObject batch) {
                jobs.add(job(batch));
            }
        }
        return new BatchJob.Page(jobs, Boolean.TRUE.equals(answer.bool("has_more")) ? answer.string("last_id") : null);
    }

    @Override
    public boolean isResult(String name) {
        return false;
    }

    @Override
    public BatchResult result(JsonObject line) {
        String told = line.string("custom_id");
        String key = told == null ? "" : told;
        JsonObject result = line.object("result");
        String type = result == null ? null : result.string("type");
        if (result == null || type == null) {
            throw new ApiResponseException(ErrorDetail.of("a line of the vendor's results has no result"));
        }
        return switch (type) {
            case "succeeded" -> new BatchResult.Answered(key, bytes(result.object("message")));
            case "errored" -> refused(key, result.object("error"));
            case "canceled" ->
                new BatchResult.Unasked(
                        key, "batch_cancelled", "the batch was cancelled before this request was processed");
            case "expired" ->
                new BatchResult.Unasked(key, "batch_expired", "the batch expired before this request was processed");
            default ->
                throw new ApiResponseException(
                        ErrorDetail.of("a line of the vendor's results is of an unknown type: " + type));
        };
    }

    @Override
    public LlmException readError(VendorError error) {
        return dialect.readError(error);
    }

    private static BatchResult refused(String key, @Nullable JsonObject error) {
        JsonObject detail = error == null ? null : error.object("error");
        String type = detail == null ? null : detail.string("type");
        int status = switch (type == null ? "" : type) {
            case "invalid_request_error" -> 400;
            case "authentication_error" -> 401;
            case "billing_error" -> 402;
            case "permission_error" -> 403;
            case "not_found_error" -> 404;
            case "request_too_large" -> 413;
            case "rate_limit_error" -> 429;
            case "timeout_error" -> 504;
            case "overloaded_error" -> 529;
            default -> 500;
        };
        return new BatchResult.Refused(key, status, bytes(error));
    }

    private static byte[] bytes(@Nullable JsonObject object) {
        return Json.bytes(object == null ? JsonObject.EMPTY : object);
    }

    private static long count(JsonObject counts, String name) {
        Long count = counts.integer(name);
        return count == null ? 0 : count;
    }

    private static String segment(String text) {
        return Percent.encoded(text, Percent.UNRESERVED);
    }

    private Endpoint at(Target target, String path, String query) {
        Endpoint messages = address.endpoint(Operation.CHAT, target, false);
        String whole = messages.target();
        int mark = whole.indexOf('?');
        String base = (mark < 0 ? whole : whole.substring(0, mark)) + "/batches" + path;
        String own = mark < 0 ? "" : whole.substring(mark + 1);
        String all = own.isEmpty() || query.isEmpty() ? own + query : own + "&" + query;
        return new Endpoint(messages.origin(), all.isEmpty() ? base : base + "?" + all, messages.headers());
    }
}
