package dev.dragoman.provider.vertex;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.VendorCount;
import java.util.Set;

/** How Vertex AI counts tokens: of Gemini by the model, of Claude by a counter that is told the model. */
final class VertexCount {

    /** See <a href="https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/count-tokens">Google: CountTokens</a>. */
    private static final Set<String> OF_GEMINI = Set.of("contents", "systemInstruction", "tools", "generationConfig");

    /** See <a href="https://docs.claude.com/en/api/claude-on-vertex-ai">Anthropic: Claude on Vertex AI</a>. */
    private static final Set<String> OF_CLAUDE = Set.of(
            "model",
            "messages",
            "system",
            "thinking",
            "tool_choice",
            "tools",
            "output_config",
            "context_management",
            "anthropic_version",
            "anthropic_beta");

    private VertexCount() {}

    static Service ofGemini(Address address, Dialect google) {
        return new VendorCount(
                target -> address.endpoint(Operation.COUNT_TOKENS, target, false),
                (conversation, target) -> VendorCount.only(conversation, OF_GEMINI),
                "totalTokens",
                google::readError);
    }

    static Service ofClaude(Address address, Dialect google) {
        return new VendorCount(
                target -> address.endpoint(Operation.COUNT_TOKENS, target, false),
                VertexCount::claude,
                "input_tokens",
                google::readError);
    }

    private static JsonBody claude(JsonBody conversation, Target target) {
        String model = VertexFamily.CLAUDE.id(target.model());
        return VendorCount.only(conversation, OF_CLAUDE).with("model", new JsonString(model));
    }
}
