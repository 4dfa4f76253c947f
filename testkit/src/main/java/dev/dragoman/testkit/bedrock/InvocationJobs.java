package dev.dragoman.testkit.bedrock;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.schema.FieldTables;
import dev.dragoman.testkit.schema.Reading;
import dev.dragoman.testkit.schema.Violation;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Jobs of model invocations. One is in progress when it is looked at for the first time and completed at the second, when its results
 * stand in their bucket. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateModelInvocationJob.html">AWS:
 *     CreateModelInvocationJob</a>
 */
final class InvocationJobs {

    static final String PATH = "/model-invocation-job";

    private static final FieldTables TABLES = FieldTables.load(InvocationJobs.class, "jobs.fields");
    private static final String TIME = "2026-01-01T00:00:00Z";

    private final S3Buckets buckets;
    private final Model model;
    private final Map<String, Kept> jobs = new LinkedHashMap<>();

    InvocationJobs(S3Buckets buckets, Model model) {
        this.buckets = buckets;
        this.model = model;
    }

    /** Answers one record of a job. */
    interface Model {

        /**
         * What the model answers.
         *
         * @throws BedrockRefusal when it refuses
         */
        Reply answer(RecordedRequest job, String model, boolean converse, JsonNode input);
    }

    private static final class Kept {

        private final String id;
        private final JsonNode asked;
        private final RecordedRequest request;
        private String status = "Submitted";
        private String message = "";
        private int total;
        private int failed;

        Kept(String id, JsonNode asked, RecordedRequest request) {
            this.id = id;
            this.asked = asked;
            this.request = request;
        }

        String arn() {
            return "arn:aws:bedrock:eu-west-1:123456789012:model-invocation-job/" + id;
        }

        ObjectNode shown() {
            ObjectNode job =
                    Json.object().put("jobArn", arn()).put("status", status).put("submitTime", TIME);
            for (String name : List.of("jobName", "modelId", "roleArn", "inputDataConfig", "outputDataConfig")) {
                job.set(name, asked.path(name));
            }
            if (!message.isEmpty()) {
                job.put("message", message);
            }
            if (status.equals("Completed") || status.equals("Stopped")) {
                job.put("endTime", "2026-01-01T01:00:00Z");
                job.put("totalRecordCount", total).put("processedRecordCount", total);
                job.put("successRecordCount", total - failed).put("errorRecordCount", failed);
            }
            return job;
        }
    }

    synchronized Reply answer(RecordedRequest request) {
        String path = request.path();
        if (path.equals(PATH + "s") && request.method().equals("GET")) {
            return json(listed(request));
        }
        String rest = path.substring(PATH.length());
        if (rest.isEmpty() && request.method().equals("POST")) {
            return json(Json.object().put("jobArn", created(request).arn()));
        }
        boolean stop = rest.endsWith("/stop") && request.method().equals("POST");
        if (stop) {
            return json(stopped(found(rest.substring(1, rest.length() - "/stop".length()))));
        }
        if (rest.startsWith("/") && request.method().equals("GET")) {
            return json(looked(found(rest.substring(1))));
        }
        throw BedrockRefusal.of(404, "UnknownOperationException", "");
    }

    private Kept created(RecordedRequest request) {
        JsonNode body = parsed(request.body());
        List<Violation> violations = TABLES.check(body, "Job", Reading.EXACT);
        if (!violations.isEmpty()) {
            throw BedrockRefusal.validation(violations.getFirst().toString());
        }
        String id = String.format("job%09d", jobs.size() + 1);
        Kept kept = new Kept(id, body, request);
        jobs.put(id, kept);
        return kept;
    }

    private ObjectNode looked(Kept job) {
        switch (job.status) {
            case "Submitted" -> job.status = "InProgress";
            case "InProgress" -> complete(job);
            case "Stopping" -> job.status = "Stopped";
            default -> {}
        }
        return job.shown();
    }

    private static ObjectNode stopped(Kept job) {
        if (!job.status.equals("Submitted") && !job.status.equals("InProgress")) {
            throw BedrockRefusal.of(409, "ConflictException", "The job cannot be stopped in status " + job.status);
        }
        job.status = "Stopping";
        return Json.object();
    }

    private void complete(Kept job) {
        String input = job.asked
                .path("inputDataConfig")
                .path("s3InputDataConfig")
                .path("s3Uri")
                .asString("");
        byte[] document = buckets.find(input);
        if (document == null || !input.endsWith(".jsonl")) {
            job.status = "Failed";
            job.message = "The input " + input + " cannot be read";
            return;
        }
        List<String> results = new ArrayList<>();
        for (String line : new String(document, StandardCharsets.UTF_8).lines().toList()) {
            results.add(Json.text(result(job, parsed(line.getBytes(StandardCharsets.UTF_8)))));
        }
        job.total = results.size();
        String output = job.asked
                .path("outputDataConfig")
                .path("s3OutputDataConfig")
                .path("s3Uri")
                .asString("");
        String folder = output + (output.endsWith("/") ? "" : "/") + job.id + "/";
        String name = input.substring(input.lastIndexOf('/') + 1) + ".out";
        String lines = String.join("\n", results.reversed()) + "\n";
        buckets.keep(folder + name, lines.getBytes(StandardCharsets.UTF_8));
        buckets.keep(
                folder + "manifest.json.out",
                Json.bytes(Json.object().put("totalRecordCount", job.total).put("errorRecordCount", job.failed)));
        job.status = "Completed";
    }

    private ObjectNode result(Kept job, JsonNode record) {
        String id = record.path("recordId").asString("");
        if (!id.matches("[a-zA-Z0-9]{11}") || !record.path("modelInput").isObject() || record.size() != 2) {
            throw BedrockRefusal.validation("record " + id + " is malformed");
        }
        boolean converse = job.asked.path("modelInvocationType").asString("").equals("Converse");
        ObjectNode result = Json.object().put("recordId", id);
        result.set("modelInput", record.path("modelInput"));
        try {
            Reply reply = model.answer(
                    job.request, job.asked.path("modelId").asString(""), converse, record.path("modelInput"));
            result.set("modelOutput", Json.read(reply.frames().iterator().next().bytes()));
        } catch (BedrockRefusal refused) {
            job.failed++;
            result.putObject("error").put("errorCode", 400).put("errorMessage", refused.getMessage());
        }
        return result;
    }

    private ObjectNode listed(RecordedRequest request) {
        String named = request.query().getOrDefault("nameContains", "");
        ObjectNode page = Json.object();
        ArrayNode summaries = page.putArray("invocationJobSummaries");
        new ArrayList<>(jobs.values())
                .reversed().stream()
                        .filter(job -> job.asked.path("jobName").asString("").contains(named))
                        .forEach(job -> summaries.add(job.shown()));
        return page;
    }

    private Kept found(String id) {
        Kept kept = jobs.get(id);
        if (kept == null) {
            throw BedrockRefusal.of(404, "ResourceNotFoundException", "The job " + id + " was not found");
        }
        return kept;
    }

    private static JsonNode parsed(byte[] text) {
        try {
            return Json.read(text);
        } catch (JacksonException wrong) {
            throw BedrockRefusal.of(400, "SerializationException", "no JSON");
        }
    }

    private static Reply json(ObjectNode body) {
        return Reply.whole(200, BedrockErrors.headers(null), Json.bytes(body));
    }
}
