package dev.dragoman.provider.sagemaker;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.aws.AwsPartition;
import dev.dragoman.provider.aws.AwsRegion;
import dev.dragoman.provider.aws.UriEncoding;
import dev.dragoman.provider.completions.BaseAddress;

/**
 * The endpoint in its region; a component of it is named by a header.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html">AWS: InvokeEndpoint</a>
 */
final class SageMakerAddress implements Address {

    private static final String EXAMPLE = "https://runtime.sagemaker.us-east-1.amazonaws.com";
    private static final String WHOLE = "/invocations";
    private static final String STREAMED = "/invocations-response-stream";

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        BaseAddress base = BaseAddress.of(base(target), EXAMPLE);
        String action = switch (operation) {
            case CHAT -> stream ? STREAMED : WHOLE;
            case EMBEDDINGS -> WHOLE;
            default -> throw Address.without(operation, "SageMaker");
        };
        return new Endpoint(Origin.of(base.uri()), path(base.path(), target) + action, headers(target, stream));
    }

    /** An address of one's own may name the endpoint, and what is done with it, already. */
    private static String path(String base, Target target) {
        String bare = base.endsWith(WHOLE)
                ? base.substring(0, base.length() - WHOLE.length())
                : base.endsWith(STREAMED) ? base.substring(0, base.length() - STREAMED.length()) : base;
        return bare.contains("/endpoints/") ? bare : bare + "/endpoints/" + UriEncoding.segment(target.model());
    }

    private static String base(Target target) {
        String configured = target.setting("sagemaker_base_url");
        String base = configured == null || configured.isBlank() ? target.apiBase() : configured;
        if (base != null && !base.isBlank()) {
            return base.strip();
        }
        String region = AwsRegion.of(target);
        return "https://runtime.sagemaker." + region + "." + AwsPartition.domain(region);
    }

    private static Headers headers(Target target, boolean stream) {
        Headers.Builder headers = Headers.builder();
        headers.add("accept", "application/json");
        if (stream) {
            headers.add("x-amzn-sagemaker-accept", "text/event-stream");
        }
        String component = target.setting("model_id");
        if (component != null && !component.isBlank()) {
            headers.add("x-amzn-sagemaker-inference-component", component.strip());
        }
        return headers.build();
    }
}
