package dev.dragoman.provider.bedrock;

import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import dev.dragoman.provider.aws.AwsLogin;
import dev.dragoman.provider.aws.SignatureV4;

/** A Bedrock API key as a bearer token, else AWS's signature. */
final class BedrockCredentials implements Credentials {

    private static final String SERVICE = "bedrock";

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        String key = target.apiKey();
        if (key != null && !key.isBlank()) {
            return request.withHeaders(request.headers().toBuilder()
                    .set("authorization", "Bearer " + key.strip())
                    .build());
        }
        String region = BedrockRegion.of(target, BedrockModel.of(target));
        return new SignatureV4(SERVICE, region)
                .sign(
                        request,
                        AwsLogin.of(target, region, tokens),
                        tokens.clock().instant());
    }
}
