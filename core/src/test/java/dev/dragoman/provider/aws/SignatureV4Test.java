package dev.dragoman.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.http.UpstreamRequest;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The signature against examples that AWS published or that its own library computed. */
final class SignatureV4Test {

    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final AwsCredentials KEYS = new AwsCredentials("AKIDEXAMPLE", SECRET, null);
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource(textBlock = """
            GET,  /,                                 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
            POST, /,                                 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b
            GET,  /?Param2=value2&Param1=value1,     b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500
            """)
    void theTestSuiteOfAwsIsPassed(String method, String target, String signature) {
        UpstreamRequest request = new UpstreamRequest(
                method, Origin.of(URI.create("https://example.amazonaws.com")), target, Headers.EMPTY, Body.EMPTY);

        String authorization = authorization(
                new SignatureV4("service", "us-east-1").sign(request, KEYS, Instant.parse("2015-08-30T12:36:00Z")));

        assertThat(authorization)
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                        + " SignedHeaders=host;x-amz-date, Signature=" + signature);
    }

    @Test
    void anEncodedModelIsEncodedOnceMore() {
        UpstreamRequest request = request(
                "https://bedrock-runtime.us-east-1.amazonaws.com",
                "/model/anthropic.claude-3-haiku-20240307-v1%3A0/converse",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]}");

        String authorization = authorization(new SignatureV4("bedrock", "us-east-1").sign(request, KEYS, NEW_YEAR));

        assertThat(authorization)
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/bedrock/aws4_request,"
                        + " SignedHeaders=content-type;host;x-amz-date,"
                        + " Signature=b8610f75bb85d0f54b2f939606ae4a9c303a969821e6f43cc6672e112a63cfc6");
    }

    @Test
    void aSessionTokenIsSigned() {
        UpstreamRequest request = request(
                "https://polly.us-east-1.amazonaws.com",
                "/v1/speech",
                "{\"Engine\":\"neural\",\"OutputFormat\":\"mp3\",\"Text\":\"Hi\",\"TextType\":\"text\",\"VoiceId\":\"Joanna\"}");

        UpstreamRequest signed = new SignatureV4("polly", "us-east-1")
                .sign(request, new AwsCredentials("AKIDEXAMPLE", SECRET, "TOKEN"), NEW_YEAR);

        assertThat(signed.headers().first("x-amz-security-token")).isEqualTo("TOKEN");
        assertThat(authorization(signed))
                .contains("SignedHeaders=content-type;host;x-amz-date;x-amz-security-token")
                .endsWith("Signature=78f5aaadbe9674073d15d8da21c0da80c4f7a3f40e0f1e0fc7bd781ddf0fe1b2");
    }

    @Test
    void whatAProxyMayChangeIsNotSigned() {
        UpstreamRequest request = request("https://a.amazonaws.com", "/", "");
        UpstreamRequest more = request.withHeaders(request.headers().toBuilder()
                .add("x-forwarded-for", "1.2.3.4")
                .add("user-agent", "any")
                .build());

        SignatureV4 signature = new SignatureV4("bedrock", "us-east-1");

        assertThat(authorization(signature.sign(more, KEYS, NEW_YEAR)))
                .isEqualTo(authorization(signature.sign(request, KEYS, NEW_YEAR)));
    }

    private static UpstreamRequest request(String origin, String target, String body) {
        return new UpstreamRequest(
                "POST",
                Origin.of(URI.create(origin)),
                target,
                Headers.of("content-type", "application/json"),
                Body.utf8(body));
    }

    private static String authorization(UpstreamRequest signed) {
        return Objects.requireNonNull(signed.headers().first("authorization"));
    }
}
