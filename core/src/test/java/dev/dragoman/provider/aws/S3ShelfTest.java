package dev.dragoman.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dragoman.error.LlmException;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.NoUpstream;
import dev.dragoman.provider.Shelf;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import dev.dragoman.provider.VendorCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bucket of S3. */
final class S3ShelfTest {

    private static final Map<String, String> KEYS = Map.of(
            "aws_access_key_id",
            "AKIAIOSFODNN7EXAMPLE",
            "aws_secret_access_key",
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    /**
     * The example of a list of objects.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">AWS: Signature calculations</a>
     */
    @Test
    void awssExampleIsSignedAsPublished() {
        UpstreamRequest request = new UpstreamRequest(
                "GET",
                Origin.of(URI.create("https://examplebucket.s3.amazonaws.com")),
                "/?max-keys=2&prefix=J",
                Headers.EMPTY,
                Body.EMPTY);
        Tokens tokens = new Tokens(new NoUpstream(), () -> Instant.parse("2013-05-24T00:00:00Z"));

        UpstreamRequest signed = new S3Credentials("us-east-1").sign(request, target(KEYS), tokens);

        assertThat(signed.headers().first("authorization"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                        + " SignedHeaders=host;x-amz-content-sha256;x-amz-date,"
                        + " Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    }

    @ParameterizedTest
    @CsvSource({
        "lines,,us-east-1,https://lines.s3.us-east-1.amazonaws.com/dragoman/files/x",
        "lines,,cn-north-1,https://lines.s3.cn-north-1.amazonaws.com.cn/dragoman/files/x",
        "with.dots,,eu-west-1,https://s3.eu-west-1.amazonaws.com/with.dots/dragoman/files/x",
        "lines,http://minio:9000/,eu-west-1,http://minio:9000/lines/dragoman/files/x"
    })
    void anObjectHasItsAddress(String bucket, String endpoint, String region, String address) {
        Map<String, String> settings = endpoint == null
                ? Map.of("s3_bucket_name", bucket)
                : Map.of("s3_bucket_name", bucket, "s3_endpoint_url", endpoint);

        Shelf shelf = S3Shelf.of(target(settings), "s3_bucket_name", "X", region);
        VendorCall call = shelf.get("files/x");

        assertThat(call.endpoint().origin() + call.endpoint().target()).isEqualTo(address);
        assertThat(shelf.address("files/x")).isEqualTo("s3://" + bucket + "/dragoman/files/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPPER", "a/b", "..", "x", "evil.example?x", "a..b"})
    void whatIsNoNameOfABucketIsRefused(String bucket) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> S3Shelf.of(target(Map.of("s3_bucket_name", bucket)), "s3_bucket_name", "X", "us-east-1"))
                .withMessageContaining("s3_bucket_name");
    }

    @Test
    void namesAreReadPageByPage() {
        Shelf shelf = S3Shelf.of(target(Map.of("s3_bucket_name", "lines")), "s3_bucket_name", "X", "us-east-1");

        Shelf.Page page = shelf.page(("<ListBucketResult><Contents><Key>dragoman/a</Key></Contents><Contents>"
                        + "<Key>other/b</Key></Contents><NextContinuationToken>1&amp;2</NextContinuationToken>"
                        + "</ListBucketResult>")
                .getBytes(StandardCharsets.UTF_8));

        assertThat(page.names()).containsExactly("a");
        assertThat(page.next()).isEqualTo("1&2");
        assertThat(shelf.list("files/", page.next()).endpoint().target())
                .isEqualTo("/?continuation-token=1%262&list-type=2&prefix=dragoman%2Ffiles%2F");
    }

    @Test
    void aRefusalIsReadFromItsXml() {
        Shelf shelf = S3Shelf.of(target(Map.of("s3_bucket_name", "lines")), "s3_bucket_name", "X", "us-east-1");
        byte[] xml = "<Error><Code>NoSuchKey</Code><Message>The key is gone.</Message></Error>"
                .getBytes(StandardCharsets.UTF_8);

        LlmException failure = shelf.readError(new VendorError("bedrock", "m", 404, Map.of(), xml));

        assertThat(failure)
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("NoSuchKey")
                .hasMessageContaining("The key is gone.");
    }

    private static Target target(Map<String, String> settings) {
        return new Target("m", null, null, null, settings, ModelTraits.unknown("m"));
    }
}
