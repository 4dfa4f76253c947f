package dev.dragoman.provider.vertex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.NoUpstream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class AwsIdentityTest {

    private static final String SOURCE = """
            {"environment_id":"aws1","regional_cred_verification_url":
             "https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15"}""";

    /** The first case of AWS's own test suite for signatures. */
    @Test
    void theSignatureIsTheOneOfAwssOwnTests() {
        AwsSignature signature =
                new AwsSignature("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "us-east-1", "service");

        TreeMap<String, String> signed = signature.signed(
                "GET",
                URI.create("https://example.amazonaws.com/"),
                new TreeMap<>(),
                Instant.parse("2015-08-30T12:36:00Z"));

        assertThat(signed.get("authorization"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                        + " SignedHeaders=host;x-amz-date,"
                        + " Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
    }

    @Test
    void theProofIsAQuestionThatGoogleCanAsk() {
        Map<String, String> environment =
                Map.of("AWS_ACCESS_KEY_ID", "AKID", "AWS_SECRET_ACCESS_KEY", "s", "AWS_REGION", "eu-west-1");
        JsonObject credentials = JsonObject.of("credential_source", Json.parseObject(SOURCE));
        JsonObject located =
                AwsIdentity.located(credentials, environment::get).with("audience", Json.parse("\"pool\""));

        String proof = SubjectToken.of(located).read(new NoUpstream(), () -> Instant.parse("2026-01-01T00:00:00Z"));

        JsonObject question = Json.parseObject(URLDecoder.decode(proof, StandardCharsets.UTF_8));
        assertThat(question.string("url"))
                .isEqualTo("https://sts.eu-west-1.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15");
        assertThat(question.toJson())
                .contains("{\"key\":\"x-goog-cloud-target-resource\",\"value\":\"pool\"}")
                .contains("Credential=AKID/20260101/eu-west-1/sts/aws4_request")
                .contains("{\"key\":\"host\",\"value\":\"sts.eu-west-1.amazonaws.com\"}");
    }

    @Test
    void anotherVersionOfTheSourceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwsIdentity.of(Json.parseObject("{\"environment_id\":\"aws9\"}"), "pool"))
                .withMessageContaining("aws9")
                .withMessageContaining("aws1");
    }
}
