package dev.dragoman.testkit.realtime;

import dev.dragoman.testkit.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One session: answers every response with the last user's words, in text or as sound, and counts tokens so that tests can foresee
 * them: a word is a token of text, a hundred bytes of sound are one of audio.
 */
final class Conversation {

    private static final int BYTES_PER_TOKEN = 100;
    private static final int SOUND_TOKENS_PER_WORD = 10;

    private final Sink sink;
    private final boolean beta;
    private final ObjectNode session;
    private final Map<String, ObjectNode> items = new LinkedHashMap<>();
    private int buffered;
    private long textTokens;
    private long audioTokens;
    private long cached;
    private long cachedAudio;
    private int number;
    private String heard = "";

    /** Where events go. */
    @FunctionalInterface
    interface Sink {

        void send(ObjectNode event) throws IOException;
    }

    Conversation(Sink sink, String model, boolean beta) {
        this.sink = sink;
        this.beta = beta;
        this.session = Json.object()
                .put("object", "realtime.session")
                .put("id", "sess_1")
                .put("model", model);
        if (beta) {
            session.putArray("modalities").add("text").add("audio");
        } else {
            session.put("type", "realtime").putArray("output_modalities").add("audio");
        }
    }

    void begin() throws IOException {
        send("session.created", event -> event.set("session", session.deepCopy()));
    }

    /** Answers a client's event, which may be wrong. */
    void take(String text) throws IOException {
        JsonNode event;
        try {
            event = Json.read(text);
        } catch (RuntimeException noJson) {
            error("invalid_json", "The event is not valid JSON.", null, null);
            return;
        }
        String id = event.path("event_id").isString() ? event.path("event_id").asString() : null;
        RealtimeRules.Complaint complaint = RealtimeRules.complaint(event, beta);
        if (complaint != null) {
            error(complaint.code(), complaint.message(), complaint.param(), id);
            return;
        }
        switch (event.path("type").asString()) {
            case "session.update" -> update((ObjectNode) event.get("session"), id);
            case "conversation.item.create" -> create((ObjectNode) event.get("item"));
            case "conversation.item.delete" -> delete(event, id);
            case "conversation.item.retrieve" -> retrieve(event, id);
            case "conversation.item.truncate" -> truncate(event, id);
            case "input_audio_buffer.append" ->
                buffered += Base64.getDecoder().decode(event.path("audio").asString()).length;
            case "input_audio_buffer.clear" -> {
                buffered = 0;
                send("input_audio_buffer.cleared", cleared -> {});
            }
            case "input_audio_buffer.commit" -> commit(id);
            case "response.create" -> respond(event.path("response"));
            case "response.cancel" ->
                error("response_cancel_not_active", "Cancellation failed: no active response found", null, id);
            default -> throw new IllegalStateException("an event that passed the rules: " + event);
        }
    }

    private void update(ObjectNode change, @Nullable String id) throws IOException {
        JsonNode model = change.get("model");
        if (model != null && !model.equals(session.get("model"))) {
            error("invalid_value", "Session model cannot be changed to " + model + ".", "session.model", id);
            return;
        }
        merge(session, change);
        send("session.updated", event -> event.set("session", session.deepCopy()));
    }

    private static void merge(ObjectNode into, ObjectNode change) {
        change.properties().forEach(entry -> {
            if (entry.getValue() instanceof ObjectNode inner && into.get(entry.getKey()) instanceof ObjectNode old) {
                merge(old, inner);
            } else {
                into.set(entry.getKey(), entry.getValue());
            }
        });
    }

    private void create(ObjectNode item) throws IOException {
        String id = item.path("id").asString("item_" + ++number);
        ObjectNode kept = item.deepCopy();
        kept.put("id", id).put("object", "realtime.item").put("status", "completed");
        items.put(id, kept);
        for (JsonNode part : item.path("content")) {
            String words = part.path("text").asString("");
            if (!words.isEmpty()) {
                heard = item.path("role").asString("").equals("user") ? words : heard;
                textTokens += words.split(" ", -1).length;
            }
            audioTokens += part.path("audio").asString("").length() * 3L / 4 / BYTES_PER_TOKEN;
        }
        added(kept);
    }

    private void added(ObjectNode item) throws IOException {
        for (String type : beta
                ? List.of("conversation.item.created")
                : List.of("conversation.item.added", "conversation.item.done")) {
            send(type, event -> event.set("item", item.deepCopy()));
        }
    }

    private void delete(JsonNode asked, @Nullable String id) throws IOException {
        if (known(asked, id)) {
            items.remove(asked.path("item_id").asString());
            send("conversation.item.deleted", event -> event.set("item_id", asked.get("item_id")));
        }
    }

    private void retrieve(JsonNode asked, @Nullable String id) throws IOException {
        if (known(asked, id)) {
            ObjectNode item = items.get(asked.path("item_id").asString());
            send("conversation.item.retrieved", event -> event.set("item", item));
        }
    }

    private void truncate(JsonNode asked, @Nullable String id) throws IOException {
        if (known(asked, id)) {
            send("conversation.item.truncated", event -> {
                for (String name : List.of("item_id", "content_index", "audio_end_ms")) {
                    event.set(name, asked.get(name));
                }
            });
        }
    }

    private boolean known(JsonNode asked, @Nullable String id) throws IOException {
        String item = asked.path("item_id").asString();
        if (items.containsKey(item)) {
            return true;
        }
        error("item_not_found", "Item with id '" + item + "' does not exist.", "item_id", id);
        return false;
    }

    private void commit(@Nullable String id) throws IOException {
        if (buffered == 0) {
            error("input_audio_buffer_commit_empty", "Error committing input audio buffer: buffer is empty.", null, id);
            return;
        }
        long tokens = buffered / BYTES_PER_TOKEN;
        double seconds = buffered / 48_000.0;
        buffered = 0;
        audioTokens += tokens;
        heard = "sound of " + tokens + " tokens";
        String item = "item_" + ++number;
        ObjectNode kept =
                Json.object().put("id", item).put("object", "realtime.item").put("type", "message");
        kept.put("role", "user").putArray("content").addObject().put("type", "input_audio");
        items.put(item, kept);
        send("input_audio_buffer.committed", event -> event.put("item_id", item));
        added(kept);
        String model = transcribing();
        if (model != null) {
            transcribed(item, model, tokens, seconds);
        }
    }

    private @Nullable String transcribing() {
        JsonNode told = beta
                ? session.path("input_audio_transcription")
                : session.path("audio").path("input").path("transcription");
        return told.path("model").isString() ? told.path("model").asString() : null;
    }

    private void transcribed(String item, String model, long tokens, double seconds) throws IOException {
        send("conversation.item.input_audio_transcription.completed", event -> {
            event.put("item_id", item).put("content_index", 0).put("transcript", heard);
            ObjectNode usage = event.putObject("usage");
            if (model.startsWith("whisper")) {
                usage.put("type", "duration").put("seconds", seconds);
            } else {
                usage.put("type", "tokens").put("input_tokens", tokens).put("output_tokens", 4);
                usage.put("total_tokens", tokens + 4);
                usage.putObject("input_token_details").put("text_tokens", 0).put("audio_tokens", tokens);
            }
        });
    }

    private void respond(JsonNode asked) throws IOException {
        JsonNode own = asked.path(beta ? "modalities" : "output_modalities");
        JsonNode modalities = own.isMissingNode() ? session.path(beta ? "modalities" : "output_modalities") : own;
        boolean sound = modalities.valueStream().anyMatch(one -> one.asString().equals("audio"));
        String id = "resp_" + ++number;
        String item = "item_" + ++number;
        List<String> words = List.of(heard.isEmpty() ? new String[] {"hello"} : heard.split(" ", -1));
        send("response.created", event -> event.set("response", response(id, "in_progress", null, null)));
        for (String word : words) {
            delta(id, item, sound, word + " ");
        }
        ObjectNode said =
                Json.object().put("id", item).put("object", "realtime.item").put("type", "message");
        said.put("status", "completed").put("role", "assistant");
        said.putArray("content")
                .addObject()
                .put("type", sound ? "output_audio" : "output_text")
                .put(sound ? "transcript" : "text", String.join(" ", words));
        send(
                "response.output_item.done",
                event -> event.put("response_id", id).put("output_index", 0).set("item", said.deepCopy()));
        ObjectNode usage = usage(words.size(), sound);
        send("response.done", event -> event.set("response", response(id, "completed", said, usage)));
    }

    private void delta(String id, String item, boolean sound, String word) throws IOException {
        List<String> types = new ArrayList<>();
        if (sound) {
            types.add(beta ? "response.audio_transcript.delta" : "response.output_audio_transcript.delta");
            types.add(beta ? "response.audio.delta" : "response.output_audio.delta");
        } else {
            types.add(beta ? "response.text.delta" : "response.output_text.delta");
        }
        for (String type : types) {
            String shown = type.endsWith("audio.delta")
                    ? Base64.getEncoder().encodeToString(word.repeat(50).getBytes(StandardCharsets.UTF_8))
                    : word;
            send(
                    type,
                    event -> event.put("response_id", id)
                            .put("item_id", item)
                            .put("output_index", 0)
                            .put("content_index", 0)
                            .put("delta", shown));
        }
    }

    private static ObjectNode response(
            String id, String status, @Nullable ObjectNode said, @Nullable ObjectNode usage) {
        ObjectNode response =
                Json.object().put("object", "realtime.response").put("id", id).put("status", status);
        ArrayNode output = response.putArray("output");
        if (said != null) {
            output.add(said);
        }
        response.set("usage", usage == null ? Json.object().nullNode() : usage);
        return response;
    }

    /** What was said before the response before this one comes from the cache. */
    private ObjectNode usage(int words, boolean sound) {
        long input = textTokens + audioTokens;
        long spoken = sound ? words * (long) SOUND_TOKENS_PER_WORD : 0;
        ObjectNode usage = Json.object().put("total_tokens", input + words + spoken);
        usage.put("input_tokens", input).put("output_tokens", words + spoken);
        ObjectNode in = usage.putObject("input_token_details");
        in.put("text_tokens", textTokens).put("audio_tokens", audioTokens).put("image_tokens", 0);
        in.put("cached_tokens", cached);
        in.putObject("cached_tokens_details")
                .put("text_tokens", cached - cachedAudio)
                .put("audio_tokens", cachedAudio)
                .put("image_tokens", 0);
        usage.putObject("output_token_details").put("text_tokens", words).put("audio_tokens", spoken);
        cached = input;
        cachedAudio = audioTokens;
        textTokens += words;
        return usage;
    }

    private void error(String code, String message, @Nullable String param, @Nullable String cause) throws IOException {
        send(
                "error",
                event -> event.putObject("error")
                        .put("type", "invalid_request_error")
                        .put("code", code)
                        .put("message", message)
                        .put("param", param)
                        .put("event_id", cause));
    }

    private void send(String type, java.util.function.Consumer<ObjectNode> members) throws IOException {
        ObjectNode event = Json.object().put("type", type).put("event_id", "event_" + ++number);
        members.accept(event);
        sink.send(event);
    }
}
