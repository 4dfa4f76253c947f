package dev.dragoman.provider.bedrock;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.aws.AwsPartition;
import dev.dragoman.provider.completions.BaseAddress;
import org.jspecify.annotations.Nullable;

/** The runtime of agents of a region, which also puts documents in order. */
final class AgentRuntime implements Address {

    private static final String EXAMPLE = "https://bedrock-agent-runtime.us-east-1.amazonaws.com";
    private static final String MODELS = "https://bedrock-runtime.";
    private static final String PATH = "/rerank";

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        BedrockModel model = BedrockModel.of(target);
        BaseAddress base = BaseAddress.of(base(target, BedrockRegion.of(target, model)), EXAMPLE);
        return new Endpoint(Origin.of(base.uri()), base.with(PATH), Headers.of("accept", "application/json"));
    }

    /** The resource name of the target's model. */
    static String arn(Target target) {
        BedrockModel model = BedrockModel.of(target);
        String region = BedrockRegion.of(target, model);
        if (model.id().startsWith("arn:")) {
            return model.id();
        }
        return "arn:" + partition(region) + ":bedrock:" + region + "::foundation-model/" + model.id();
    }

    /** The models' own runtime puts nothing in order; its address stands for its neighbour's. */
    private static String base(Target target, String region) {
        String told = first(target.setting("aws_bedrock_runtime_endpoint"), target.apiBase());
        if (told == null || told.startsWith(MODELS)) {
            return "https://bedrock-agent-runtime." + region + "." + AwsPartition.domain(region);
        }
        return told;
    }

    private static String partition(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        if (one != null && !one.isBlank()) {
            return one;
        }
        return other == null || other.isBlank() ? null : other;
    }
}
