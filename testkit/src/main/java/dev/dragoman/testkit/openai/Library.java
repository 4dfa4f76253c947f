package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.schema.FieldTables;
import dev.dragoman.testkit.schema.Reading;
import dev.dragoman.testkit.schema.Violation;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What OpenAI keeps: files, batches of requests, and jobs of fine-tuning. A batch is complete when it is looked at for the first
 * time. Thread-safe.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/files">OpenAI: Files</a>
 */
final class Library {

    static final Header JSON = new Header("content-type", "application/json");

    private static final FieldTables TABLES = FieldTables.load(Library.class, "library.fields");

    private final AtomicLong numbers = new AtomicLong();
    private final StoredFiles files = new StoredFiles(this::number);
    private final Map<String, ObjectNode> batches = new LinkedHashMap<>();
    private final Map<String, ObjectNode> jobs = new LinkedHashMap<>();

    /** The answer to a request at this path below the base; empty when nothing is kept there. */
    synchronized Optional<Reply> answer(String path, RecordedRequest request) {
        String[] parts = path.substring(1).split("/", -1);
        boolean tuning = parts.length > 1 && parts[0].equals("fine_tuning") && parts[1].equals("jobs");
        int rest = tuning ? 2 : 1;
        String id = parts.length > rest ? parts[rest] : "";
        String action = parts.length > rest + 1 ? parts[rest + 1] : "";
        String asked = request.method() + " " + (id.isEmpty() ? "" : "id") + " " + action;
        if (parts[0].equals("files")) {
            return files.answer(asked.strip(), id, request);
        }
        if (parts[0].equals("batches")) {
            return batches(asked.strip(), id, request);
        }
        return tuning ? jobs(asked.strip(), id, request) : Optional.empty();
    }

    private Optional<Reply> batches(String asked, String id, RecordedRequest request) {
        return switch (asked) {
            case "POST" -> Optional.of(json(batch(checked(request, "Batch"))));
            case "GET" -> Optional.of(json(page(new ArrayList<>(batches.values()), request)));
            case "GET id" -> Optional.of(json(settled(found(batches, id, "batch"))));
            case "POST id cancel" -> Optional.of(json(cancelled(found(batches, id, "batch"), "cancelling")));
            default -> Optional.empty();
        };
    }

    private ObjectNode batch(JsonNode asked) {
        String input = asked.path("input_file_id").asString("");
        ObjectNode file = files.find(input);
        if (file == null || !file.path("purpose").asString("").equals("batch")) {
            throw Refusal.badRequest("Invalid input_file_id: " + input, "input_file_id", null);
        }
        String id = "batch_" + number();
        ObjectNode batch = Json.object().put("id", id).put("object", "batch");
        batch.set("endpoint", asked.path("endpoint"));
        batch.put("input_file_id", input).put("completion_window", "24h").put("status", "validating");
        batch.put("created_at", StoredFiles.TIME);
        if (asked.has("metadata")) {
            batch.set("metadata", asked.path("metadata"));
        }
        batch.putObject("request_counts").put("total", 0).put("completed", 0).put("failed", 0);
        batches.put(id, batch);
        return batch;
    }

    /** A batch that was not cancelled has its answers by now. */
    private ObjectNode settled(ObjectNode batch) {
        String status = batch.path("status").asString("");
        if (status.equals("cancelling")) {
            return batch.put("status", "cancelled");
        }
        if (!status.equals("validating")) {
            return batch;
        }
        List<JsonNode> lines = files.lines(batch.path("input_file_id").asString(""));
        StringBuilder answers = new StringBuilder();
        lines.forEach(line -> answers.append(Json.text(answered(line))).append('\n'));
        batch.put("status", "completed").put("completed_at", StoredFiles.TIME);
        batch.put("output_file_id", files.keep("output.jsonl", "batch_output", answers.toString()));
        batch.putObject("request_counts")
                .put("total", lines.size())
                .put("completed", lines.size())
                .put("failed", 0);
        return batch;
    }

    private ObjectNode answered(JsonNode line) {
        ObjectNode answer = Json.object().put("id", "batch_req_" + number());
        answer.set("custom_id", line.path("custom_id"));
        ObjectNode response = answer.putObject("response").put("status_code", 200);
        ObjectNode body = response.putObject("body").put("object", "chat.completion");
        body.set("model", line.path("body").path("model"));
        answer.putNull("error");
        return answer;
    }

    private Optional<Reply> jobs(String asked, String id, RecordedRequest request) {
        return switch (asked) {
            case "POST" -> Optional.of(json(job(checked(request, "Job"))));
            case "GET" -> Optional.of(json(page(new ArrayList<>(jobs.values()), request)));
            case "GET id" -> Optional.of(json(found(jobs, id, "job")));
            case "POST id cancel" -> Optional.of(json(cancelled(found(jobs, id, "job"), "cancelled")));
            case "GET id events" -> Optional.of(json(page(List.of(event(found(jobs, id, "job"))), request)));
            case "GET id checkpoints" -> {
                found(jobs, id, "job");
                yield Optional.of(json(page(List.of(), request)));
            }
            default -> Optional.empty();
        };
    }

    private ObjectNode job(JsonNode asked) {
        String training = asked.path("training_file").asString("");
        if (files.find(training) == null) {
            throw Refusal.badRequest("invalid training_file: " + training, "training_file", null);
        }
        String id = "ftjob-" + number();
        ObjectNode job = Json.object().put("id", id).put("object", "fine_tuning.job");
        job.set("model", asked.path("model"));
        job.put("training_file", training).put("status", "queued").put("created_at", StoredFiles.TIME);
        job.put("organization_id", "org-123").put("seed", asked.path("seed").asInt(0));
        job.putArray("result_files");
        job.putNull("fine_tuned_model")
                .putNull("finished_at")
                .putNull("trained_tokens")
                .putNull("validation_file");
        job.putNull("error");
        job.putObject("hyperparameters").put("n_epochs", "auto");
        jobs.put(id, job);
        return job;
    }

    private static ObjectNode event(ObjectNode job) {
        return Json.object()
                .put("object", "fine_tuning.job.event")
                .put("id", "ftevent-" + job.path("id").asString(""))
                .put("created_at", StoredFiles.TIME)
                .put("level", "info")
                .put("message", "Created fine-tuning job: " + job.path("id").asString(""));
    }

    private static ObjectNode cancelled(ObjectNode kept, String status) {
        String now = kept.path("status").asString("");
        if (!now.equals("validating") && !now.equals("queued")) {
            throw Refusal.of(409, "Cannot cancel what has status '" + now + "'.", null, null);
        }
        return kept.put("status", status);
    }

    static ObjectNode found(Map<String, ObjectNode> kept, String id, String kind) {
        ObjectNode found = kept.get(id);
        if (found == null) {
            throw Refusal.of(404, "No " + kind + " found with id '" + id + "'.", "id", null);
        }
        return found;
    }

    /** A page of a list, which begins after the one that the query names. */
    static ObjectNode page(List<ObjectNode> all, RecordedRequest request) {
        String after = request.query().getOrDefault("after", "");
        int limit = Integer.parseInt(request.query().getOrDefault("limit", "20"));
        int from = 0;
        for (int i = 0; i < all.size(); i++) {
            from = all.get(i).path("id").asString("").equals(after) ? i + 1 : from;
        }
        List<ObjectNode> some = all.subList(from, Math.min(all.size(), from + limit));
        ObjectNode page = Json.object().put("object", "list");
        ArrayNode data = page.putArray("data");
        some.forEach(data::add);
        page.put("has_more", from + some.size() < all.size());
        if (!some.isEmpty()) {
            page.set("first_id", some.getFirst().path("id"));
            page.set("last_id", some.getLast().path("id"));
        }
        return page;
    }

    static Reply json(ObjectNode body) {
        return Reply.whole(200, List.of(JSON), Json.bytes(body));
    }

    private static JsonNode checked(RecordedRequest request, String table) {
        JsonNode body = OpenAiRules.parsed(request);
        List<Violation> violations = TABLES.check(body, table, Reading.EXACT);
        if (!violations.isEmpty()) {
            throw OpenAiComplaints.refusal(violations.getFirst());
        }
        return body;
    }

    private String number() {
        return Long.toString(numbers.incrementAndGet());
    }
}
