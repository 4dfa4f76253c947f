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
    private static final String BETAS = "anthropic-beta";

    @Override
    public UpstreamRequest sign(UpstreamRequest asked, Target target, Tokens tokens) {
        UpstreamRequest request = plain(asked);
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

    /** The features of Anthropic's header stand in the body here. */
    private static UpstreamRequest plain(UpstreamRequest asked) {
        return asked.headers().contains(BETAS)
                ? asked.withHeaders(asked.headers().toBuilder().remove(BETAS).build())
                : asked;
    }
}
