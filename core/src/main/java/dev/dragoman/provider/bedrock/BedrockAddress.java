package dev.dragoman.provider.bedrock;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.aws.AwsPartition;
import dev.dragoman.provider.aws.UriEncoding;
import dev.dragoman.provider.completions.BaseAddress;
import org.jspecify.annotations.Nullable;

/**
 * The runtime of a region; the model stands in the path.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">AWS: Converse</a>
 */
final class BedrockAddress implements Address {

    private static final String EXAMPLE = "https://bedrock-runtime.us-east-1.amazonaws.com";
    private static final Headers WHOLE = Headers.of("accept", "application/json");
    private static final Headers STREAMED = Headers.of("accept", "application/vnd.amazon.eventstream");

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        BedrockModel model = BedrockModel.of(target);
        BaseAddress base = BaseAddress.of(base(target, BedrockRegion.of(target, model)), EXAMPLE);
        String action = switch (operation) {
            case CHAT -> UriEncoding.segment(model.id()) + action(BedrockRoute.of(target.model()), stream);
            case COUNT_TOKENS -> UriEncoding.segment(BedrockCount.foundation(model.id())) + "/count-tokens";
            default -> throw Address.without(operation, "Bedrock");
        };
        return new Endpoint(Origin.of(base.uri()), base.path() + "/model/" + action, stream ? STREAMED : WHOLE);
    }

    private static String action(BedrockRoute route, boolean stream) {
        if (route == BedrockRoute.CONVERSE) {
            return stream ? "/converse-stream" : "/converse";
        }
        return stream ? "/invoke-with-response-stream" : "/invoke";
    }

    /** The runtime's address: the configured one, or the region's. */
    static String base(Target target, String region) {
        String configured = first(target.setting("aws_bedrock_runtime_endpoint"), target.apiBase());
        return configured != null
                ? configured
                : "https://bedrock-runtime." + region + "." + AwsPartition.domain(region);
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        if (one != null && !one.isBlank()) {
            return one;
        }
        return other == null || other.isBlank() ? null : other;
    }
}
