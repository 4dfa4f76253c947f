package dev.dragoman.testkit.service;

import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Servers of one's own whose ranking takes after Cohere's: vLLM, Infinity, Xinference.
 *
 * @see <a href="https://docs.vllm.ai/en/stable/serving/openai_compatible_server.html#re-rank-api">vLLM: Re-rank API</a>
 */
final class CoherePlace implements Place {

    private static final Counter COUNTER = Counter.open(Errors.OPENAI);

    @Override
    public Reply answer(RecordedRequest request) {
        if (!request.path().equals("/v1/rerank")) {
            throw COUNTER.unknown(request);
        }
        JsonNode body = COUNTER.checked(request, "VllmRerank");
        ObjectNode reply = Ranked.answer(body, "results", "top_n", true)
                .put("id", "rerank-1")
                .put("model", "m");
        reply.putObject("usage").put("prompt_tokens", 12).put("total_tokens", 12);
        return Errors.json(reply);
    }
}
