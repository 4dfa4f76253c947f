package dev.dragoman.testkit.vertex;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Jobs of batch prediction. One runs when it is looked at for the first time and has succeeded at the second, when its results stand in
 * their bucket. Thread-safe.
 *
 * @see <a href="https://cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.batchPredictionJobs">Google:
 *     batchPredictionJobs</a>
 */
final class PredictionJobs {

    private static final Pattern PATH =
            Pattern.compile("(/v1/projects/[^/]+/locations/[a-z0-9-]+/)batchPredictionJobs(?:/([0-9]+)(:cancel)?)?");
    private static final FieldTables TABLES = FieldTables.load(PredictionJobs.class, "jobs.fields");
    private static final String FILTER = "display_name:\"";
    private static final String TIME = "2026-01-01T00:00:00.000000Z";

    private final CloudBuckets buckets;
    private final Model model;
    private final Map<String, Kept> jobs = new LinkedHashMap<>();

    PredictionJobs(CloudBuckets buckets, Model model) {
        this.buckets = buckets;
        this.model = model;
    }

    /** Answers one line of a job. */
    interface Model {

        /** What the model answers to a request at this path. */
        Reply answer(RecordedRequest job, String path, JsonNode request);
    }

    private static final class Kept {

        private final String id;
        private final String place;
        private final JsonNode asked;
        private final RecordedRequest request;
        private String state = "JOB_STATE_PENDING";
        private @Nullable String error;
        private int total;
        private int failed;

        Kept(String id, String place, JsonNode asked, RecordedRequest request) {
            this.id = id;
            this.place = place;
            this.asked = asked;
            this.request = request;
        }

        ObjectNode shown() {
            ObjectNode job = Json.object();
            job.put("name", place.substring("/v1/".length()) + "batchPredictionJobs/" + id);
            for (String name : List.of("displayName", "model", "inputConfig", "outputConfig")) {
                job.set(name, asked.path(name));
            }
            job.put("state", state).put("createTime", TIME);
            if (!state.equals("JOB_STATE_PENDING")) {
                job.put("startTime", TIME);
            }
            if (error != null) {
                job.putObject("error").put("code", 3).put("message", error);
            }
            if (state.equals("JOB_STATE_SUCCEEDED")) {
                job.put("endTime", "2026-01-01T01:00:00.000000Z");
                job.putObject("outputInfo").put("gcsOutputDirectory", folder());
                job.putObject("completionStats")
                        .put("successfulCount", Integer.toString(total - failed))
                        .put("failedCount", Integer.toString(failed))
                        .put("incompleteCount", "-1");
            }
            return job;
        }

        String folder() {
            String prefix = asked.path("outputConfig")
                    .path("gcsDestination")
                    .path("outputUriPrefix")
                    .asString("");
            return prefix + (prefix.endsWith("/") ? "" : "/") + "prediction-model-2026-01-01T00:00:00.000000Z";
        }
    }

    static boolean serves(String path) {
        return PATH.matcher(path).matches();
    }

    synchronized Reply answer(RecordedRequest request) {
        Matcher path = PATH.matcher(request.path());
        if (!path.matches()) {
            throw VertexRefusal.of(404, "NOT_FOUND", "Not Found");
        }
        String id = path.group(2);
        boolean cancel = path.group(3) != null;
        boolean post = request.method().equals("POST");
        if (id == null) {
            return VertexRefusal.json(
                    200, post ? created(path.group(1), request).shown() : listed(request));
        }
        Kept job = jobs.get(id);
        if (job == null || post != cancel) {
            throw VertexRefusal.of(404, "NOT_FOUND", "The BatchPredictionJob does not exist.");
        }
        return VertexRefusal.json(200, cancel ? cancelled(job) : looked(job));
    }

    private Kept created(String place, RecordedRequest request) {
        JsonNode body = parsed(request.body());
        List<Violation> violations = TABLES.check(body, "Job", Reading.EXACT);
        if (!violations.isEmpty()) {
            throw VertexRefusal.badRequest(violations.getFirst().toString());
        }
        Kept kept = new Kept(Integer.toString(7_000 + jobs.size()), place, body, request);
        jobs.put(kept.id, kept);
        return kept;
    }

    private ObjectNode looked(Kept job) {
        switch (job.state) {
            case "JOB_STATE_PENDING" -> job.state = "JOB_STATE_RUNNING";
            case "JOB_STATE_RUNNING" -> complete(job);
            case "JOB_STATE_CANCELLING" -> job.state = "JOB_STATE_CANCELLED";
            default -> {}
        }
        return job.shown();
    }

    private static ObjectNode cancelled(Kept job) {
        job.state = "JOB_STATE_CANCELLING";
        return Json.object();
    }

    private void complete(Kept job) {
        String input = job.asked
                .path("inputConfig")
                .path("gcsSource")
                .path("uris")
                .path(0)
                .asString("");
        byte[] document = buckets.find(input);
        if (document == null) {
            job.state = "JOB_STATE_FAILED";
            job.error = "The input " + input + " cannot be read";
            return;
        }
        List<String> results = new ArrayList<>();
        for (String line : new String(document, StandardCharsets.UTF_8).lines().toList()) {
            results.add(Json.text(result(job, parsed(line.getBytes(StandardCharsets.UTF_8)))));
        }
        job.total = results.size();
        String lines = String.join("\n", results.reversed());
        buckets.keep(job.folder() + "/predictions.jsonl", lines.getBytes(StandardCharsets.UTF_8));
        buckets.keep(job.folder() + "/errors.txt", new byte[0]);
        job.state = "JOB_STATE_SUCCEEDED";
    }

    private ObjectNode result(Kept job, JsonNode line) {
        String name = job.asked.path("model").asString("");
        boolean claude = name.contains("/anthropic/");
        ObjectNode result = Json.object();
        if (claude) {
            result.set("custom_id", line.path("custom_id"));
        } else {
            result.put("status", "").put("processed_time", TIME);
        }
        result.set("request", line.path("request"));
        String path = job.place + name + (claude ? ":rawPredict" : ":generateContent");
        Reply reply = model.answer(job.request, path, line.path("request"));
        JsonNode said = Json.read(reply.frames().iterator().next().bytes());
        boolean refused = said.has("error");
        job.failed += refused ? 1 : 0;
        result.set("response", refused ? Json.object() : said);
        return result.put("status", refused ? "Bad Request: " + Json.text(said) : "");
    }

    private ObjectNode listed(RecordedRequest request) {
        String filter = request.query().getOrDefault("filter", "");
        if (!filter.startsWith(FILTER) || !filter.endsWith("*\"")) {
            throw VertexRefusal.badRequest("Invalid filter: " + filter);
        }
        String prefix = filter.substring(FILTER.length(), filter.length() - "*\"".length());
        ObjectNode page = Json.object();
        ArrayNode all = page.putArray("batchPredictionJobs");
        new ArrayList<>(jobs.values())
                .reversed().stream()
                        .filter(job ->
                                job.asked.path("displayName").asString("").startsWith(prefix))
                        .forEach(job -> all.add(job.shown()));
        return page;
    }

    private static JsonNode parsed(byte[] text) {
        try {
            return Json.read(text);
        } catch (JacksonException wrong) {
            throw VertexRefusal.badRequest("Invalid JSON payload received. " + wrong.getOriginalMessage());
        }
    }
}
