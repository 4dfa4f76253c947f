package dev.dragoman.testkit.anthropic;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.schema.FieldTables;
import dev.dragoman.testkit.schema.Reading;
import dev.dragoman.testkit.schema.Violation;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Batches of messages. One is in progress when it is looked at for the first time and has ended at the second; its requests are
 * answered as they would be now. Thread-safe.
 *
 * @see <a href="https://docs.claude.com/en/api/creating-message-batches">Anthropic: Message Batches</a>
 */
final class MessageBatches {

    static final String PATH = "/v1/messages/batches";

    /** A request that says so is not reached before the batch expires. */
    static final String LATE = "too late";

    private static final FieldTables TABLES = FieldTables.load(MessageBatches.class, "batches.fields");
    private static final String TIME = "2026-01-01T00:00:00Z";

    private final BiFunction<RecordedRequest, JsonNode, Reply> answers;
    private final Map<String, Kept> batches = new LinkedHashMap<>();

    /**
     * The batches.
     *
     * @param answers what is answered to a message
     */
    MessageBatches(BiFunction<RecordedRequest, JsonNode, Reply> answers) {
        this.answers = answers;
    }

    private static final class Kept {

        private final String id;
        private final List<ObjectNode> results;
        private int looks;
        private boolean cancelled;

        Kept(String id, List<ObjectNode> results) {
            this.id = id;
            this.results = results;
        }

        boolean ended() {
            return looks > 1;
        }

        ObjectNode shown() {
            String status = ended() ? "ended" : cancelled ? "canceling" : "in_progress";
            ObjectNode batch = Json.object()
                    .put("id", id)
                    .put("type", "message_batch")
                    .put("processing_status", status)
                    .put("created_at", TIME)
                    .put("expires_at", "2026-01-02T00:00:00Z");
            batch.put("ended_at", ended() ? "2026-01-01T01:00:00Z" : null);
            batch.put("cancel_initiated_at", cancelled ? "2026-01-01T00:30:00Z" : null);
            batch.putNull("archived_at");
            batch.put("results_url", ended() ? "https://api.anthropic.com" + PATH + "/" + id + "/results" : null);
            ObjectNode counts = batch.putObject("request_counts");
            counts.put("processing", ended() ? 0 : results.size());
            for (String type : List.of("succeeded", "errored", "canceled", "expired")) {
                counts.put(type, ended() ? count(type) : 0);
            }
            return batch;
        }

        private long count(String type) {
            return results.stream()
                    .filter(line ->
                            line.path("result").path("type").asString("").equals(type))
                    .count();
        }
    }

    synchronized Reply answer(RecordedRequest request) {
        String rest = request.path().substring(PATH.length());
        String[] parts = rest.split("/", -1);
        String id = parts.length > 1 ? parts[1] : "";
        String action = parts.length > 2 ? parts[2] : "";
        String asked = request.method() + (id.isEmpty() ? "" : " id") + (action.isEmpty() ? "" : " " + action);
        return switch (asked) {
            case "POST" -> json(created(request).shown());
            case "GET" -> json(listed(request));
            case "GET id" -> json(looked(found(id)));
            case "POST id cancel" -> json(cancelled(found(id)));
            case "GET id results" -> results(found(id));
            default -> throw AnthropicRefusal.of(404, "not_found_error", "Not Found");
        };
    }

    private Kept created(RecordedRequest request) {
        JsonNode body = parsed(request);
        List<Violation> violations = TABLES.check(body, "Batch", Reading.EXACT);
        if (!violations.isEmpty()) {
            throw AnthropicRefusal.badRequest(AnthropicComplaints.message(violations.getFirst()));
        }
        Set<String> seen = new HashSet<>();
        List<ObjectNode> results = new ArrayList<>();
        for (JsonNode one : body.path("requests")) {
            String customId = one.path("custom_id").asString("");
            if (!seen.add(customId)) {
                throw AnthropicRefusal.badRequest("requests: custom_id must be unique");
            }
            results.add(result(request, customId, one.path("params")));
        }
        String id = "msgbatch_" + String.format("%024d", batches.size() + 1);
        Kept kept = new Kept(id, results);
        batches.put(id, kept);
        return kept;
    }

    private ObjectNode result(RecordedRequest request, String customId, JsonNode params) {
        ObjectNode line = Json.object().put("custom_id", customId);
        ObjectNode result = line.putObject("result");
        if (Json.text(params.path("messages")).contains(LATE)) {
            result.put("type", "expired");
            return line;
        }
        Reply reply = answers.apply(request, params);
        JsonNode said = Json.read(reply.frames().iterator().next().bytes());
        boolean failed = said.path("type").asString("").equals("error");
        result.put("type", failed ? "errored" : "succeeded").set(failed ? "error" : "message", said);
        return line;
    }

    private static ObjectNode looked(Kept batch) {
        batch.looks++;
        return batch.shown();
    }

    private static ObjectNode cancelled(Kept batch) {
        if (batch.ended()) {
            throw AnthropicRefusal.badRequest("Batch " + batch.id + " cannot be canceled after processing has ended");
        }
        batch.cancelled = true;
        batch.results.forEach(line -> line.putObject("result").put("type", "canceled"));
        return batch.shown();
    }

    private ObjectNode listed(RecordedRequest request) {
        int limit = Integer.parseInt(request.query().getOrDefault("limit", "20"));
        String after = request.query().getOrDefault("after_id", "");
        List<Kept> all = new ArrayList<>(batches.values()).reversed();
        int from = 0;
        for (int i = 0; i < all.size(); i++) {
            from = all.get(i).id.equals(after) ? i + 1 : from;
        }
        List<Kept> some = all.subList(from, Math.min(all.size(), from + limit));
        ObjectNode page = Json.object();
        ArrayNode data = page.putArray("data");
        some.forEach(batch -> data.add(batch.shown()));
        return page.put("has_more", from + some.size() < all.size())
                .put("first_id", some.isEmpty() ? null : some.getFirst().id)
                .put("last_id", some.isEmpty() ? null : some.getLast().id);
    }

    private static Reply results(Kept batch) {
        if (!batch.ended()) {
            throw AnthropicRefusal.of(
                    404, "not_found_error", "Batch " + batch.id + " has no available results: it has not ended");
        }
        StringBuilder lines = new StringBuilder();
        // They come in any order.
        batch.results.reversed().forEach(line -> lines.append(Json.text(line)).append('\n'));
        return Reply.text(200, "application/x-jsonl", lines.toString());
    }

    private Kept found(String id) {
        Kept kept = batches.get(id);
        if (kept == null) {
            throw AnthropicRefusal.of(404, "not_found_error", "Batch not found: " + id);
        }
        return kept;
    }

    private static JsonNode parsed(RecordedRequest request) {
        try {
            return Json.read(request.body());
        } catch (JacksonException wrong) {
            throw AnthropicRefusal.badRequest("The request body is not valid JSON: " + wrong.getOriginalMessage());
        }
    }

    private static Reply json(ObjectNode body) {
        return Reply.whole(200, List.of(new Header("content-type", "application/json")), Json.bytes(body));
    }
}
