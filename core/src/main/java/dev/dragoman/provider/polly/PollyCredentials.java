package dev.dragoman.provider.polly;

import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import dev.dragoman.provider.aws.AwsLogin;
import dev.dragoman.provider.aws.SignatureV4;

/** AWS's signature. */
final class PollyCredentials implements Credentials {

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        String region = PollyAddress.region(target);
        return new SignatureV4("polly", region)
                .sign(
                        request,
                        AwsLogin.of(target, region, tokens),
                        tokens.clock().instant());
    }
}
