package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Usage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the object that a response is: what was asked, repeated, around what was answered. */
final class ResponseWriter {

    private static final String CHAT = "chatcmpl-";
    static final String PREFIX = "resp_";

    /** Members of the request that the answer repeats, and what they are when the client did not say. */
    private static final Map<String, JsonValue> REPEATED = repeated();

    /** Members written here; further members of a vendor's answer stand beside them. */
    static final Set<String> WRITTEN = Set.of(
            "id",
            "object",
            "created_at",
            "completed_at",
            "status",
            "error",
            "incomplete_details",
            "model",
            "output",
            "output_text",
            "service_tier",
            "usage",
            VendorFields.NAME);

    private final ReplyFrame frame;
    private final String id;

    ResponseWriter(ReplyFrame frame, @Nullable String vendorId) {
        this.frame = frame;
        this.id = id(frame.id(), vendorId);
    }

    /** What is not told here by name. */
    static boolean isOther(String name) {
        return !WRITTEN.contains(name) && !REPEATED.containsKey(name);
    }

    /** An id of this format: the one that was made for the answer, by which it will be asked for, goes before the vendor's. */
    private static String id(String made, @Nullable String vendorId) {
        if (made.startsWith(PREFIX)) {
            return made;
        }
        if (vendorId != null && vendorId.startsWith(PREFIX)) {
            return vendorId;
        }
        return PREFIX + (made.startsWith(CHAT) ? made.substring(CHAT.length()) : made);
    }

    /** What the ids of the items are made of. */
    String seed() {
        return id.substring(PREFIX.length());
    }

    /**
     * What an answer is at some time.
     *
     * @param created Unix seconds; null when the vendor did not say
     * @param finish why the model stopped; null while it goes on
     * @param usage the tokens consumed; null while that is not known
     * @param extras further members of the vendor's answer
     */
    record State(
            @Nullable Long created,
            @Nullable FinishReason finish,
            @Nullable Usage usage,
            @Nullable String serviceTier,
            JsonObject extras) {

        String status() {
            if (finish == null) {
                return Statuses.IN_PROGRESS;
            }
            return Statuses.incomplete(finish) == null ? Statuses.COMPLETED : Statuses.INCOMPLETE;
        }
    }

    void write(JsonWriter out, Answer answer, State state) {
        out.beginObject().member("id", id).member("object", "response");
        out.member("created_at", state.created() == null ? frame.createdSeconds() : state.created());
        out.member("status", state.status());
        out.name("error").nullValue();
        incomplete(out, state.finish());
        out.member("model", frame.model()).name("output");
        answer.write(out);
        repeat(out, frame.asked());
        out.member("service_tier", tier(state.serviceTier()));
        usage(out, state.usage());
        JsonObject own = answer.vendorFields();
        out.memberIfPresent(VendorFields.NAME, own.isEmpty() ? null : own);
        state.extras().forEach((name, value) -> {
            if (isOther(name)) {
                out.member(name, value);
            }
        });
        out.endObject();
    }

    private static String tier(@Nullable String told) {
        return told == null ? "default" : told;
    }

    private static void incomplete(JsonWriter out, @Nullable FinishReason finish) {
        String reason = finish == null ? null : Statuses.incomplete(finish);
        out.name("incomplete_details");
        if (reason == null) {
            out.nullValue();
        } else {
            out.beginObject().member("reason", reason).endObject();
        }
    }

    private static void usage(JsonWriter out, @Nullable Usage usage) {
        out.name("usage");
        if (usage == null || usage.equals(Usage.NONE)) {
            out.nullValue();
        } else {
            Usages.write(out, usage);
        }
    }

    private static void repeat(JsonWriter out, @Nullable JsonBody asked) {
        REPEATED.forEach((name, standard) -> {
            Slice said = asked == null || asked.isNull(name) ? null : asked.raw(name);
            out.name(name).raw(said == null ? Slice.of(Json.bytes(standard)) : said);
        });
    }

    private static Map<String, JsonValue> repeated() {
        Map<String, JsonValue> repeated = new LinkedHashMap<>();
        repeated.put("background", JsonBoolean.FALSE);
        repeated.put("instructions", JsonNull.NULL);
        repeated.put("max_output_tokens", JsonNull.NULL);
        repeated.put("max_tool_calls", JsonNull.NULL);
        repeated.put("parallel_tool_calls", JsonBoolean.TRUE);
        repeated.put("previous_response_id", JsonNull.NULL);
        repeated.put("prompt_cache_key", JsonNull.NULL);
        repeated.put(
                "reasoning",
                JsonObject.builder()
                        .put("effort", JsonNull.NULL)
                        .put("summary", JsonNull.NULL)
                        .build());
        repeated.put("safety_identifier", JsonNull.NULL);
        repeated.put("store", JsonBoolean.TRUE);
        repeated.put("temperature", JsonNull.NULL);
        repeated.put("text", JsonObject.of("format", JsonObject.of("type", new JsonString("text"))));
        repeated.put("tool_choice", new JsonString("auto"));
        repeated.put("tools", JsonArray.EMPTY);
        repeated.put("top_logprobs", JsonNumber.of(0));
        repeated.put("top_p", JsonNull.NULL);
        repeated.put("truncation", new JsonString("disabled"));
        repeated.put("user", JsonNull.NULL);
        repeated.put("metadata", JsonObject.EMPTY);
        return java.util.Collections.unmodifiableMap(repeated);
    }
}
