package dev.dragoman.gateway.secret;

import dev.dragoman.gateway.config.SecretSettings;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * AWS Secrets Manager.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/Welcome.html">AWS Secrets Manager API</a>
 */
final class AwsSecrets implements SecretVault {

    private static final int RECOVERY_DAYS = 7;
    /** Said of a secret that was deleted and can still be brought back, among other things. */
    private static final String MARKED = "InvalidRequestException";
    /** How long the one secret that holds all names is used before it is read again. */
    private static final Duration SHARED_LIFE = Duration.ofSeconds(2);

    private final AwsService service;
    private final @Nullable String primary;
    private final LongSupplier nanoClock;
    private final ReentrantLock reading = new ReentrantLock();
    private @Nullable JsonObject all;
    private long readAt;

    AwsSecrets(SecretSettings settings, VaultWorld world) {
        this.service = new AwsService(
                "secretsmanager", "AWS_ENDPOINT_URL_SECRETS_MANAGER", "secretsmanager", settings.aws(), world);
        this.primary = settings.primary();
        this.nanoClock = world.nanoClock();
    }

    /** Everything that AWS's own tools look at. */
    @Override
    public boolean isOwn(String variable) {
        return variable.startsWith("AWS_");
    }

    @Override
    public @Nullable String read(String name) {
        if (primary == null) {
            return secret(name);
        }
        JsonValue value = all(primary).get(name);
        return switch (value) {
            case null -> null;
            case JsonString text -> text.value();
            default -> value.toString();
        };
    }

    private JsonObject all(String name) {
        reading.lock();
        try {
            JsonObject known = all;
            long now = nanoClock.getAsLong();
            if (known == null || now - readAt > SHARED_LIFE.toNanos()) {
                known = parsed(name, secret(name));
                all = known;
                readAt = now;
            }
            return known;
        } finally {
            reading.unlock();
        }
    }

    private static JsonObject parsed(String name, @Nullable String text) {
        if (text == null) {
            throw new VaultException("primary_secret_name: there is no secret " + name, false, null);
        }
        try {
            return Json.parseObject(text);
        } catch (JsonSyntaxException noJson) {
            throw new VaultException("primary_secret_name: the secret " + name + " is no JSON object", false, null);
        }
    }

    private @Nullable String secret(String name) {
        VaultAnswer answer = service.ask("GetSecretValue", JsonObject.of("SecretId", new JsonString(name)));
        if ("ResourceNotFoundException".equals(AwsService.refusal(answer))) {
            return null;
        }
        if (!answer.isGood()) {
            throw AwsService.refused(answer);
        }
        JsonObject told = answer.json();
        String binary = told.string("SecretBinary");
        return binary == null
                ? told.string("SecretString")
                : new String(Base64.getDecoder().decode(binary), StandardCharsets.UTF_8);
    }

    @Override
    public void write(String name, String secret, Filing filing) {
        VaultAnswer made = service.ask("CreateSecret", creation(name, secret, filing));
        String refusal = AwsService.refusal(made);
        if (refusal == null) {
            return;
        }
        if (!refusal.equals("ResourceExistsException") && !refusal.equals(MARKED)) {
            throw AwsService.refused(made);
        }
        if (MARKED.equals(AwsService.refusal(put(name, secret)))) {
            // The secret of that name waits for its end.
            service.done("RestoreSecret", JsonObject.of("SecretId", new JsonString(name)));
            VaultAnswer again = put(name, secret);
            if (!again.isGood()) {
                throw AwsService.refused(again);
            }
        }
    }

    private VaultAnswer put(String name, String secret) {
        VaultAnswer answer = service.ask(
                "PutSecretValue",
                JsonObject.builder()
                        .put("SecretId", name)
                        .put("SecretString", secret)
                        .put("ClientRequestToken", UUID.randomUUID().toString())
                        .build());
        if (!answer.isGood() && !MARKED.equals(AwsService.refusal(answer))) {
            throw AwsService.refused(answer);
        }
        return answer;
    }

    private static JsonObject creation(String name, String secret, Filing filing) {
        List<JsonValue> tags = new ArrayList<>();
        filing.tags()
                .forEach((key, value) -> tags.add(
                        JsonObject.builder().put("Key", key).put("Value", value).build()));
        JsonObject.Builder creation = JsonObject.builder()
                .put("Name", name)
                .put("SecretString", secret)
                .put("ClientRequestToken", UUID.randomUUID().toString())
                .putIfPresent("Description", filing.description());
        return (tags.isEmpty() ? creation : creation.put("Tags", new JsonArray(tags))).build();
    }

    @Override
    public void delete(String name, Filing filing) {
        JsonObject body = JsonObject.builder()
                .put("SecretId", name)
                .put("RecoveryWindowInDays", JsonNumber.of(RECOVERY_DAYS))
                .build();
        VaultAnswer answer = service.ask("DeleteSecret", body);
        if (!answer.isGood() && !"ResourceNotFoundException".equals(AwsService.refusal(answer))) {
            throw AwsService.refused(answer);
        }
    }

    /** Names have letters, digits and a few signs. */
    @Override
    public String nameOf(String wished) {
        return wished.replaceAll("[^A-Za-z0-9/_+=.@-]", "-");
    }

    @Override
    public String toString() {
        return service.toString();
    }
}
