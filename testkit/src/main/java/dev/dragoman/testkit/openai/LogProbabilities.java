package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.Pieces;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Made-up but well-formed log probabilities: four characters are one token. */
final class LogProbabilities {

    private static final int CHARACTERS_PER_TOKEN = 4;

    private LogProbabilities() {}

    static ObjectNode of(String text, ChatCall call) {
        int alternatives = call.body().path("top_logprobs").asInt(0);
        ObjectNode node = Json.object();
        ArrayNode content = node.putArray("content");
        for (String token : Pieces.of(text, CHARACTERS_PER_TOKEN)) {
            ObjectNode entry = token(token, -0.1);
            ArrayNode top = entry.putArray("top_logprobs");
            for (int i = 0; i < alternatives; i++) {
                top.add(i == 0 ? token(token, -0.1) : token(token + i, -0.1 - i));
            }
            content.add(entry);
        }
        node.putNull("refusal");
        return node;
    }

    private static ObjectNode token(String token, double probability) {
        ObjectNode node = Json.object().put("token", token).put("logprob", probability);
        ArrayNode bytes = node.putArray("bytes");
        for (byte one : token.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(one & 0xFF);
        }
        return node;
    }
}
