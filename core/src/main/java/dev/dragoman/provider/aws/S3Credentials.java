package dev.dragoman.provider.aws;

import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import java.security.MessageDigest;

/**
 * AWS's signature as S3 wants it: the hash of the body stands in a field of its own.
 *
 * @param region the bucket's region
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">AWS: Signature calculations for the
 *     Authorization header</a>
 */
record S3Credentials(String region) implements Credentials {

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        MessageDigest digest = Hashes.newSha256();
        for (Slice slice : request.body().slices()) {
            digest.update(slice.array(), slice.offset(), slice.length());
        }
        UpstreamRequest hashed = request.withHeaders(request.headers().toBuilder()
                .set("x-amz-content-sha256", Hashes.hex(digest.digest()))
                .build());
        return new SignatureV4("s3", region)
                .sign(
                        hashed,
                        AwsLogin.of(target, region, tokens),
                        tokens.clock().instant());
    }
}
