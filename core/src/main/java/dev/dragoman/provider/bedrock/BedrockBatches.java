package dev.dragoman.provider.bedrock;

import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
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
import dev.dragoman.provider.aws.AwsPartition;
import dev.dragoman.provider.aws.S3Shelf;
import dev.dragoman.provider.completions.BaseAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Jobs of model invocations: documents and results stand in buckets of S3, in the format of Converse or in the model's own,
 * whichever the model is asked in.
 *
 * @param errors reads refusals
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateModelInvocationJob.html">AWS:
 *     CreateModelInvocationJob</a>
 */
record BedrockBatches(Function<VendorError, LlmException> errors) implements BatchService {

    private static final String EXAMPLE = "https://bedrock.us-east-1.amazonaws.com";
    private static final String MODELS = "https://bedrock-runtime.";
    private static final String JOBS = "/model-invocation-job";
    private static final String ROLE = "aws_batch_role_arn";
    private static final String BUCKET = "s3_bucket_name";
    private static final String OUTPUT_BUCKET = "s3_output_bucket_name";
    private static final int HOURS = 24;

    /** The buckets and the role, by their settings' variables of the environment. */
    static final Map<String, String> VARIABLES = Map.of(
            BUCKET,
            "AWS_S3_BUCKET_NAME",
            OUTPUT_BUCKET,
            "AWS_S3_OUTPUT_BUCKET_NAME",
            "s3_encryption_key_id",
            "AWS_S3_ENCRYPTION_KEY_ID",
            "s3_endpoint_url",
            "AWS_ENDPOINT_URL_S3",
            ROLE,
            "AWS_BATCH_ROLE_ARN");

    @Override
    public void require(Target target) {
        role(target);
        BedrockRoute.of(target.model());
    }

    @Override
    public Shelf shelf(Target target) {
        return S3Shelf.of(target, BUCKET, "AWS_S3_BUCKET_NAME", region(target));
    }

    @Override
    public Shelf results(Target target) {
        return text(target, OUTPUT_BUCKET) == null
                ? shelf(target)
                : S3Shelf.of(target, OUTPUT_BUCKET, "AWS_S3_OUTPUT_BUCKET_NAME", region(target));
    }

    @Override
    public BatchLayout layout() {
        return BatchLayout.LINES;
    }

    @Override
    public JsonBody line(String key, UpstreamRequest asked) {
        // Converse has its own place for features, where its dialect has written them.
        boolean claude = JsonBody.parse(asked.body().toBytes()).has("anthropic_version");
        Body body = claude ? ClaudeBetas.inBody(asked).body() : asked.body();
        return JsonBody.of(JsonObject.of("recordId", new JsonString(key))).with("modelInput", Slice.of(body.toBytes()));
    }

    @Override
    public VendorCall create(BatchOrder order, Target target) {
        JsonObject output = JsonObject.builder()
                .put("s3Uri", results(target).address(order.output()))
                .putIfPresent("s3EncryptionKeyId", text(target, "s3_encryption_key_id"))
                .build();
        JsonObject input = JsonObject.builder()
                .put("s3InputFormat", "JSONL")
                .put("s3Uri", shelf(target).address(order.input()))
                .build();
        boolean converse = BedrockRoute.of(target.model()) == BedrockRoute.CONVERSE;
        JsonObject job = JsonObject.builder()
                .put("jobName", BatchJob.PREFIX + order.name())
                .put("clientRequestToken", order.name())
                .put("modelId", BedrockModel.of(target).id())
                .put("roleArn", role(target))
                .put("inputDataConfig", JsonObject.of("s3InputDataConfig", input))
                .put("outputDataConfig", JsonObject.of("s3OutputDataConfig", output))
                .put("timeoutDurationInHours", HOURS)
                .put("modelInvocationType", converse ? "Converse" : "InvokeModel")
                .build();
        return VendorCall.json(at(target, JOBS), JsonBody.of(job));
    }

    @Override
    public VendorCall get(String job, Target target) {
        return VendorCall.get(at(target, JOBS + "/" + segment(job)));
    }

    @Override
    public VendorCall cancel(String job, Target target) {
        return new VendorCall(
                "POST", at(target, JOBS + "/" + segment(job) + "/stop"), new VendorCall.Payload.None(), true);
    }

    @Override
    public VendorCall list(int limit, @Nullable String after, Target target) {
        String query = "?maxResults=" + limit + "&nameContains=" + BatchJob.PREFIX
                + (after == null ? "" : "&nextToken=" + segment(after)) + "&sortBy=CreationTime&sortOrder=Descending";
        return VendorCall.get(at(target, JOBS + "s" + query));
    }

    @Override
    public VendorCall results(String job, Target target) {
        throw new IllegalStateException("results stand in a bucket");
    }

    @Override
    public Endpoint endpoint(Target target) {
        return at(target, JOBS);
    }

    @Override
    public BatchJob created(JsonObject answer, String name) {
        return new BatchJob(
                id(answer),
                name,
                BatchJob.State.VALIDATING,
                new BatchJob.Times(null, null, null, null, null),
                null,
                null);
    }

    @Override
    public BatchJob job(JsonObject answer) {
        BatchJob.State state = state(answer.string("status"));
        return new BatchJob(
                id(answer),
                BatchJob.ownName(answer.string("jobName")),
                state,
                new BatchJob.Times(
                        BatchJob.time(answer.string("submitTime")),
                        null,
                        BatchJob.time(answer.string("endTime")),
                        BatchJob.time(answer.string("jobExpirationTime")),
                        null),
                counts(answer),
                state == BatchJob.State.FAILED ? answer.string("message") : null);
    }

    private static BatchJob.@Nullable Counts counts(JsonObject job) {
        Long total = job.integer("totalRecordCount");
        Long done = job.integer("successRecordCount");
        Long failed = job.integer("errorRecordCount");
        return total == null || total == 0
                ? null
                : new BatchJob.Counts(total, done == null ? 0 : done, failed == null ? 0 : failed);
    }

    private static BatchJob.State state(@Nullable String status) {
        return switch (status == null ? "" : status) {
            case "InProgress", "Scheduled" -> BatchJob.State.IN_PROGRESS;
            case "Completed", "PartiallyCompleted" -> BatchJob.State.COMPLETED;
            case "Failed" -> BatchJob.State.FAILED;
            case "Stopping" -> BatchJob.State.CANCELLING;
            case "Stopped" -> BatchJob.State.CANCELLED;
            case "Expired" -> BatchJob.State.EXPIRED;
            default -> BatchJob.State.VALIDATING;
        };
    }

    @Override
    public BatchJob.Page page(JsonObject answer) {
        List<BatchJob> jobs = new ArrayList<>();
        JsonArray summaries = answer.array("invocationJobSummaries");
        for (JsonValue one : summaries == null ? JsonArray.EMPTY : summaries) {
            if (one instanceof JsonObject summary) {
                jobs.add(job(summary));
            }
        }
        return new BatchJob.Page(jobs, answer.string("nextToken"));
    }

    @Override
    public boolean isResult(String name) {
        return name.endsWith(".jsonl.out");
    }

    @Override
    public BatchResult result(JsonObject line) {
        String told = line.string("recordId");
        String key = told == null ? "" : told;
        JsonObject output = line.object("modelOutput");
        if (output != null) {
            return new BatchResult.Answered(key, Json.bytes(output));
        }
        JsonObject error = line.object("error");
        Long code = error == null ? null : error.integer("errorCode");
        String message = error == null ? null : error.string("errorMessage");
        return new BatchResult.Refused(
                key,
                code != null && code >= 400 && code < 600 ? Math.toIntExact(code) : 500,
                Json.bytes(JsonObject.of(
                        "message", new JsonString(message == null ? "the model gave no output" : message))));
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }

    private static String id(JsonObject job) {
        String arn = job.string("jobArn");
        if (arn == null) {
            throw new ApiResponseException(ErrorDetail.of("the vendor's answer is no job (expected: jobArn)"));
        }
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private static String role(Target target) {
        String role = text(target, ROLE);
        if (role == null) {
            throw new IllegalArgumentException(
                    ROLE + ": missing (expected: the ARN of the role that reads and writes the"
                            + " buckets of batches, or AWS_BATCH_ROLE_ARN in the environment)");
        }
        return role;
    }

    private static String region(Target target) {
        return BedrockRegion.of(target, BedrockModel.of(target));
    }

    /** The models' runtime holds no jobs; its address stands for its neighbour's. */
    private static Endpoint at(Target target, String path) {
        String region = region(target);
        String runtime = text(target, "aws_bedrock_runtime_endpoint");
        String told = runtime == null ? target.apiBase() : runtime;
        String base = told == null || told.isBlank() || told.startsWith(MODELS)
                ? "https://bedrock." + region + "." + AwsPartition.domain(region)
                : told;
        BaseAddress address = BaseAddress.of(base, EXAMPLE);
        return new Endpoint(Origin.of(address.uri()), address.path() + path, Headers.of("accept", "application/json"));
    }

    private static @Nullable String text(Target target, String setting) {
        String told = target.setting(setting);
        return told == null || told.isBlank() ? null : told.strip();
    }

    private static String segment(String text) {
        return Percent.encoded(text, Percent.UNRESERVED);
    }
}
