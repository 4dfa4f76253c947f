package dev.dragoman.provider.sagemaker;

import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import dev.dragoman.provider.aws.AwsLogin;
import dev.dragoman.provider.aws.AwsRegion;
import dev.dragoman.provider.aws.SignatureV4;

/** AWS's signature; there are no keys of another kind. */
final class SageMakerCredentials implements Credentials {

    private static final String SERVICE = "sagemaker";

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        String region = AwsRegion.of(target);
        return new SignatureV4(SERVICE, region)
                .sign(
                        request,
                        AwsLogin.of(target, region, tokens),
                        tokens.clock().instant());
    }

    /** What is signed with is asked for first, or is no single secret. */
    @Override
    public UpstreamRequest hidden(UpstreamRequest request, Target target, String hidden, Tokens tokens) {
        return Credentials.bearing(request, hidden);
    }
}
