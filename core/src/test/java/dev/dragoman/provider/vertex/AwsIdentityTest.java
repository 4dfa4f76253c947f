package dev.dragoman.provider.vertex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.NoUpstream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AwsIdentityTest {

    private static final String SOURCE = """
            {"environment_id":"aws1","regional_cred_verification_url":
             "https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15"}""";

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
                .contains("SignedHeaders=host;x-amz-date;x-goog-cloud-target-resource")
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
