package dev.dragoman.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where credentials are looked for, and in which order. */
final class AwsLoginTest {

    private static final String STS = "POST https://sts.eu-west-1.amazonaws.com/";
    private static final String ROLE_KEYS = """
            <AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA1</AccessKeyId>
            <SecretAccessKey>s1</SecretAccessKey><SessionToken>t1</SessionToken>
            <Expiration>2026-01-01T01:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>""";
    private static final String MACHINE_KEYS = """
            {"AccessKeyId":"ASIA2","SecretAccessKey":"s2","Token":"t2","Expiration":"2026-01-01T06:00:00Z"}""";

    private final Machines machines = new Machines();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Tokens tokens = new Tokens(machines, () -> now);

    @TempDir
    Path home;

    @Test
    void keysOfTheDeploymentComeBeforeThoseOfTheEnvironment() {
        AwsCredentials found = find(Map.of(
                "aws_access_key_id", "AKIA1",
                "aws_secret_access_key", "s",
                "AWS_ACCESS_KEY_ID", "AKIA2",
                "AWS_SECRET_ACCESS_KEY", "s"));

        assertThat(found).isEqualTo(new AwsCredentials("AKIA1", "s", null));
    }

    @Test
    void keysOfTheEnvironmentComeWithTheirToken() {
        AwsCredentials found =
                find(Map.of("AWS_ACCESS_KEY_ID", "ASIA", "AWS_SECRET_ACCESS_KEY", "s", "AWS_SESSION_TOKEN", "t"));

        assertThat(found).isEqualTo(new AwsCredentials("ASIA", "s", "t"));
    }

    @Test
    void halfAPairIsRefusedByName() {
        assertThatThrownBy(() -> find(Map.of("aws_access_key_id", "AKIA1")))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("aws_secret_access_key: missing");
    }

    @Test
    void aRoleIsAssumedOnceUntilItsKeysExpire() {
        machines.answering(STS, 200, ROLE_KEYS);
        Map<String, String> settings = Map.of(
                "aws_role_name", "arn:aws:iam::1:role/r",
                "aws_external_id", "x 1",
                "aws_access_key_id", "AKIA1",
                "aws_secret_access_key", "s");

        AwsCredentials found = find(settings);
        find(settings);
        now = now.plusSeconds(3590);
        find(settings);

        assertThat(found).isEqualTo(new AwsCredentials("ASIA1", "s1", "t1"));
        assertThat(machines.requests).hasSize(2);
        assertThat(machines.body(0))
                .isEqualTo("Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr"
                        + "&RoleSessionName=dragoman&ExternalId=x+1");
        assertThat(machines.requests.getFirst().headers().first("authorization"))
                .contains("/eu-west-1/sts/aws4_request");
    }

    @Test
    void aWebIdentitySpeaksForItself() throws IOException {
        Path file = Files.writeString(home.resolve("token"), "jwt\n");
        machines.answering("POST http://127.0.0.1:9/", 200, ROLE_KEYS);

        AwsCredentials found = find(Map.of(
                "aws_role_name", "r",
                "aws_session_name", "me",
                "aws_web_identity_token", file.toString(),
                "aws_sts_endpoint", "http://127.0.0.1:9"));

        assertThat(found.accessKeyId()).isEqualTo("ASIA1");
        assertThat(machines.body(0))
                .startsWith("Action=AssumeRoleWithWebIdentity")
                .endsWith("&RoleSessionName=me&WebIdentityToken=jwt");
        assertThat(machines.requests.getFirst().headers().contains("authorization"))
                .isFalse();
    }

    @Test
    void aRefusedRoleSaysWhy() {
        machines.answering(STS, 403, "<ErrorResponse><Error><Message>not authorized</Message></Error></ErrorResponse>");

        assertThatThrownBy(() ->
                        find(Map.of("aws_role_name", "r", "aws_access_key_id", "AKIA1", "aws_secret_access_key", "s")))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("not authorized")
                .hasMessageContaining("role r");
    }

    @Test
    void aProfileIsFoundInTheSharedFiles() throws IOException {
        files("""
                [default]
                aws_access_key_id = AKIAD
                aws_secret_access_key = d
                [work]
                # mine
                aws_access_key_id=AKIAW
                aws_secret_access_key=w
                aws_session_token=t
                """);

        assertThat(find(Map.of("aws_profile_name", "work"))).isEqualTo(new AwsCredentials("AKIAW", "w", "t"));
        assertThat(find(Map.of())).isEqualTo(new AwsCredentials("AKIAD", "d", null));
    }

    @Test
    void aProfileOfARoleUsesItsSource() throws IOException {
        files("[base]\naws_access_key_id=AKIAB\naws_secret_access_key=b\n");
        Files.writeString(
                home.resolve(".aws/config"),
                "[profile team]\nrole_arn = arn:aws:iam::2:role/team\nsource_profile = base\nrole_session_name = s\n");
        machines.answering(STS, 200, ROLE_KEYS);

        AwsCredentials found = find(Map.of("AWS_PROFILE", "team"));

        assertThat(found.accessKeyId()).isEqualTo("ASIA1");
        assertThat(machines.body(0)).contains("role%2Fteam").contains("RoleSessionName=s");
        assertThat(machines.requests.getFirst().headers().first("authorization"))
                .contains("Credential=AKIAB/");
    }

    @Test
    void anUnknownProfileIsNamed() {
        assertThatThrownBy(() -> find(Map.of("aws_profile_name", "nobody")))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("aws_profile_name: \"nobody\"");
    }

    @Test
    void aContainerHasARole() {
        machines.answering("GET http://169.254.170.2/v2/keys", 200, MACHINE_KEYS);

        AwsCredentials found = find(Map.of(
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/keys", "AWS_CONTAINER_AUTHORIZATION_TOKEN", "secret"));

        assertThat(found).isEqualTo(new AwsCredentials("ASIA2", "s2", "t2"));
        assertThat(machines.requests.getFirst().headers().first("authorization"))
                .isEqualTo("secret");
    }

    @Test
    void anInstanceHasARole() {
        String roles = "http://169.254.169.254/latest/meta-data/iam/security-credentials/";
        machines.answering("PUT http://169.254.169.254/latest/api/token", 200, "session")
                .answering("GET " + roles, 200, "worker\n")
                .answering("GET " + roles + "worker", 200, MACHINE_KEYS);

        AwsCredentials found = find(Map.of());

        assertThat(found).isEqualTo(new AwsCredentials("ASIA2", "s2", "t2"));
        assertThat(machines.requests.getLast().headers().first("x-aws-ec2-metadata-token"))
                .isEqualTo("session");
    }

    @Test
    void nothingAnywhereSaysWhatToSet() {
        assertThatThrownBy(() -> find(Map.of()))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("AWS_BEARER_TOKEN_BEDROCK")
                .hasMessageContaining("aws_access_key_id");
    }

    @Test
    void noSecretIsShown() {
        assertThat(new AwsCredentials("AKIA1", "secret", "token").toString()).isEqualTo("AKIA1");
    }

    private void files(String credentials) throws IOException {
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(home.resolve(".aws/credentials"), credentials);
    }

    private AwsCredentials find(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("HOME", home.toString());
        Target target = new Target("m", null, null, null, all, ModelTraits.unknown("m"));
        return AwsLogin.of(target, "eu-west-1", tokens);
    }
}
