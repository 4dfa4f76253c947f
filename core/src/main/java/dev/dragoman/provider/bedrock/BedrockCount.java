package dev.dragoman.provider.bedrock;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.error.LlmException;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.VendorCount;
import java.util.List;
import java.util.Set;

/**
 * How Bedrock counts tokens: of Anthropic's models only, and under their own names, not those of inference profiles.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_CountTokens.html">AWS: CountTokens</a>
 */
final class BedrockCount {

    private static final Set<String> COUNTED =
            Set.of("messages", "system", "toolConfig", "additionalModelRequestFields");
    private static final List<String> PROFILES =
            List.of("us.", "us-gov.", "eu.", "apac.", "jp.", "au.", "ca.", "global.");

    private BedrockCount() {}

    static Service at(Address address, Dialect dialect) {
        return new VendorCount(
                target -> address.endpoint(Operation.COUNT_TOKENS, target, false),
                BedrockCount::counted,
                "inputTokens",
                dialect::readError,
                BedrockCount::counts,
                BedrockCount::lacks);
    }

    /** The model behind the profile of a part of the world. */
    static String foundation(String id) {
        for (String profile : PROFILES) {
            if (id.startsWith(profile)) {
                return id.substring(profile.length());
            }
        }
        return id;
    }

    private static boolean counts(Target target) {
        return foundation(BedrockModel.of(target).id()).startsWith("anthropic.");
    }

    /** Some models cannot be counted, and those that only profiles lead to cannot be named. */
    private static boolean lacks(LlmException refusal) {
        String message = refusal.detail().message();
        return refusal.status() == 400
                && (message.contains("counting tokens") || message.contains("on-demand throughput"));
    }

    private static JsonBody counted(JsonBody conversation, Target target) {
        JsonObject request = VendorCount.only(conversation, COUNTED).toObject();
        return JsonBody.of(JsonObject.of("input", JsonObject.of("converse", request)));
    }
}
