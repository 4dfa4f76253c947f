package dev.dragoman.provider.vertex;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Upstream;
import dev.dragoman.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The metadata server of a machine at AWS.
 *
 * @param source names its addresses
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html">AWS: Instance
 *     metadata</a>
 */
record AwsMachine(JsonObject source, Upstream upstream) {

    private static final String SESSION = "imdsv2_session_token_url";

    /** What stands at an address of the source. */
    String text(String name, String below) {
        String address = source.string(name);
        if (address == null) {
            throw new AuthenticationException(ErrorDetail.of("no credentials of AWS (expected: AWS_ACCESS_KEY_ID,"
                            + " AWS_SECRET_ACCESS_KEY and AWS_REGION in the environment, or credential_source." + name
                            + " in the Google Cloud credentials)")
                    .at(VertexProvider.NAME, null));
        }
        TokenCall call = TokenCall.get(TokenCall.uri(address + below, name));
        String session = session();
        return (session == null ? call : call.with("x-aws-ec2-metadata-token", session)).text(upstream);
    }

    private @Nullable String session() {
        String address = source.string(SESSION);
        return address == null
                ? null
                : TokenCall.put(TokenCall.uri(address, SESSION))
                        .with("x-aws-ec2-metadata-token-ttl-seconds", "300")
                        .text(upstream)
                        .strip();
    }
}
