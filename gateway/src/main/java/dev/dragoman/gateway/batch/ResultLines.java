package dev.dragoman.gateway.batch;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.BatchResult;
import dev.dragoman.routing.BatchExchange;
import dev.dragoman.routing.Deployment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a vendor's results into the lines that OpenAI's clients read. Pure.
 *
 * @param place whose results they are
 * @param openai the dialect of answers
 * @param customIds the clients' names of the lines, in order
 * @param batch the name of the batch
 * @param created when it was made, in Unix seconds
 */
record ResultLines(Place place, Dialect openai, List<String> customIds, String batch, long created) {

    /**
     * A line.
     *
     * @param answered whether the model answered; else it belongs among the errors
     * @param usage what the answer consumed
     */
    record Told(boolean answered, byte[] text, Usage usage) {}

    /** The line for a line of the vendor's. */
    Told told(Slice line) {
        BatchResult result = place.service().result(parsed(line));
        int number = InputDocument.line(result.key());
        boolean known = number > 0 && number <= customIds.size();
        String customId = known ? customIds.get(number - 1) : result.key();
        return switch (result) {
            case BatchResult.Answered answered -> answered(answered, customId);
            case BatchResult.Refused refused ->
                failed(refused, customId, BatchExchange.refusal(refused.status(), refused.body(), deployment()));
            case BatchResult.Unasked unasked -> {
                JsonObject error = JsonObject.builder()
                        .put("code", unasked.code())
                        .put("message", unasked.message())
                        .build();
                yield new Told(false, line(result, customId, JsonNull.NULL, error), Usage.NONE);
            }
        };
    }

    private Told answered(BatchResult.Answered result, String customId) {
        try {
            String id = "chatcmpl-" + batch + "-" + result.key();
            ReplyFrame frame = new ReplyFrame(id, model(), created, true, false)
                    .withMergedReasoning(deployment().mergesReasoning());
            ChatReply reply = deployment().provider().dialect().readReply(result.reply());
            JsonValue body = Json.parse(openai.writeReply(reply, frame));
            byte[] text = line(result, customId, response(200, result, body), null);
            return new Told(true, text, reply.usage().servedAs(reply.serviceTier()));
        } catch (LlmException noAnswer) {
            return failed(result, customId, noAnswer);
        }
    }

    private Told failed(BatchResult result, String customId, LlmException failure) {
        LlmException placed =
                failure.at(deployment().provider().name(), deployment().target().model());
        JsonValue body = Json.parse(openai.writeError(placed, null));
        return new Told(false, line(result, customId, response(failure.status(), result, body), null), Usage.NONE);
    }

    private JsonObject response(int status, BatchResult result, JsonValue body) {
        return JsonObject.builder()
                .put("status_code", status)
                .put("request_id", batch + "-" + result.key())
                .put("body", body)
                .build();
    }

    private byte[] line(BatchResult result, String customId, JsonValue response, @Nullable JsonObject error) {
        JsonObject line = JsonObject.builder()
                .put("id", "batch_req_" + batch + "-" + result.key())
                .put("custom_id", customId)
                .put("response", response)
                .put("error", error == null ? JsonNull.NULL : error)
                .build();
        return Json.bytes(line);
    }

    private String model() {
        return place.group().isEmpty() ? place.target().model() : place.group();
    }

    private Deployment deployment() {
        return place.deployment();
    }

    private static JsonObject parsed(Slice line) {
        try {
            return Json.parseObject(line.toBytes());
        } catch (JsonSyntaxException wrong) {
            throw new ApiResponseException(
                    ErrorDetail.of("a line of the vendor's results is no JSON object: " + wrong.getMessage()),
                    502,
                    wrong);
        }
    }
}
