package dev.dragoman.provider.bedrock;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.aws.UriEncoding;
import dev.dragoman.provider.completions.BaseAddress;

/**
 * Where models are invoked that hold no conversations.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html">AWS: InvokeModel</a>
 */
final class BedrockInvocation implements Address {

    private static final String EXAMPLE = "https://bedrock-runtime.us-east-1.amazonaws.com";

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        BedrockModel model = BedrockModel.of(target);
        BaseAddress base = BaseAddress.of(BedrockAddress.base(target, BedrockRegion.of(target, model)), EXAMPLE);
        return new Endpoint(
                Origin.of(base.uri()),
                base.path() + "/model/" + UriEncoding.segment(model.id()) + "/invoke",
                Headers.of("accept", "application/json"));
    }
}
